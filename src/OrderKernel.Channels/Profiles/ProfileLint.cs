namespace OrderKernel.Channels;

/// <summary>What is odd about a profile that loads: it would be read, and something in it can never be meant.</summary>
public static class ProfileLint
{
    /// <summary>All that is odd, in the order of the document.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>
    /// Findings with the path of what they are about: <see cref="ChannelsCodes.RecordUnreached"/>, <see cref="ChannelsCodes.AmountCountedTwice"/>,
    /// <see cref="ChannelsCodes.PlaceOfTwoMeanings"/>, <see cref="ChannelsCodes.TableUnread"/>, <see cref="ChannelsCodes.RowContradicts"/>,
    /// <see cref="ChannelsCodes.WordUnreachable"/>, <see cref="ChannelsCodes.PullWindowsTooMany"/>, <see cref="ChannelsCodes.PullTooSlow"/>.
    /// </returns>
    public static ValueList<Finding> Of(ChannelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var findings = new List<Finding>();
        for (var i = 0; i < profile.Kinds.Length; i++)
        {
            var kind = profile.Kinds[i];
            if (profile.Kinds.Take(i).FirstOrDefault(earlier => TakesAllOf(earlier, kind)) is { } before)
                findings.Add(Finding.Of($"$.records[{i}]", ChannelsCodes.RecordUnreached, ("kind", kind.Name), ("other", before.Name)));
            foreach (var (part, other, path) in Twice(kind.Amounts))
                findings.Add(Finding.Of($"$.records[{i}].amounts.{part}", ChannelsCodes.AmountCountedTwice, ("field", path), ("other", other)));
            findings.AddRange(LintPlaces.Of(kind));
        }

        var read = profile.Kinds.SelectMany(TablesOf).ToList();
        foreach (var table in profile.Tables)
        {
            var path = $"$.tables.{table.Name}";
            if (!read.Contains(table)) findings.Add(Finding.Of(path, ChannelsCodes.TableUnread, ("table", table.Name)));
            foreach (var row in table.Rows)
            {
                if (Contradiction(row) is { } words)
                    findings.Add(Finding.Of($"{path}.rows.{row.Word}", ChannelsCodes.RowContradicts, ("one", words.One), ("other", words.Other)));
            }
        }

        findings.AddRange(LintWords.Of(profile));
        findings.AddRange(LintPulls.Of(profile.Pulls));
        return findings.ToValueList();
    }

    // The first kind that fits is taken: what has all that a later one needs, and lacks nothing that an earlier one forbids, never comes to the later.
    private static bool TakesAllOf(RecordKind earlier, RecordKind later) =>
        earlier.Needs.All(n => later.Needs.Any(o => AreSame(n, o))) && earlier.Lacks.All(n => later.Lacks.Any(o => AreSame(n, o)));

    // Needs may name several places, one of which is enough.
    private static bool AreSame(FieldRule one, FieldRule other) => other.Places.Length > 0 && other.Places.All(p => one.Places.Any(p.IsSame));

    private static IEnumerable<StatusTable> TablesOf(RecordKind kind) =>
        kind.Statuses.Concat(kind.Lines?.Statuses ?? []).Concat(kind.Case?.Statuses ?? []).Select(s => s.Table).OfType<StatusTable>();

    // The parts of an amount are added up: a place that two of them read counts twice.
    private static IEnumerable<(string Part, string Other, string Path)> Twice(AmountRules? amounts)
    {
        if (amounts is null) yield break;
        (string Name, FieldRule? Rule)[] parts =
        [
            ("sellerDiscount", amounts.SellerDiscount), ("platformSubsidy", amounts.PlatformSubsidy), ("coupon", amounts.Coupon), ("freight", amounts.Freight),
            ("tax", amounts.Tax), ("surcharges", amounts.Surcharges),
        ];
        for (var i = 1; i < parts.Length; i++)
        {
            foreach (var (name, rule) in parts.Take(i))
            {
                if (rule is null || parts[i].Rule is not { } later || SharedOf(rule, later) is not { } path) continue;
                yield return (parts[i].Name, name, path);
            }
        }
    }

    internal static string? SharedOf(FieldRule one, FieldRule other)
    {
        // Of a field of conditions nobody knows whether both ever tell at once.
        if (one.When is not null || other.When is not null) return null;
        return PlacesOf(other).Any(p => PlacesOf(one).Any(p.IsSame)) ? other.PathText : null;
    }

    private static IEnumerable<Place> PlacesOf(FieldRule rule) => rule.Terms is { } terms ? terms.SelectMany(t => PlacesOf(t.Money)) : rule.Places.Take(1);

    private static (string One, string Other)? Contradiction(StatusRow row) => row switch
    {
        { Outcome: ClaimOutcome.Succeeded, Payment: PaymentStatus.Unpaid or PaymentStatus.Voided, Terms: null } => ("Succeeded", $"{row.Payment}"),
        { Outcome: ClaimOutcome.Succeeded, Fulfilment: FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation } => ("Succeeded", $"{row.Fulfilment}"),
        { Outcome: not null, Holds.IsEmpty: false } => ($"{row.Outcome}", $"{row.Holds[0]}"),
        { Payment: PaymentStatus.Voided, Fulfilment: FulfilmentStatus.Shipped or FulfilmentStatus.Delivered } => ("Voided", $"{row.Fulfilment}"),
        { IsSkipped: true, Payment: { } payment } => ("skip", $"{payment}"),
        { IsSkipped: true, Fulfilment: { } fulfilment } => ("skip", $"{fulfilment}"),
        { IsSkipped: true, Outcome: { } outcome } => ("skip", $"{outcome}"),
        _ => null,
    };
}
