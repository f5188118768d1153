using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>
/// An ISO 4217 currency: its alphabetic code and the number of minor-unit digits. <c>default</c> is no currency and is refused by <see cref="Money"/>.
/// </summary>
[JsonConverter(typeof(TextValueConverter<Currency>))]
public readonly record struct Currency : ITextValue<Currency>
{
    private static readonly Dictionary<string, Currency> Known = new[]
    {
        Make("CNY", 2), Make("HKD", 2), Make("TWD", 2), Make("MOP", 2), Make("USD", 2), Make("EUR", 2), Make("GBP", 2), Make("JPY", 0), Make("KRW", 0),
        Make("SGD", 2), Make("MYR", 2), Make("THB", 2), Make("IDR", 2), Make("PHP", 2), Make("VND", 0), Make("AED", 2), Make("SAR", 2), Make("KWD", 3),
        Make("BHD", 3), Make("OMR", 3), Make("JOD", 3), Make("TND", 3), Make("AUD", 2), Make("NZD", 2), Make("CAD", 2), Make("CHF", 2), Make("SEK", 2),
        Make("NOK", 2), Make("DKK", 2), Make("PLN", 2), Make("CZK", 2), Make("HUF", 2), Make("TRY", 2), Make("RUB", 2), Make("BRL", 2), Make("MXN", 2),
        Make("CLP", 0), Make("COP", 2), Make("INR", 2), Make("ZAR", 2), Make("ILS", 2), Make("EGP", 2), Make("ISK", 0), Make("UAH", 2), Make("RON", 2),
    }.ToDictionary(c => c.Code, StringComparer.Ordinal);

    private readonly Entry? _entry;

    private Currency(Entry entry) => _entry = entry;

    /// <summary>The renminbi yuan, counted in fen.</summary>
    public static Currency Cny { get; } = Known["CNY"];

    /// <summary>The alphabetic code, three capital letters; null on <c>default</c>.</summary>
    public string Code => _entry?.Code!;

    /// <summary>Decimal digits of the minor unit: 2 for fen and cents, 0 for yen, 3 for fils.</summary>
    public int Digits => _entry?.Digits ?? 0;

    /// <summary>The currency of an ISO 4217 alphabetic code.</summary>
    /// <param name="code">Three capital letters.</param>
    /// <exception cref="ArgumentException">The code is not one that the family knows.</exception>
    public static Currency Of(string code) =>
        TryParse(code, out var currency) ? currency : throw new ArgumentException($"Unknown currency '{code}'.", nameof(code));

    /// <summary>The currency of a code, or false when the code is unknown.</summary>
    /// <param name="code">Three capital letters of ISO 4217; null is unknown.</param>
    /// <param name="currency">The currency; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? code, out Currency currency)
    {
        currency = default;
        return code is not null && Known.TryGetValue(code, out currency);
    }

    /// <inheritdoc/>
    public override string ToString() => Code ?? "";

    string ITextValue<Currency>.Value => Code;

    bool ITextValue<Currency>.TryRead(string? text, out Currency value) => TryParse(text, out value);

    private static Currency Make(string code, int digits) => new(new Entry(code, digits));

    // One for each currency, so that an amount has the size of two words and currencies are compared by one.
    private sealed class Entry(string code, int digits)
    {
        public string Code { get; } = code;

        public int Digits { get; } = digits;
    }
}
