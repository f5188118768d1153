using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>
/// The serial number of one unit of goods (SN 序列号, IMEI): one number however its letters' case and blanks are written. <c>default</c> is unset.
/// </summary>
[JsonConverter(typeof(TextValueConverter<SerialNumber>))]
public readonly record struct SerialNumber : IComparable<SerialNumber>, ITextValue<SerialNumber>
{
    /// <summary>The most characters of a serial number.</summary>
    public const int LengthMax = 64;

    private SerialNumber(string value) => Value = value;

    /// <summary>The number in capitals and without blanks, which is what makes two the same; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>A number from its text.</summary>
    /// <param name="text">1 to 64 characters, no control characters, no blank at either end; capitals and blanks within make no difference.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 64 characters, or has control characters or blanks at its ends.</exception>
    public static SerialNumber Of(string text) => TryParse(text, out var id)
        ? id
        : throw new ArgumentException($"A serial number has 1 to {LengthMax} characters, no control characters and no blank at its ends.", nameof(text));

    /// <summary>A number from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no number.</param>
    /// <param name="id">The number; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out SerialNumber id)
    {
        id = text is { Length: <= LengthMax } && IdText.IsValid(text) ? new(Plain(text)) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the numbers.</summary>
    public int CompareTo(SerialNumber other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    private static string Plain(string text)
    {
        foreach (var c in text)
        {
            if (c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or '-') continue;
            return string.Concat(text.Where(x => !char.IsWhiteSpace(x))).ToUpperInvariant();
        }

        return text;
    }

    bool ITextValue<SerialNumber>.TryRead(string? text, out SerialNumber value) => TryParse(text, out value);
}
