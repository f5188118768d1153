using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace OrderKernel.Testing;

/// <summary>Generators of the family's values: text, instants, money, quantities, policy references, reasons.</summary>
public static class ValueGenerators
{
    private static readonly string[] Codes = ["CNY", "CNY", "CNY", "USD", "EUR", "JPY", "KWD"];

    /// <summary>
    /// Short text as people write it: Latin, Chinese, full-width, an emoji, what CSV and JSON must escape; never empty, no blank at its ends.
    /// </summary>
    public static Gen<string> Text { get; } =
        from words in Gen.Elements("a", "Z9", "订单", "！", "😀", "é", "\"q\"", "x,y", "=1+1", "\\", "<b>", "'", "0", "O'Neill").ArrayOf()
        select words.Length == 0 ? "text" : string.Join(' ', words.Take(6));

    /// <summary>The text of an id: 1 to 40 characters.</summary>
    public static Gen<string> IdText { get; } =
        from head in Gen.Elements("a", "B2", "单号", "x-1", "😀", "é.9", "k:v", "！")
        from number in Gen.Choose(0, 999)
        select $"{head}{number}";

    /// <summary>An instant from 2020 to 2030, to the nanosecond.</summary>
    public static Gen<Instant> Instants { get; } =
        from second in Gen.Choose(0, 315_000_000)
        from nanosecond in Gen.Elements(0, 0, 1, 999_999_999, 123_456_700)
        select Instant.FromUtc(2020, 1, 1, 0, 0) + Duration.FromSeconds(second) + Duration.FromNanoseconds(nanosecond);

    /// <summary>A currency with none, two or three digits; mostly yuan.</summary>
    public static Gen<Currency> Currencies { get; } = Gen.Elements(Codes).Select(Currency.Of);

    /// <summary>A signed amount, mostly of everyday size, sometimes very large, now and then the largest or smallest there is.</summary>
    public static Gen<Money> Amounts { get; } =
        from currency in Currencies
        from minor in Gen.Frequency((12, from minor in Minor from sign in Gen.Elements(1, 1, -1) select sign * minor),
            (1, Gen.Elements(long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1)))
        select Money.OfMinor(minor, currency);

    /// <summary>A quantity, mostly small, sometimes nothing, sometimes very large.</summary>
    public static Gen<Quantity> Quantities { get; } = Gen.Frequency((8, Gen.Choose(0, 50)), (1, Gen.Choose(0, int.MaxValue))).Select(n => Quantity.Of(n));

    /// <summary>A quantity of at least one.</summary>
    public static Gen<Quantity> SomeQuantities { get; } = Quantities.Select(q => Quantity.Of(Math.Max(1, q.Units)));

    /// <summary>A signed change that is not nothing.</summary>
    public static Gen<QuantityDelta> Deltas { get; } =
        from quantity in SomeQuantities
        from isPlus in Gen.Elements(true, false)
        select isPlus ? QuantityDelta.Plus(quantity) : QuantityDelta.Minus(quantity);

    /// <summary>A reference to a policy document.</summary>
    public static Gen<PolicyReference> Policies { get; } =
        from name in Gen.Elements("standard", "refund-tiers", "taobao")
        from minor in Gen.Choose(0, 20)
        from hash in Gen.Choose(0, int.MaxValue)
        select PolicyReference.Of(name, $"1.{minor}.0", hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A reason with up to three arguments.</summary>
    public static Gen<Reason> Reasons { get; } =
        from code in Gen.Elements("orders.paid", "stock.units-short", "after-sales.tier-reached")
        from arguments in Arguments
        select new Reason(code, arguments);

    /// <summary>A finding at a path.</summary>
    public static Gen<Finding> Findings { get; } =
        from path in Gen.Elements("$", "$.lines[2].price", "row 7")
        from code in Gen.Elements("channels.sku-unmapped", "channels.amounts-differ")
        from arguments in Arguments
        select new Finding(path, code, arguments);

    internal static Gen<long> Minor { get; } =
        Gen.Frequency((8, Gen.Choose(0, 1_000_000).Select(n => (long)n)), (1, Gen.Choose(0, int.MaxValue).Select(n => n * 1_000L)), (1, Gen.Constant(0L)));

    private static Gen<ValueList<Argument>> Arguments => (
        from name in Gen.Elements("wanted", "held", "place")
        from value in Text
        select new Argument(name, value)).Set(0, 3);

    /// <summary>An amount that is not negative, in one currency.</summary>
    /// <param name="currency">The currency of every amount.</param>
    public static Gen<Money> AmountsIn(Currency currency) => Minor.Select(minor => Money.OfMinor(minor, currency));
}
