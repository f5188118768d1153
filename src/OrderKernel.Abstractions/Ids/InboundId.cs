using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>Goods that a supplier is to bring: a line of a purchase order or of an advance notice. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<InboundId>))]
public readonly record struct InboundId : IComparable<InboundId>, ITextValue<InboundId>
{
    private InboundId(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static InboundId Of(string text) => new(IdText.Checked(text));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out InboundId id)
    {
        id = IdText.IsValid(text) ? new(text!) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(InboundId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<InboundId>.TryRead(string? text, out InboundId value) => TryParse(text, out value);
}
