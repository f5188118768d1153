namespace OrderKernel.Rules.Tests;

/// <summary>The facts that the tests' rules read.</summary>
internal static class Sample
{
    internal static FactSchema Schema { get; } = FactSchema.Of(
        FactField.Required("order.total", FactType.Money),
        FactField.Required("order.channel", FactType.String),
        FactField.Required("order.units", FactType.Int),
        FactField.Required("order.vip", FactType.Bool),
        FactField.Required("order.tags", FactType.ListOf(FactType.String)),
        FactField.Optional("order.coupon", FactType.Money),
        FactField.Optional("order.note", FactType.String),
        FactField.Required("order.marks", FactType.MapOf(FactType.String, FactType.Int)),
        FactField.Required("shipment.weight", FactType.Double),
        FactField.Required("customer.level", FactType.Int),
        FactField.Required("order.placedAt", FactType.Instant),
        FactField.Required("order.lines", FactType.ListOf(FactType.RecordOf(
            FactField.Required("sku", FactType.String),
            FactField.Required("units", FactType.Int),
            FactField.Required("price", FactType.Money),
            FactField.Required("bulky", FactType.Bool),
            FactField.Optional("batch", FactType.String)))));

    /// <summary>The same facts as a host declares them, read as plain types where a fact has one.</summary>
    internal static FactTable<FactValues> Table { get; } = new([.. Schema.Fields.Select((field, slot) => field.Path switch
    {
        "order.units" => new Fact<FactValues>(field, v => v.Get(slot).AsInt()),
        "order.vip" => new Fact<FactValues>(field, v => v.Get(slot).AsBool()),
        _ when field.Type == FactType.String => new Fact<FactValues>(field, v => v.Get(slot) is { IsAbsent: false } text ? text.AsString() : null),
        _ when field.Type == FactType.Money => new Fact<FactValues>(
            field, v => v.Get(slot) is { IsAbsent: false } amount ? amount.AsMoney(Currency.Cny) : default),
        _ => new Fact<FactValues>(field, v => v.Get(slot)),
    })]);

    internal static FactValues Facts() => new FactValues(Schema)
        .Set("order.total", Money.Fen(18_832_000))
        .Set("order.channel", "tmall")
        .Set("order.units", 3)
        .Set("order.vip", false)
        .Set("order.tags", ExpressionValue.OfList(["gift", "VIP-expedite"]))
        .Set("order.marks", ExpressionValue.OfMap([KeyValuePair.Create<ExpressionValue, ExpressionValue>("risk", 7)]))
        .Set("shipment.weight", ExpressionValue.Of(2.5))
        .Set("customer.level", 4)
        .Set("order.placedAt", ExpressionValue.Of(NodaTime.Instant.FromUtc(2026, 2, 9, 1, 0)))
        .Set("order.lines", ExpressionValue.OfList([Line("A", 2, 10_000, false, null), Line("B", 1, 18_812_000, true, "2026-01")]));

    internal static ExpressionValue Line(string sku, long units, long fen, bool bulky, string? batch)
    {
        List<KeyValuePair<ExpressionValue, ExpressionValue>> fields = [new("sku", sku), new("units", units), new("price", Money.Fen(fen)), new("bulky", bulky)];
        if (batch is not null) fields.Add(new("batch", batch));
        return ExpressionValue.OfMap(fields);
    }

    // The same facts as dynamic mode sees them: each group a map of the fields that are there.
    internal static Dictionary<string, ExpressionValue> Bindings(FactValues facts) => Schema.Fields
        .Select((field, slot) => (Path: field.Path.Split('.'), Value: facts.Get(slot)))
        .Where(f => !f.Value.IsAbsent)
        .GroupBy(f => f.Path[0], f => KeyValuePair.Create<ExpressionValue, ExpressionValue>(f.Path[1], f.Value))
        .ToDictionary(g => g.Key, g => ExpressionValue.OfMap(g), StringComparer.Ordinal);

    internal static Refusal Refused(string text, FactType? expected = null) =>
        Expression.Compile(text, Schema, expected).Refusal ?? throw new InvalidOperationException($"{text} was accepted.");

    internal static ExpressionResult Checked(string text, FactValues? facts = null) =>
        Expression.Compile(text, Schema).ValueOrThrow().Evaluate(facts ?? Facts());

    internal static ExpressionResult Dynamic(string text, Dictionary<string, ExpressionValue>? bindings = null) =>
        DynamicExpression.Parse(text).ValueOrThrow().Evaluate(bindings ?? Bindings(Facts()));
}
