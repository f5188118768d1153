using System.Text.Json.Serialization;

namespace OrderKernel.Orders;

/// <summary>One hold on an order. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<HoldId>))]
public readonly record struct HoldId : IComparable<HoldId>, ITextValue<HoldId>
{
    private const char KernelMark = ':';

    private HoldId(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static HoldId Of(string text) => TryParse(text, out var id) ? id : throw new ArgumentException("The text is no id.", nameof(text));

    /// <summary>
    /// The id of a hold that follows from something else, such as a shipment's step: a word, a
    /// colon and what it is of. Only the kernel places such holds (see <see cref="PlaceHold"/>).
    /// </summary>
    /// <param name="word">What the hold is for, such as <c>weight</c>.</param>
    /// <param name="of">The id or name of what it follows from; too long an id ends in its hash, so that two never become one.</param>
    public static HoldId Derived(string word, string of) => Of(DerivedId.Of($"{word}{KernelMark}{of}"));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out HoldId id)
    {
        id = MessageId.TryParse(text, out var checkedText) ? new(checkedText.Value) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(HoldId other) => string.CompareOrdinal(Value, other.Value);

    // Ids with a colon are the kernel's: a person who could take one would stand in the way of a step or a weighing.
    internal bool IsKernels => Value?.IndexOf(KernelMark) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<HoldId>.TryRead(string? text, out HoldId value) => TryParse(text, out value);
}
