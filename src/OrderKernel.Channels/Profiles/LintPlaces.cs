namespace OrderKernel.Channels;

/// <summary>Finds places that are read as two things that one value cannot be.</summary>
internal static class LintPlaces
{
    public static IEnumerable<Finding> Of(RecordKind kind) => Roles(kind).Concat(Pairs(kind));

    // One value is no time and amount at once, nor a count and an amount.
    private static IEnumerable<Finding> Roles(RecordKind kind)
    {
        var heads = KindFields.Heads(kind).Where(h => h.Role is FieldRole.Time or FieldRole.Money or FieldRole.Number).ToList();
        for (var i = 1; i < heads.Count; i++)
        {
            foreach (var (role, rule) in heads.Take(i))
            {
                if (role != heads[i].Role && ProfileLint.SharedOf(rule, heads[i].Rule) is { } path)
                    yield return Finding.Of(heads[i].Rule.Name, ChannelsCodes.PlaceOfTwoMeanings, ("field", path), ("other", rule.Name));
            }
        }
    }

    // Amounts of which one is a part of the other, or another altogether.
    private static IEnumerable<Finding> Pairs(RecordKind kind)
    {
        var pairs = new List<(FieldRule?, FieldRule?)>();
        if (kind.Amounts is { } amounts)
        {
            FieldRule?[] parts =
            [
                amounts.Freight, amounts.Tax, amounts.Surcharges, amounts.Coupon, amounts.SellerDiscount, amounts.PlatformSubsidy, amounts.Refunded,
            ];
            pairs.AddRange(parts.Select(p => ((FieldRule?)amounts.Due, p)));
            pairs.Add((amounts.Paid, amounts.Refunded));
        }

        if (kind.Lines is { } lines) pairs.Add((lines.Total, lines.UnitPrice));
        foreach (var (one, other) in pairs)
        {
            // A sum may well contain the other.
            if (one is { Terms: null } && other is { Terms: null } && ProfileLint.SharedOf(one, other) is { } path)
                yield return Finding.Of(other.Name, ChannelsCodes.PlaceOfTwoMeanings, ("field", path), ("other", one.Name));
        }
    }
}
