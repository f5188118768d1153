namespace OrderKernel.Channels;

/// <summary>As what a field is read. 0 is unset.</summary>
internal enum FieldRole
{
    /// <summary>A number of an order, a line, a parcel, a case; a code of goods or of a carrier or currency.</summary>
    Id = 1,

    /// <summary>A moment.</summary>
    Time = 2,

    /// <summary>An amount.</summary>
    Money = 3,

    /// <summary>A count, or what an amount is multiplied or divided by.</summary>
    Number = 4,

    /// <summary>A word that is looked up, or whose presence says something.</summary>
    Word = 5,

    /// <summary>Words of people, names and places.</summary>
    Text = 6,

    /// <summary>What is only compared, or looked at for being there.</summary>
    Test = 7,
}

/// <summary>All fields that a record kind reads.</summary>
internal static class KindFields
{
    /// <summary>The fields by what they are read as, with the parts of which they are made: sums, joined texts, alternatives, comparisons.</summary>
    public static IEnumerable<(FieldRole Role, FieldRule Rule)> Of(RecordKind kind) => Heads(kind).SelectMany(h => Parts(h.Role, h.Rule));

    /// <summary>The fields as the document names them.</summary>
    public static IEnumerable<(FieldRole Role, FieldRule Rule)> Heads(RecordKind kind)
    {
        var heads = new List<(FieldRole, FieldRule?)>
        {
            (FieldRole.Id, kind.Number), (FieldRole.Id, kind.Currency), (FieldRole.Time, kind.CreatedAt), (FieldRole.Time, kind.PaidAt),
            (FieldRole.Time, kind.ShippedAt), (FieldRole.Time, kind.DeliveredAt), (FieldRole.Time, kind.EndedAt), (FieldRole.Time, kind.ModifiedAt),
            (FieldRole.Text, kind.Customer),
        };
        heads.AddRange(kind.Needs.Concat(kind.Lacks).Select(r => (FieldRole.Test, (FieldRule?)r)));
        heads.AddRange(Words(kind.Statuses));
        if (kind.Amounts is { } amounts) heads.AddRange(AmountsOf(amounts).Select(r => (FieldRole.Money, r)));
        if (kind.Recipient is { } to)
        {
            foreach (var rule in (FieldRule?[])[to.Name, to.Phone, to.Country, to.Postcode, to.Province, to.City, to.District, to.Town, to.Detail])
                heads.Add((FieldRole.Text, rule));
        }

        if (kind.Lines is { } lines)
        {
            heads.AddRange([(FieldRole.Id, lines.Id), (FieldRole.Id, lines.Code), (FieldRole.Number, lines.Quantity), (FieldRole.Money, lines.Total),
                (FieldRole.Money, lines.UnitPrice), (FieldRole.Money, lines.ListTotal), (FieldRole.Text, lines.Title)]);
            heads.AddRange(Words(lines.Statuses).Concat(Filters(lines.At)));
        }

        foreach (var parcel in kind.Shipments)
        {
            heads.AddRange([(FieldRole.Id, parcel.Waybill), (FieldRole.Id, parcel.Carrier), (FieldRole.Id, parcel.Lines), (FieldRole.Number, parcel.Units)]);
            heads.AddRange(Filters(parcel.At));
        }

        if (kind.Case is { } one)
        {
            heads.AddRange([(FieldRole.Id, one.Id), (FieldRole.Money, one.Amount), (FieldRole.Time, one.RequestedAt), (FieldRole.Id, one.Line),
                (FieldRole.Number, one.Units), (FieldRole.Text, one.Reason)]);
            heads.AddRange(Words(one.Statuses).Concat(Filters(one.At)));
        }

        heads.AddRange(Partner(kind));
        foreach (var (role, rule) in heads)
        {
            if (rule is not null) yield return (role, rule);
        }
    }

    private static IEnumerable<(FieldRole, FieldRule?)> Partner(RecordKind kind)
    {
        if (kind.Partner is not { } partner) return [];
        return ((FieldRole, FieldRule?)[])
        [
            (FieldRole.Word, kind.Source?.Channel), (FieldRole.Word, kind.Source?.Shop), (FieldRole.Id, partner.Id), (FieldRole.Time, partner.Time),
            (FieldRole.Word, partner.Location), (FieldRole.Word, partner.Carrier), (FieldRole.Id, partner.Waybill),
            (FieldRole.Id, partner.Lines.Id), (FieldRole.Id, partner.Lines.Code), (FieldRole.Number, partner.Lines.Quantity),
            (FieldRole.Word, partner.Outcome), (FieldRole.Id, partner.Serials), .. Filters(partner.At), .. Filters(partner.Lines.At),
        ];
    }

    private static IEnumerable<FieldRule?> AmountsOf(AmountRules amounts) =>
        ((FieldRule?[])[amounts.Due, amounts.ListPrice, amounts.SellerDiscount, amounts.PlatformSubsidy, amounts.Coupon, amounts.Freight, amounts.Tax,
            amounts.Surcharges, amounts.Paid, amounts.Deposit, amounts.Refunded]).Concat(amounts.PaidBy.Select(p => (FieldRule?)p.Amount));

    private static IEnumerable<(FieldRole, FieldRule?)> Words(IEnumerable<StatusSource> sources) =>
        sources.SelectMany(s => Tests(s.When).Prepend((FieldRole.Word, s.Field)));

    private static IEnumerable<(FieldRole, FieldRule?)> Filters(IEnumerable<RowList> lists) => lists.SelectMany(l => Tests(l.Filters));

    private static IEnumerable<(FieldRole, FieldRule?)> Tests(IEnumerable<RowFilter>? filters) => filters?.SelectMany(f => Tests(f.Tests)) ?? [];

    private static IEnumerable<(FieldRole, FieldRule?)> Tests(IEnumerable<RowTest>? tests) =>
        tests?.Select(t => (FieldRole.Test, (FieldRule?)t.Field)) ?? [];

    private static IEnumerable<(FieldRole Role, FieldRule Rule)> Parts(FieldRole role, FieldRule rule)
    {
        yield return (role, rule);
        var below = (rule.Terms ?? []).SelectMany(t => t.Factors.Select(f => (FieldRole.Number, (FieldRule?)f)).Prepend((role, t.Money)))
            .Concat((rule.Parts ?? []).Select(p => (role, (FieldRule?)p)))
            .Concat([(role, rule.Otherwise), (FieldRole.Id, rule.Currency), (FieldRole.Number, rule.Divisor)])
            .Concat(Tests(rule.When)).Concat(rule.Places.SelectMany(p => Tests(p.Filters)));
        foreach (var (partRole, part) in below)
        {
            if (part is null) continue;
            foreach (var found in Parts(partRole, part)) yield return found;
        }
    }
}
