using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A place that holds stock: warehouse, store or dealer. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<LocationId>))]
public readonly record struct LocationId : IComparable<LocationId>, ITextValue<LocationId>
{
    private LocationId(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static LocationId Of(string text) => new(IdText.Checked(text));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out LocationId id)
    {
        id = IdText.IsValid(text) ? new(text!) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(LocationId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<LocationId>.TryRead(string? text, out LocationId value) => TryParse(text, out value);
}
