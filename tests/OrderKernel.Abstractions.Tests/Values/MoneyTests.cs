namespace OrderKernel.Abstractions.Tests.Values;

// Fails when an amount is rounded, read loosely, or mixed between currencies.
public class MoneyTests
{
    [Theory]
    [InlineData("0", "CNY", 0)]
    [InlineData("178.8", "CNY", 17880)]
    [InlineData("-3", "CNY", -300)]
    [InlineData("188320.00", "CNY", 18832000)]
    [InlineData("1.500", "CNY", 150)]
    [InlineData("25", "JPY", 25)]
    [InlineData("25.00", "JPY", 25)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("92233720368547758.07", "CNY", long.MaxValue)]
    public void A_plain_decimal_is_read_exactly(string text, string currency, long minor) =>
        Assert.Equal(Money.OfMinor(minor, Currency.Of(currency)), Money.Parse(text, Currency.Of(currency)));

    [Theory]
    [InlineData("", "CNY")]
    [InlineData("-", "CNY")]
    [InlineData(".5", "CNY")]
    [InlineData("5.", "CNY")]
    [InlineData("1,299.00", "CNY")]
    [InlineData("¥5", "CNY")]
    [InlineData(" 5", "CNY")]
    [InlineData("1e400", "CNY")]
    [InlineData("1.234", "CNY")]
    [InlineData("25.99", "JPY")]
    [InlineData("1.2.3", "CNY")]
    [InlineData("92233720368547758.08", "CNY")]
    [InlineData("99999999999999999999", "CNY")]
    public void Anything_else_is_no_amount(string text, string currency) =>
        Assert.False(Money.TryParse(text.AsSpan(), Currency.Of(currency), out _));

    [Fact]
    public void Two_currencies_do_not_mix()
    {
        var yuan = Money.Fen(1);
        var yen = Money.OfMinor(1, Currency.Of("JPY"));
        Assert.Throws<InvalidOperationException>(() => yuan + yen);
        Assert.Throws<InvalidOperationException>(() => yuan < yen);
        Assert.Throws<InvalidOperationException>(() => default(Money) + default(Money));
    }

    [Fact]
    public void An_overflow_throws_and_never_wraps() => Assert.Throws<OverflowException>(() => Money.Fen(long.MaxValue) + Money.Fen(1));

    [Fact]
    public void A_third_of_one_fen_goes_to_the_first() =>
        Assert.Equal([34, 33, 33], Money.Fen(100).Apportion([1, 1, 1]).Select(m => m.MinorUnits));

    [Theory]
    [InlineData(5, "CNY 0.05")]
    [InlineData(-1234, "CNY -12.34")]
    [InlineData(18832000, "CNY 188320.00")]
    public void It_prints_with_all_its_decimals(long fen, string text) => Assert.Equal(text, Money.Fen(fen).ToString());
}
