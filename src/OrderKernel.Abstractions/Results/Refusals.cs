using System.Diagnostics;

namespace OrderKernel;

/// <summary>What <see cref="Result{T}"/> offers, for answers that are a refusal or nothing: a dropped one is found at build as well (OK0001).</summary>
public static class Refusals
{
    /// <summary>What a result holds in place of a refusal when there is a value.</summary>
    internal static readonly Refusal None = new("", default);

    /// <summary>The refusal of a result that was never set.</summary>
    internal static readonly Refusal Unset = Refusal.Of(KernelCodes.ResultUnset);

    /// <summary>Goes on, where what was checked before leaves no room for a no.</summary>
    /// <param name="refusal">The answer; null for a yes.</param>
    /// <param name="why">Why a no is impossible here; the front of the message.</param>
    /// <exception cref="UnreachableException">There is a refusal all the same: a broken invariant. The message holds its code and arguments.</exception>
    public static void OrUnreachable(this Refusal? refusal, string why)
    {
        if (refusal is not null) throw Unreachable(refusal, why);
    }

    /// <summary>Goes on either way: here a no is an answer like any other, and nobody needs to hear of it. The line above the call says why.</summary>
    /// <param name="refusal">The answer; null for a yes.</param>
    public static void AllowRefusal(this Refusal? refusal)
    {
        // The name is what matters: it is what a reader and the build look for.
    }

    internal static UnreachableException Unreachable(Refusal refusal, string why) => new($"{why}, yet it was refused: {refusal}");
}
