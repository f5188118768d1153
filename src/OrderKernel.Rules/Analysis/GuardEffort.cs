namespace OrderKernel.Rules;

/// <summary>
/// How much work many questions about guards may cost together. Once it is spent, further
/// answers are <see cref="GuardAnswer.Unknown"/>. Not for several threads at once.
/// </summary>
/// <remarks>Work is counted, not timed, so that the same questions always get the same answers.</remarks>
public sealed class GuardEffort
{
    /// <summary>An effort of so many comparisons; a million take some tens of milliseconds.</summary>
    /// <param name="comparisons">Not negative; zero is spent from the start.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="comparisons"/> is negative.</exception>
    public GuardEffort(long comparisons) => Left = comparisons >= 0 ? comparisons : throw new ArgumentOutOfRangeException(nameof(comparisons));

    /// <summary>The comparisons that are left.</summary>
    public long Left { get; internal set; }
}
