using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>
/// Reads approval tiers and checks what no single property shows: ascending bounds, a last tier for everybody, escalation after the reminder.
/// </summary>
internal static class ApprovalTiersReader
{
    public static ApprovalTiers Read(DocumentReader root)
    {
        var code = root.Text("currency");
        if (!Currency.TryParse(code, out var currency) && code is not null)
            root.Report("currency", KernelCodes.DocumentValueInvalid, ("value", code), ("expected", "ISO 4217 currency"));
        if (currency.Code is null) currency = Currency.Cny;

        var tiers = root.Children("tiers").Select(t => (Reader: t, Tier: ReadTier(t, currency))).ToArray();
        Check(root, tiers);
        var quiet = NotNegative(root, "quietPeriod");
        var steps = root.Child("steps");
        var remind = steps is null ? Duration.Zero : Positive(steps, "remindAfter");
        var escalate = steps is null ? Duration.Zero : Positive(steps, "escalateAfter");
        if (steps is not null && escalate < remind)
            steps.Report("escalateAfter", KernelCodes.DocumentValueInvalid, ("value", escalate), ("expected", "not before remindAfter"));
        var ladder = steps is null ? [] : Roles(steps, "ladder");
        steps?.Close();
        var review = root.Has("riskReview") && root.Child("riskReview") is { } child ? ReadReview(child, tiers.Select(t => t.Tier)) : null;
        return new(currency, tiers.Select(t => t.Tier).ToValueList(), quiet, remind, escalate, ladder, ReadReceipt(root)) { RiskReview = review };
    }

    private static RiskReview ReadReview(DocumentReader reader, IEnumerable<ApprovalTier> tiers)
    {
        var kinds = Words<CaseKind>(reader, "kinds");
        if (kinds.IsEmpty) reader.Report("kinds", KernelCodes.DocumentPropertyMissing);
        var name = reader.Text("tier") ?? "";
        if (tiers.FirstOrDefault(t => t.Name == name) is not { IsAutomatic: false })
            reader.Report("tier", KernelCodes.DocumentValueInvalid, ("value", name), ("expected", "a tier with approvers"));
        var review = new RiskReview(kinds, Positive(reader, "within"), (int)(reader.Whole("requestsMax", 1, 10_000) ?? 1), name);
        reader.Close();
        return review;
    }

    private static ApprovalTier ReadTier(DocumentReader reader, Currency currency)
    {
        var tier = new ApprovalTier(reader.Text("name") ?? "", Roles(reader, "approvers"))
        {
            Below = reader.Has("below") ? reader.Money("below", currency) : null,
            IsDisputed = reader.Has("disputed") ? reader.Flag("disputed", false) : null,
            Histories = Words<CustomerHistory>(reader, "histories"),
            Levels = Words<CustomerLevel>(reader, "levels"),
            RequestReasons = reader.Texts("reasons").ToValueList(),
            Basis = reader.TextOrNull("basis"),
        };
        if (!reader.Has("approvers")) reader.Report("approvers", KernelCodes.DocumentPropertyMissing);
        if (tier.Basis is not (null or "rule" or "default"))
            reader.Report("basis", KernelCodes.DocumentValueInvalid, ("value", tier.Basis), ("expected", "rule|default"));
        if (tier.Approvers.Items.Distinct().Count() != tier.Approvers.Count)
            reader.Report("approvers", KernelCodes.DocumentValueInvalid, ("value", string.Join(",", tier.Approvers.Items)), ("expected", "each role once"));
        reader.Close();
        return tier;
    }

    private static void Check(DocumentReader root, (DocumentReader Reader, ApprovalTier Tier)[] tiers)
    {
        if (tiers.Length == 0)
        {
            root.Report("tiers", AfterSalesCodes.TiersNotTotal);
            return;
        }

        Money? highest = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tiers.Length; i++)
        {
            var (reader, tier) = tiers[i];
            if (!names.Add(tier.Name)) reader.Report("name", KernelCodes.DocumentValueInvalid, ("value", tier.Name), ("expected", "each name once"));
            if (tier.HoldsForAll != (i == tiers.Length - 1)) root.ReportAt(reader.Path, AfterSalesCodes.TiersNotTotal);
            if (tier.Below is not { } below) continue;
            if (below <= Money.Zero(below.Currency) || (highest is { } bound && below < bound))
                reader.Report("below", AfterSalesCodes.TiersNotAscending, ("value", below));
            highest = below;
        }
    }

    private static ValueList<ReceiptAnswer> ReadReceipt(DocumentReader root)
    {
        var receipt = root.Child("receipt");
        var answers = new List<ReceiptAnswer>();
        for (var outcome = InspectionOutcome.Restock; outcome <= InspectionOutcome.Missing; outcome++)
            answers.Add(receipt?.Word<ReceiptAnswer>(outcome.ToString()) ?? ReceiptAnswer.Wait);
        receipt?.Close();
        return answers.ToValueList();
    }

    private static ValueList<Role> Roles(DocumentReader reader, string name)
    {
        var roles = new List<Role>();
        foreach (var text in reader.Texts(name))
        {
            // A role is an id; the id's own rule says which texts are.
            try { roles.Add(Role.Of(text)); }
            catch (ArgumentException) { reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "role")); }
        }

        return roles.ToValueList();
    }

    private static ValueList<TWord> Words<TWord>(DocumentReader reader, string name) where TWord : struct, Enum
    {
        var words = new List<TWord>();
        foreach (var text in reader.Texts(name))
        {
            if (reader.WordOf<TWord>(text, $"{reader.Path}.{name}") is { } word) words.Add(word);
        }

        return words.ToValueList();
    }

    private static Duration NotNegative(DocumentReader reader, string name)
    {
        if (reader.Duration(name) is not { } duration) return Duration.Zero;
        if (duration < Duration.Zero) reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", duration), ("expected", "not negative"));
        return duration;
    }

    private static Duration Positive(DocumentReader reader, string name)
    {
        if (reader.Duration(name) is not { } duration) return Duration.Zero;
        if (duration <= Duration.Zero) reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", duration), ("expected", "more than nothing"));
        return duration;
    }
}
