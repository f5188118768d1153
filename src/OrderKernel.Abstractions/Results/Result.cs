using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace OrderKernel;

/// <summary>Either a value or a <see cref="OrderKernel.Refusal"/>. <c>default</c> is a refusal, never a success.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>
/// An answer is looked at: <see cref="TryGet"/>, <see cref="Match"/> and <see cref="Then"/> do
/// so. Where a no cannot be, <see cref="OrUnreachable"/> says why; where a no is fine,
/// <see cref="AllowRefusal"/> says so; <see cref="ValueOrThrow"/> is for callers that
/// speak in exceptions. A call whose answer is dropped is found at build (OK0001).
/// </remarks>
public readonly struct Result<T>
{
    private readonly T _value;

    // The mark of a success, or the refusal; null only in default. With a reference for a value both fit into two registers.
    private readonly Refusal? _outcome;

    internal Result(T value) => (_value, _outcome) = (value, Refusals.None);

    internal Result(Refusal refusal) => (_value, _outcome) = (default!, refusal);

    /// <summary>True when there is a value.</summary>
    public bool IsOk => ReferenceEquals(_outcome, Refusals.None);

    /// <summary>The refusal; null exactly when there is a value.</summary>
    public Refusal? Refusal => IsOk ? null : _outcome ?? Refusals.Unset;

    /// <summary>Hands out the value when there is one, else the refusal.</summary>
    /// <param name="value">The value; not to be used where the answer is false.</param>
    /// <param name="refusal">The refusal; null where the answer is true.</param>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, Refusal);
        return IsOk;
    }

    /// <summary>The value when there is one.</summary>
    /// <exception cref="RefusalException">There is a refusal instead; the exception carries it with its reasons.</exception>
    public T ValueOrThrow() => IsOk ? _value : throw new RefusalException(Refusal!);

    /// <summary>The value, where what was checked before leaves no room for a no.</summary>
    /// <param name="why">Why a no is impossible here; the front of the message.</param>
    /// <exception cref="UnreachableException">There is a refusal all the same: a broken invariant. The message holds its code and arguments.</exception>
    public T OrUnreachable(string why) => IsOk ? _value : throw Refusals.Unreachable(Refusal!, why);

    /// <summary>Does without the value: here a no is an answer like any other, and nobody needs to hear of it. The line above the call says why.</summary>
    public void AllowRefusal()
    {
        // The name is what matters: it is what a reader and the build look for.
    }

    /// <summary>Turns either side into one type.</summary>
    /// <typeparam name="TOut">What both sides are turned into.</typeparam>
    /// <param name="ok">Asked with the value, when there is one.</param>
    /// <param name="refused">Asked with the refusal, when there is none.</param>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<Refusal, TOut> refused)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(refused);
        return IsOk ? ok(_value) : refused(Refusal!);
    }

    /// <summary>The result of a further step on the value; a refusal passes through.</summary>
    /// <typeparam name="TOut">The value's type after the step.</typeparam>
    /// <param name="next">The step; not asked after a refusal.</param>
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
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">What succeeded.</param>
    public static Result<T> Ok<T>(T value) => new(value);

    /// <summary>A refusal.</summary>
    /// <typeparam name="T">The type of the value that there is not.</typeparam>
    /// <param name="refusal">Why not.</param>
    public static Result<T> Refused<T>(Refusal refusal) => new(refusal);
}
