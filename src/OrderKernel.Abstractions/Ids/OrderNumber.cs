using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>The order number that the channel gave, kept as text and never parsed. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<OrderNumber>))]
public readonly record struct OrderNumber : IComparable<OrderNumber>, ITextValue<OrderNumber>
{
    private OrderNumber(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static OrderNumber Of(string text) => new(IdText.Checked(text));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out OrderNumber id)
    {
        id = IdText.IsValid(text) ? new(text!) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(OrderNumber other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<OrderNumber>.TryRead(string? text, out OrderNumber value) => TryParse(text, out value);
}
