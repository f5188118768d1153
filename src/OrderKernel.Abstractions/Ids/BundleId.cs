using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A group of component lines that one bundle exploded into. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<BundleId>))]
public readonly record struct BundleId : IComparable<BundleId>, ITextValue<BundleId>
{
    private BundleId(string value) => Value = value;

    /// <summary>The text of the id; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>An id from its text.</summary>
    /// <param name="text">1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is empty, longer than 128 characters, or has control characters or blanks at its ends.</exception>
    public static BundleId Of(string text) => new(IdText.Checked(text));

    /// <summary>An id from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no id.</param>
    /// <param name="id">The id; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out BundleId id)
    {
        id = IdText.IsValid(text) ? new(text!) : default;
        return id.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(BundleId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<BundleId>.TryRead(string? text, out BundleId value) => TryParse(text, out value);
}
