namespace OrderKernel.Rules;

/// <summary>Why an evaluation gave no value.</summary>
/// <param name="Code">One of <see cref="RulesCodes"/>.</param>
/// <param name="Position">The character of the text where it happened, from 1.</param>
/// <param name="Expression">The part that could not be evaluated.</param>
public sealed record ExpressionError(string Code, int Position, string Expression)
{
    /// <summary>The error as a reason with its text's arguments.</summary>
    public Reason ToReason() => Code == RulesCodes.TooDeep
        ? Reason.Of(Code, ("position", Position), ("limit", OrderKernel.Rules.Expression.DepthMax), ("expression", Expression))
        : Reason.Of(Code, ("position", Position), ("expression", Expression));
}
