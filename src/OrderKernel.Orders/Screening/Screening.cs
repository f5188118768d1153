namespace OrderKernel.Orders;

/// <summary>Which orders are expedited as soon as they are placed: by amount, or by the customer's level.</summary>
/// <param name="Tag">The tag that they get.</param>
/// <param name="Above">Orders with more than this due; other currencies are not judged.</param>
/// <param name="Levels">Customers of these levels.</param>
public sealed record Screening(OrderTag Tag, Money Above, ValueList<CustomerLevel> Levels)
{
    /// <summary>What makes an order risky; null when nobody asks. Orders that are placed with <see cref="PlaceOrder.Facts"/> are judged by it.</summary>
    public RiskRules? Risk { get; init; }
}

/// <summary>Loads screening documents.</summary>
public static class ScreeningDocument
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "screening-1.json";

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The screening, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<Screening>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static Screening Read(DocumentReader root)
    {
        var vip = root.Child("vip");
        var risk = RiskReading.Read(root);
        if (vip is null) return new(default, default, []);
        var tag = vip.Text("tag");
        OrderTag known = default;
        if (tag is not null && !OrderTag.TryParse(tag, out known))
            vip.Report("tag", KernelCodes.DocumentValueInvalid, ("value", tag), ("expected", "1-128 characters"));
        var code = vip.Text("currency");
        if (code is not null && !Currency.TryParse(code, out _))
            vip.Report("currency", KernelCodes.DocumentValueInvalid, ("value", code), ("expected", "ISO 4217 code"));
        var above = Currency.TryParse(code, out var currency) ? vip.Money("above", currency) : null;
        if (above is null) vip.Has("above");
        if (above is { MinorUnits: < 0 }) vip.Report("above", KernelCodes.DocumentValueInvalid, ("value", above), ("expected", "an amount of at least 0"));
        var words = vip.Texts("levels");
        var levels = new List<CustomerLevel>();
        for (var i = 0; i < words.Count; i++)
        {
            if (vip.WordOf<CustomerLevel>(words[i], $"{vip.Path}.levels[{i}]") is { } level) levels.Add(level);
        }

        vip.Close();
        return new(known, above ?? default, levels.ToValueList()) { Risk = risk };
    }
}
