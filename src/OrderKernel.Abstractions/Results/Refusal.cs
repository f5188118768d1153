namespace OrderKernel;

/// <summary>Why the business said no. The texts are resources; never parse them.</summary>
/// <param name="Code">Dotted lower-case code, e.g. <c>orders.transition-not-permitted</c>; stable, public, never reused.</param>
/// <param name="Arguments">What the text's placeholders stand for.</param>
public sealed record Refusal(string Code, ValueList<Argument> Arguments)
{
    /// <summary>What led to the refusal, step by step.</summary>
    public ValueList<Reason> Reasons { get; init; }

    /// <summary>True when the same request may succeed later without being edited.</summary>
    public bool IsTransient { get; init; }

    /// <summary>A refusal from a code and its arguments.</summary>
    /// <param name="code">A code of a package's texts.</param>
    /// <param name="arguments">What the code's text names in braces.</param>
    public static Refusal Of(string code, params ReadOnlySpan<Argument> arguments) => new(code, ValueList.Create(arguments));

    /// <inheritdoc/>
    public override string ToString() => new Reason(Code, Arguments).ToString();
}
