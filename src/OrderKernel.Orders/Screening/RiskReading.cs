namespace OrderKernel.Orders;

/// <summary>Reads the risk part of a screening document.</summary>
internal static class RiskReading
{
    private const int PointsMax = 1000;

    public static RiskRules? Read(DocumentReader root)
    {
        if (root.ChildOrNull("risk") is not { } risk) return null;
        var (elevated, high) = (Number(risk, "elevatedAt", 1, PointsMax), Number(risk, "highAt", 1, PointsMax));
        if (elevated > high) risk.Report("highAt", KernelCodes.DocumentValueInvalid, ("value", high), ("expected", $"at least {elevated}"));
        var rules = new RiskRules(elevated, high, Address(risk), Phone(risk), Amount(risk), HighValue(risk), Repeat(risk), Streak(risk));
        risk.Close();
        return rules;
    }

    private static AddressRule? Address(DocumentReader risk)
    {
        if (risk.ChildOrNull("address") is not { } r) return null;
        var words = r.Texts("words");
        for (var i = 0; i < words.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(words[i]))
                r.ReportAt($"{r.Path}.words[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "a word"));
        }

        var rule = new AddressRule(Points(r), Number(r, "lettersMin", 0, 1000), r.Flag("needsNumber", false), Number(r, "repeatedMin", 2, 1000),
            words.ToValueList());
        r.Close();
        return rule;
    }

    private static PhoneRule? Phone(DocumentReader risk)
    {
        if (risk.ChildOrNull("phone") is not { } r) return null;
        var rule = new PhoneRule(Points(r), Number(r, "digitsMin", 1, 100), Number(r, "digitsMax", 1, 100));
        if (rule.DigitsMin > rule.DigitsMax)
            r.Report("digitsMax", KernelCodes.DocumentValueInvalid, ("value", rule.DigitsMax), ("expected", $"at least {rule.DigitsMin}"));
        r.Close();
        return rule;
    }

    private static AmountRule? Amount(DocumentReader risk)
    {
        if (risk.ChildOrNull("amount") is not { } r) return null;
        var rule = new AmountRule(Points(r), Number(r, "quantileBasisPoints", 1, 10_000), Number(r, "factorPercent", 1, 1_000_000),
            Number(r, "ordersMin", 1, int.MaxValue));
        r.Close();
        return rule;
    }

    private static HighValueRule? HighValue(DocumentReader risk)
    {
        if (risk.ChildOrNull("highValue") is not { } r) return null;
        var code = r.Text("currency");
        var points = Points(r);
        if (!Currency.TryParse(code, out var currency))
        {
            if (code is not null) r.Report("currency", KernelCodes.DocumentValueInvalid, ("value", code), ("expected", "ISO 4217 code"));
            r.Has("above");
            r.Close();
            return null;
        }

        var above = r.Money("above", currency);
        if (above is { MinorUnits: < 0 }) r.Report("above", KernelCodes.DocumentValueInvalid, ("value", above), ("expected", "an amount of at least 0"));
        r.Close();
        return new(points, above ?? Money.Zero(currency));
    }

    private static RepeatRule? Repeat(DocumentReader risk)
    {
        if (risk.ChildOrNull("repeat") is not { } r) return null;
        var rule = new RepeatRule(Points(r), Positive(r));
        r.Close();
        return rule;
    }

    private static StreakRule? Streak(DocumentReader risk)
    {
        if (risk.ChildOrNull("streak") is not { } r) return null;
        var rule = new StreakRule(Number(r, "length", 2, 1000), Positive(r));
        r.Close();
        return rule;
    }

    private static int Points(DocumentReader rule) => Number(rule, "points", 0, PointsMax);

    private static int Number(DocumentReader reader, string name, int least, int most) => (int)(reader.Whole(name, least, most) ?? least);

    private static NodaTime.Duration Positive(DocumentReader reader)
    {
        if (reader.Duration("within") is not { } within) return NodaTime.Duration.Zero;
        if (within <= NodaTime.Duration.Zero) reader.Report("within", KernelCodes.DocumentValueInvalid, ("value", within), ("expected", "more than nothing"));
        return within;
    }
}
