using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>
/// An exact amount in one currency, held as a signed count of minor units (fen, cents). <c>default</c> has no currency and only serves as "unset".
/// </summary>
[JsonConverter(typeof(TextValueConverter<Money>))]
public readonly record struct Money : IComparable<Money>, ITextValue<Money>
{
    // Sign, 19 digits, point, the code and a blank.
    private const int LengthMax = 32;

    private Money(long minorUnits, Currency currency) => (MinorUnits, Currency) = (minorUnits, currency);

    /// <summary>The amount in minor units: 1 yuan is 100.</summary>
    public long MinorUnits { get; }

    /// <summary>The currency that the minor units count.</summary>
    public Currency Currency { get; }

    /// <summary>True when the amount is zero, in whatever currency.</summary>
    public bool IsZero => MinorUnits == 0;

    /// <summary>An amount from its count of minor units.</summary>
    /// <param name="minorUnits">The count; negative for what is owed the other way.</param>
    /// <param name="currency">The currency whose minor units are counted.</param>
    /// <exception cref="ArgumentException"><paramref name="currency"/> is <c>default</c>.</exception>
    public static Money OfMinor(long minorUnits, Currency currency) => currency.Code is null
        ? throw new ArgumentException("A currency is required.", nameof(currency))
        : new(minorUnits, currency);

    /// <summary>Nothing, in one currency.</summary>
    /// <param name="currency">The currency.</param>
    /// <exception cref="ArgumentException"><paramref name="currency"/> is <c>default</c>.</exception>
    public static Money Zero(Currency currency) => OfMinor(0, currency);

    /// <summary>An amount in fen of renminbi.</summary>
    /// <param name="fen">The count, signed; 100 are a yuan.</param>
    public static Money Fen(long fen) => new(fen, Currency.Cny);

    /// <summary>Reads a plain decimal number of major units such as <c>199.00</c> or <c>-3</c>.</summary>
    /// <param name="text">Digits with an optional leading minus and one decimal point; no blanks, signs of currency, group marks or exponent.</param>
    /// <param name="currency">The currency whose digits bound the decimals.</param>
    /// <param name="money">The amount, exact.</param>
    /// <returns>False when the text is no such number, has more decimals than the currency (surplus zeros are fine), or does not fit 64 bits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, Currency currency, out Money money)
    {
        money = default;
        if (currency.Code is null) return false;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative) text = text.Slice(1);
        var largest = negative ? 1UL << 63 : long.MaxValue;
        ulong units = 0;
        int digits = 0, decimals = -1;
        foreach (var c in text)
        {
            if (c == '.' && decimals < 0 && digits > 0) { decimals = 0; continue; }
            if (c is < '0' or > '9') return false;
            digits++;
            if (decimals >= 0 && ++decimals > currency.Digits)
            {
                if (c != '0') return false;
                continue;
            }

            var digit = (uint)(c - '0');
            if (units > (largest - digit) / 10) return false;
            units = (units * 10) + digit;
        }

        if (digits == 0 || decimals == 0) return false;
        for (var i = Math.Max(decimals, 0); i < currency.Digits; i++)
        {
            if (units > largest / 10) return false;
            units *= 10;
        }

        money = new(negative ? unchecked((long)(0 - units)) : (long)units, currency);
        return true;
    }

    /// <summary>Reads a plain decimal number of major units, as <see cref="TryParse"/> does.</summary>
    /// <param name="text">Digits with an optional leading minus and one decimal point.</param>
    /// <param name="currency">The currency whose digits bound the decimals.</param>
    /// <exception cref="FormatException">The text is no exact amount of this currency.</exception>
    /// <example>
    /// <code>
    /// var price = Money.Parse("59.90", Currency.Cny);                    // CNY 59.90; never a floating-point number
    /// var line = price * 3;                                              // CNY 179.70
    /// var isRead = Money.TryParse("59.905", Currency.Cny, out _);        // false: no fen is rounded away
    /// </code>
    /// </example>
    public static Money Parse(string text, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text.AsSpan(), currency, out var money) ? money : throw new FormatException($"'{text}' is no exact amount in {currency}.");
    }

    /// <summary>Splits this amount by weight with no minor unit lost (largest remainder; ties to the lower index).</summary>
    /// <param name="weights">Non-negative weights, at least one of them positive.</param>
    /// <returns>One share per weight; the shares sum to this amount exactly.</returns>
    /// <exception cref="ArgumentException">No weight is positive, or one is negative.</exception>
    public Money[] Apportion(IReadOnlyList<long> weights)
    {
        var currency = Currency;
        return Array.ConvertAll(Ratio.Split(MinorUnits, weights), share => new Money(share, currency));
    }

    /// <summary>
    /// What the first <paramref name="units"/> of <paramref name="all"/> equal units cost: <c>⌊amount ·
    /// units / all⌋</c>, so that the differences of successive calls sum to the amount.
    /// </summary>
    /// <param name="units">How many of them, counted from the first.</param>
    /// <param name="all">How many the amount pays for, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, or the units are not within 0 and <paramref name="all"/>.</exception>
    public Money FirstUnits(Quantity units, Quantity all) => new(Ratio.Floor(MinorUnits, units.Units, all.Units), Currency);

    /// <summary>The smaller of two amounts of one currency.</summary>
    /// <param name="a">One amount.</param>
    /// <param name="b">The other, of the same currency.</param>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <summary>The larger of two amounts of one currency.</summary>
    /// <param name="a">One amount.</param>
    /// <param name="b">The other, of the same currency.</param>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money Max(Money a, Money b) => a >= b ? a : b;

    /// <summary>The sum of two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit 64 bits.</exception>
    public static Money operator +(Money a, Money b) => new(checked(a.MinorUnits + b.MinorUnits), Same(a, b));

    /// <summary>The difference of two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The difference does not fit 64 bits.</exception>
    public static Money operator -(Money a, Money b) => new(checked(a.MinorUnits - b.MinorUnits), Same(a, b));

    /// <summary>The amount with its sign turned.</summary>
    /// <exception cref="OverflowException">The amount is the smallest of 64 bits.</exception>
    public static Money operator -(Money a) => new(checked(-a.MinorUnits), a.Currency);

    /// <summary>The amount times a whole number.</summary>
    /// <exception cref="OverflowException">The product does not fit 64 bits.</exception>
    public static Money operator *(Money a, long factor) => new(checked(a.MinorUnits * factor), a.Currency);

    /// <summary>True when the left amount is smaller; both must have the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>True when the left amount is larger; both must have the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>True when the left amount is not larger; both must have the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>True when the left amount is not smaller; both must have the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        Same(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <summary>The amount in major units without the currency, such as <c>188320.00</c>.</summary>
    public string ToDecimalText()
    {
        Span<char> text = stackalloc char[LengthMax];
        return text.Slice(Print(text)).ToString();
    }

    /// <summary>The amount with its currency, such as <c>CNY 188320.00</c>.</summary>
    public override string ToString() => Print();

    // The text stands at the end of the buffer: where it begins.
    private int Print(Span<char> to)
    {
        var at = to.Length;
        var rest = MinorUnits < 0 ? unchecked((ulong)-MinorUnits) : (ulong)MinorUnits;
        for (var i = 0; rest != 0 || i <= Currency.Digits; i++)
        {
            if (i == Currency.Digits && i > 0) to[--at] = '.';
            to[--at] = (char)('0' + (rest % 10));
            rest /= 10;
        }

        if (MinorUnits < 0) to[--at] = '-';
        return at;
    }

    private int PrintWhole(Span<char> to)
    {
        var at = Print(to);
        to[--at] = ' ';
        Currency.Code.AsSpan().CopyTo(to.Slice(at -= Currency.Code.Length));
        return at;
    }

    private string Print()
    {
        if (Currency.Code is null) return "";
        Span<char> text = stackalloc char[LengthMax];
        return text.Slice(PrintWhole(text)).ToString();
    }

    string ITextValue<Money>.Value => ToString();

    bool ITextValue<Money>.TryRead(string? text, out Money value)
    {
        value = default;
        return text is { Length: > 4 } && text[3] == ' ' && Currency.TryParse(text.Substring(0, 3), out var currency)
            && TryParse(text.AsSpan(4), currency, out value);
    }

    /// <summary>Amounts in JSON, without a text of their own for each.</summary>
    internal sealed class CanonicalConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => Write(writer, value);

        public static Money Read(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException($"No {nameof(Money)}.");
            if (!reader.HasValueSequence && !reader.ValueIsEscaped && reader.ValueSpan is { Length: > 4 and <= LengthMax } text && text.StartsWith("CNY "u8))
            {
                Span<char> digits = stackalloc char[LengthMax];
                for (var i = 4; i < text.Length; i++) digits[i - 4] = (char)text[i];
                if (TryParse(digits.Slice(0, text.Length - 4), Currency.Cny, out var yuan)) return yuan;
            }

            return ((ITextValue<Money>)default(Money)).TryRead(reader.GetString(), out var value) ? value : throw new JsonException($"No {nameof(Money)}.");
        }

        public static void Write(Utf8JsonWriter writer, Money value)
        {
            Span<char> text = stackalloc char[LengthMax];
            if (value.Currency.Code is null) writer.WriteStringValue("");
            else writer.WriteStringValue(text.Slice(value.PrintWhole(text)));
        }
    }

    private static Currency Same(Money a, Money b) => a.Currency == b.Currency && a.Currency.Code is not null
        ? a.Currency
        : throw new InvalidOperationException($"Amounts in '{a.Currency}' and '{b.Currency}' do not mix.");
}
