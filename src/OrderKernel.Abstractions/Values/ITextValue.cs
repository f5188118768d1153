namespace OrderKernel;

/// <summary>A value that stands as one text wherever it is written: an id, an amount, a reference.</summary>
/// <typeparam name="TSelf">The value's own type.</typeparam>
/// <remarks>Members of instances stand in for the static abstract ones that netstandard2.0 lacks: <see cref="TryRead"/> is asked of <c>default</c>.</remarks>
public interface ITextValue<TSelf> where TSelf : struct, ITextValue<TSelf>
{
    /// <summary>The text.</summary>
    string Value { get; }

    /// <summary>A value from its text, or false when the text is none; the value that is asked does not matter.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    bool TryRead(string? text, out TSelf value);
}
