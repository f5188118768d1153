using System.Diagnostics.CodeAnalysis;

namespace OrderKernel;

/// <summary>Either a value or a <see cref="OrderKernel.Refusal"/>. <c>default</c> is a refusal, never a success.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Result<T>
{
    private static readonly Refusal Unset = OrderKernel.Refusal.Of(KernelCodes.ResultUnset);
    private readonly T _value;
    private readonly Refusal? _refusal;

    internal Result(T value) => (_value, _refusal, IsOk) = (value, null, true);

    internal Result(Refusal refusal) => (_value, _refusal, IsOk) = (default!, refusal, false);

    /// <summary>True when there is a value.</summary>
    public bool IsOk { get; }

    /// <summary>The refusal; null exactly when there is a value.</summary>
    public Refusal? Refusal => IsOk ? null : _refusal ?? Unset;

    /// <summary>Hands out the value when there is one, else the refusal.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, Refusal);
        return IsOk;
    }

    /// <summary>The value when there is one.</summary>
    /// <exception cref="InvalidOperationException">There is a refusal instead; the message is its code and arguments.</exception>
    public T ValueOrThrow() => IsOk ? _value : throw new InvalidOperationException(Refusal!.ToString());

    /// <summary>Turns either side into one type.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<Refusal, TOut> refused)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(refused);
        return IsOk ? ok(_value) : refused(Refusal!);
    }

    /// <summary>The result of a further step on the value; a refusal passes through.</summary>
    public Result<TOut> Then<TOut>(Func<T, Result<TOut>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return IsOk ? next(_value) : new Result<TOut>(Refusal!);
    }

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value);

    /// <summary>A refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(refusal ?? throw new ArgumentNullException(nameof(refusal)));

    /// <inheritdoc/>
    public override string ToString() => IsOk ? $"Ok({_value})" : $"Refused({Refusal})";
}

/// <summary>Named constructors, for where the implicit conversions read badly.</summary>
public static class Result
{
    /// <summary>A success.</summary>
    public static Result<T> Ok<T>(T value) => new(value);

    /// <summary>A refusal.</summary>
    public static Result<T> Refused<T>(Refusal refusal) => new(refusal);
}
