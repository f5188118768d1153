namespace OrderKernel.Rules;

/// <summary>Why an evaluation gave no value.</summary>
/// <param name="Code">One of <see cref="RulesCodes"/>.</param>
/// <param name="Position">The character of the text where it happened, from 1.</param>
/// <param name="Expression">The part that could not be evaluated.</param>
public sealed record ExpressionError(string Code, int Position, string Expression)
{
    /// <summary>For an unknown function, the name that may have been meant.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The error as a reason with its text's arguments.</summary>
    public Reason ToReason()
    {
        var arguments = new List<Argument> { ("position", Position), ("expression", Expression) };
        if (Code == RulesCodes.TooDeep) arguments.Add(("limit", OrderKernel.Rules.Expression.DepthMax));
        if (Suggestion is not null) arguments.Add(("suggestion", Suggestion));
        return Reason.Of(Code, [.. arguments]);
    }
}
