using System.Text.Json;

namespace OrderKernel.Abstractions.Tests.Values;

// Fails when a value comes back as another, or as default without an error, from System.Text.Json with no options at all.
public class PlainJsonLaws
{
    private sealed record Line(SkuId Sku, Quantity Units, QuantityDelta Change, Money Total, Currency In, Quantity? More);

    [Law(300, 20_000)]
    public bool Amounts_and_changes_of_any_size_come_back(long number) =>
        KernelCurrencies.All(c => Returns(Money.OfMinor(number, c)) && Returns(c)) && Returns(QuantityDelta.Of(number))
        && Returns(Quantity.Of(number & long.MaxValue));

    [Law(300, 20_000)]
    public bool A_record_of_them_comes_back(long number)
    {
        var units = Quantity.Of(number & long.MaxValue);
        return Returns(new Line(SkuId.Of("SKU 红 XL"), units, QuantityDelta.Of(number), Money.Fen(number), Currency.Cny, number % 2 == 0 ? null : units));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"1\"")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("9223372036854775808")]
    public void What_is_no_quantity_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Quantity>(json));

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"1\"")]
    [InlineData("{}")]
    public void What_is_no_change_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<QuantityDelta>(json));

    [Theory]
    [InlineData("\"XXX\"")]
    [InlineData("{\"Code\":\"CNY\",\"Digits\":2}")]
    public void What_is_no_currency_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Currency>(json));

    private static IEnumerable<Currency> KernelCurrencies => new[] { "CNY", "JPY", "KWD" }.Select(Currency.Of);

    private static bool Returns<T>(T value) => Equals(JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value)), value);
}
