using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A carrier's waybill number: one number however its letters' case and blanks are written. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<Waybill>))]
public readonly record struct Waybill : IComparable<Waybill>, ITextValue<Waybill>
{
    private Waybill(string value) => Value = value;

    /// <summary>The text of the number as it was written; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>The number in capitals and without blanks, which is what makes two the same; null on <c>default</c>.</summary>
    public string Number => Plain(Value);

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static Waybill Of(string text) => new(IdText.Checked(text));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out Waybill id)
    {
        id = IdText.IsValid(text) ? new(text!) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the numbers, whatever their letters' case and blanks.</summary>
    public int CompareTo(Waybill other) => string.CompareOrdinal(Number, other.Number);

    /// <summary>True when both are the same number, whatever their letters' case and blanks.</summary>
    /// <param name="other">The other number.</param>
    public bool Equals(Waybill other) => Value == other.Value || (Value is not null && other.Value is not null && Number == other.Number);

    /// <inheritdoc/>
    public override int GetHashCode() => Value is null ? 0 : StringComparer.Ordinal.GetHashCode(Number);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    private static string Plain(string text)
    {
        if (text is null) return null!;
        foreach (var c in text)
        {
            if (c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or '-') continue;
            return string.Concat(text.Where(x => !char.IsWhiteSpace(x))).ToUpperInvariant();
        }

        return text;
    }

    bool ITextValue<Waybill>.TryRead(string? text, out Waybill value) => TryParse(text, out value);
}
