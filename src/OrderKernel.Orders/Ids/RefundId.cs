using System.Text.Json.Serialization;

namespace OrderKernel.Orders;

/// <summary>One refund as whoever executes it names it. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<RefundId>))]
public readonly record struct RefundId : IComparable<RefundId>, ITextValue<RefundId>
{
    private RefundId(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static RefundId Of(string text) => TryParse(text, out var id) ? id : throw new ArgumentException("The text is no id.", nameof(text));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out RefundId id)
    {
        id = MessageId.TryParse(text, out var checkedText) ? new(checkedText.Value) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(RefundId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<RefundId>.TryRead(string? text, out RefundId value) => TryParse(text, out value);
}
