using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime.Text;
using NodaTime;

namespace OrderKernel;

/// <summary>
/// The global order id <c>DY_20260209_8a3f7b…</c>: channel code, creation day in the shop's zone, and the order key's digest. <c>default</c> is unset.
/// </summary>
/// <remarks>
/// Minted once by the claim that places the order and never recomputed. Sorts by channel and day. Source: vocabulary, "Order id"; capability C12.
/// </remarks>
[JsonConverter(typeof(TextValueConverter<OrderId>))]
public readonly record struct OrderId : IComparable<OrderId>, ITextValue<OrderId>
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private OrderId(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>The channel code, two to eight capital letters or digits.</summary>
    public string ChannelCode => Value.Substring(0, Value.IndexOf('_'));

    /// <summary>The creation day in the shop's zone.</summary>
    public LocalDate CreatedOn => Day.Parse(Value.Substring(Value.IndexOf('_') + 1, 8)).Value;

    /// <summary>The digest of the order key, 16 characters or more.</summary>
    public string Digest => Value.Substring(Value.LastIndexOf('_') + 1);

    /// <summary>Mints the id of an order.</summary>
    /// <param name="channelCode">Two to eight capital letters or digits, e.g. <c>TB</c>.</param>
    /// <param name="createdOn">The creation day in the shop's zone, years 1 to 9999.</param>
    /// <param name="key">The order's key.</param>
    /// <exception cref="ArgumentException">The channel code has another form.</exception>
    public static OrderId Mint(string channelCode, LocalDate createdOn, OrderKey key)
    {
        var text = string.Concat(channelCode, "_", Day.Format(createdOn) + "_", key.Digest());
        return TryParse(text, out var id) ? id : throw new ArgumentException($"'{channelCode}' is no channel code.", nameof(channelCode));
    }

    /// <summary>Reads an id back.</summary>
    /// <param name="text">Channel code, day and digest between underscores; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    /// <returns>False when the text has another form.</returns>
    public static bool TryParse(string? text, out OrderId id)
    {
        id = default;
        if (text is null) return false;
        var code = text.IndexOf('_');
        if (code is < 2 or > 8 || text.Length < code + 26 || text.Length > code + 62 || text[code + 9] != '_') return false;
        foreach (var c in text.AsSpan(0, code)) if (c is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9'))) return false;
        foreach (var c in text.AsSpan(code + 10)) if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')) || c is 'i' or 'l' or 'o' or 'u') return false;
        if (!IsDay(text.AsSpan(code + 1, 8))) return false;
        id = new(text);
        return true;
    }

    /// <summary>Reads an id back.</summary>
    /// <param name="text">Channel code, day and digest between underscores.</param>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static OrderId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException(string.Format(CultureInfo.InvariantCulture, "'{0}' is no order id.", text));

    private static bool IsDay(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9') return false;
            number = (number * 10) + (c - '0');
        }

        var (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month);
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(OrderId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<OrderId>.TryRead(string? text, out OrderId value) => TryParse(text, out value);
}
