namespace OrderKernel;

/// <summary>
/// A refusal as an exception, for callers that speak in exceptions (see
/// <see cref="Result{T}.ValueOrThrow"/>). The message is the refusal's code and arguments.
/// </summary>
public sealed class RefusalException : Exception
{
    /// <summary>An exception from a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public RefusalException(Refusal refusal) : base((refusal ?? throw new ArgumentNullException(nameof(refusal))).ToString()) => Refusal = refusal;

    /// <summary>What was refused, with what led to it.</summary>
    public Refusal Refusal { get; }
}
