namespace OrderKernel.Rules;

/// <summary>One declared field that expressions may read.</summary>
/// <param name="Path">Identifiers joined by dots, such as <c>order.total</c>.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="IsOptional">True when it may be absent, so that an expression must ask <c>has(…)</c>.</param>
public sealed record FactField(string Path, FactType Type, bool IsOptional)
{
    /// <summary>True when its value says something about a person: explanations show neither it nor what it is compared with.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>A field that is always there.</summary>
    /// <param name="path">Identifiers joined by dots, such as <c>order.total</c>.</param>
    /// <param name="type">The type of its value.</param>
    public static FactField Required(string path, FactType type) => new(path, type, false);

    /// <summary>A field that may be absent.</summary>
    /// <param name="path">Identifiers joined by dots, such as <c>order.total</c>.</param>
    /// <param name="type">The type of its value where it is there.</param>
    public static FactField Optional(string path, FactType type) => new(path, type, true);
}
