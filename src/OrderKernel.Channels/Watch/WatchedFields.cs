namespace OrderKernel.Channels;

/// <summary>The places that one record kind reads.</summary>
/// <param name="Name">The kind's name.</param>
/// <param name="Fields">Its places, each once, by path.</param>
internal sealed record WatchedKind(string Name, WatchedField[] Fields);

/// <summary>A place that a field reads.</summary>
/// <param name="Slot">Where it stands in the table.</param>
/// <param name="Path">Its path without row numbers.</param>
/// <param name="IsMoney">True when an amount is read there.</param>
internal sealed record WatchedField(Slot Slot, string Path, bool IsMoney);

/// <summary>Tells in which form the places of a profile came. Looks at the table once a record is read, so that reading itself does not change.</summary>
internal sealed class WatchedFields
{
    private readonly Dictionary<RecordKind, WatchedKind> _kinds;

    public WatchedFields(ChannelProfile profile) =>
        _kinds = profile.Kinds.ToDictionary(k => k, k => new WatchedKind(k.Name, [.. PlacesOf(profile.Tree, k)]));

    public RecordShape ShapeOf(RecordKind kind, ReadOnlySpan<byte> record, TokenTable table)
    {
        var watched = _kinds[kind];
        var forms = new FieldForm[watched.Fields.Length];
        for (var i = 0; i < forms.Length; i++)
        {
            var field = watched.Fields[i];
            var rows = field.Slot.Scope == 0 ? 1 : table.Rows(field.Slot.Scope);
            for (var row = 0; row < rows; row++)
            {
                var form = FormOf(table[field.Slot, row], record, field.IsMoney);
                if (form == default) continue;
                if (forms[i] == default) forms[i] = form;
                else if (forms[i] != form) forms[i] = FieldForm.Mixed;
            }
        }

        return new(watched, forms);
    }

    private static FieldForm FormOf(Token token, ReadOnlySpan<byte> record, bool isMoney) => token.Kind switch
    {
        TokenKind.Text or TokenKind.EscapedText when token.Length == 0 => default,
        TokenKind.Text when isMoney => MoneyText(record.Slice(token.Start, token.Length)),
        TokenKind.Text or TokenKind.EscapedText => FieldForm.Text,
        TokenKind.Number when isMoney && record.Slice(token.Start, token.Length).IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0 => FieldForm.DecimalNumber,
        TokenKind.Number => FieldForm.Number,
        TokenKind.Flag => FieldForm.Flag,
        TokenKind.Container => FieldForm.Container,
        _ => default,
    };

    private static FieldForm MoneyText(ReadOnlySpan<byte> text)
    {
        var form = FieldForm.DigitsText;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.') form = FieldForm.DecimalText;
            else if (text[i] is < (byte)'0' or > (byte)'9' && (text[i] != '-' || i > 0)) return FieldForm.Text;
        }

        return form;
    }

    private static IEnumerable<WatchedField> PlacesOf(PathTree tree, RecordKind kind)
    {
        var places = new SortedDictionary<string, WatchedField>(StringComparer.Ordinal);
        foreach (var (rule, isMoney) in RulesOf(kind).SelectMany(r => Deep(r.Rule, r.IsMoney)))
        {
            foreach (var place in rule.Places)
            {
                var path = tree.PathOf(place.Slot);
                path = path.StartsWith("$.", StringComparison.Ordinal) ? path.Substring(2) : path;
                if (!places.TryGetValue(path, out var known) || isMoney) places[path] = new(place.Slot, path, isMoney || known is { IsMoney: true });
            }
        }

        return places.Values;
    }

    private static IEnumerable<(FieldRule Rule, bool IsMoney)> Deep(FieldRule? rule, bool isMoney)
    {
        for (; rule is not null; rule = rule.Otherwise)
        {
            yield return (rule, isMoney);
            foreach (var part in rule.Parts ?? []) yield return (part, false);
            foreach (var term in rule.Terms ?? [])
            {
                yield return (term.Money, isMoney);
                foreach (var factor in term.Factors) yield return (factor, false);
            }

            if (rule.Divisor is { } divisor) yield return (divisor, false);
            if (rule.Currency is { } currency) yield return (currency, false);
        }
    }

    private static IEnumerable<(FieldRule? Rule, bool IsMoney)> RulesOf(RecordKind kind)
    {
        FieldRule?[] plain =
        [
            kind.Number, kind.Currency, kind.CreatedAt, kind.PaidAt, kind.ShippedAt, kind.DeliveredAt, kind.EndedAt, kind.ModifiedAt, kind.Customer,
            kind.Recipient?.Name, kind.Recipient?.Phone, kind.Recipient?.Country, kind.Recipient?.Postcode, kind.Recipient?.Province, kind.Recipient?.City,
            kind.Recipient?.District, kind.Recipient?.Town, kind.Recipient?.Detail, kind.Lines?.Code, kind.Lines?.Quantity, kind.Lines?.Id, kind.Lines?.Title,
            kind.Case?.Id, kind.Case?.RequestedAt, kind.Case?.Line, kind.Case?.Units, kind.Case?.Reason, kind.Partner?.Id, kind.Partner?.Time,
            kind.Partner?.Location, kind.Partner?.Carrier, kind.Partner?.Waybill, kind.Partner?.Lines.Code, kind.Partner?.Lines.Quantity,
            kind.Partner?.Outcome,
        ];
        FieldRule?[] money =
        [
            kind.Amounts?.Due, kind.Amounts?.ListPrice, kind.Amounts?.SellerDiscount, kind.Amounts?.PlatformSubsidy, kind.Amounts?.Coupon,
            kind.Amounts?.Freight, kind.Amounts?.Tax, kind.Amounts?.Surcharges, kind.Amounts?.Paid, kind.Amounts?.Deposit, kind.Amounts?.Refunded,
            kind.Lines?.Total, kind.Lines?.UnitPrice, kind.Lines?.ListTotal, kind.Case?.Amount,
        ];
        var words = kind.Statuses.Concat(kind.Lines?.Statuses ?? []).Concat(kind.Case?.Statuses ?? []).Select(s => (FieldRule?)s.Field);
        var parcels = kind.Shipments.SelectMany(s => new[] { s.Waybill, s.Carrier, s.Lines, s.Units });
        return plain.Concat(words).Concat(parcels).Select(r => (r, false))
            .Concat(money.Concat((kind.Amounts?.PaidBy ?? []).Select(p => (FieldRule?)p.Amount)).Select(r => (r, true)));
    }
}
