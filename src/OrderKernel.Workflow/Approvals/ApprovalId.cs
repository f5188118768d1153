using System.Text.Json.Serialization;

namespace OrderKernel.Workflow;

/// <summary>One approval process. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<ApprovalId>))]
public readonly record struct ApprovalId : IComparable<ApprovalId>, ITextValue<ApprovalId>
{
    private ApprovalId(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static ApprovalId Of(string text) => TryParse(text, out var id) ? id : throw new ArgumentException("The text is no id.", nameof(text));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="id">The id; unset where the answer is false.</param>
    public static bool TryParse(string? text, out ApprovalId id)
    {
        id = MessageId.TryParse(text, out var checkedText) ? new(checkedText.Value) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(ApprovalId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<ApprovalId>.TryRead(string? text, out ApprovalId value) => TryParse(text, out value);
}
