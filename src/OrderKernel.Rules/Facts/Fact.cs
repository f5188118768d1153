namespace OrderKernel.Rules;

/// <summary>A fact of something: what it is called, of which type it is, and how it is read, said in one place.</summary>
/// <typeparam name="T">What it is a fact of.</typeparam>
/// <remarks>A read of a plain type spares rules the making of a value: they compare what they are given. A lambda chooses its read by itself.</remarks>
public sealed class Fact<T>
{
    /// <summary>A fact of any type.</summary>
    /// <param name="field">Its path and type, and whether it may be absent.</param>
    /// <param name="read">Reads it; <c>default</c> where it is absent. Must not throw and must give the same value each time.</param>
    public Fact(FactField field, Func<T, ExpressionValue> read)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(read);
        (Field, Read) = (field, read);
    }

    /// <summary>A text.</summary>
    /// <param name="field">Its path, and whether it may be absent; its type is <see cref="FactType.String"/>.</param>
    /// <param name="read">Reads it; null where it is absent. Must not throw and must give the same value each time.</param>
    /// <exception cref="ArgumentException">The field is of another type.</exception>
    public Fact(FactField field, Func<T, string?> read) : this(Of(field, FactType.String), t => read(t) is { } text ? ExpressionValue.Of(text) : default) =>
        Text = read;

    /// <summary>A whole number.</summary>
    /// <param name="field">Its path; its type is <see cref="FactType.Int"/>.</param>
    /// <param name="read">Reads it. Must not throw and must give the same value each time.</param>
    /// <exception cref="ArgumentException">The field is of another type.</exception>
    public Fact(FactField field, Func<T, long> read) : this(Of(field, FactType.Int), t => ExpressionValue.Of(read(t))) => Number = read;

    /// <summary>A truth value.</summary>
    /// <param name="field">Its path; its type is <see cref="FactType.Bool"/>.</param>
    /// <param name="read">Reads it. Must not throw and must give the same value each time.</param>
    /// <exception cref="ArgumentException">The field is of another type.</exception>
    public Fact(FactField field, Func<T, bool> read) : this(Of(field, FactType.Bool), t => ExpressionValue.Of(read(t))) => Flag = read;

    /// <summary>An amount.</summary>
    /// <param name="field">Its path, and whether it may be absent; its type is <see cref="FactType.Money"/>.</param>
    /// <param name="read">Reads it; <c>default</c> where it is absent. Must not throw and must give the same value each time.</param>
    /// <exception cref="ArgumentException">The field is of another type.</exception>
    public Fact(FactField field, Func<T, Money> read)
        : this(Of(field, FactType.Money), t => read(t) is { Currency.Code: not null } amount ? ExpressionValue.Of(amount) : default) => Amount = read;

    /// <summary>Its path and type, and whether it may be absent.</summary>
    public FactField Field { get; }

    /// <summary>Reads it; <c>default</c> where it is absent.</summary>
    public Func<T, ExpressionValue> Read { get; }

    internal Func<T, string?>? Text { get; }

    internal Func<T, long>? Number { get; }

    internal Func<T, bool>? Flag { get; }

    internal Func<T, Money>? Amount { get; }

    private static FactField Of(FactField field, FactType type)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Type == type ? field : throw new ArgumentException($"{field.Path} is declared as {field.Type}, read is {type}.", nameof(field));
    }
}
