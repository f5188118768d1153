namespace OrderKernel.Rules;

/// <summary>A result with the parts that decided it.</summary>
/// <param name="Result">The value or typed error, the same as without explanation.</param>
/// <param name="Reasons">The deciding parts in the order of the text, each with what it saw: <see cref="RulesCodes.Held"/>,
/// <see cref="RulesCodes.DidNotHold"/>, <see cref="RulesCodes.Gave"/>, or the code of an error.</param>
public sealed record Explanation(ExpressionResult Result, ValueList<Reason> Reasons)
{
    /// <summary>
    /// The fewest changes that together turn a verdict: true to false or false to true. None where the result is neither, or no way is known.
    /// </summary>
    /// <remarks>Law: with all of them applied the expression gives the other verdict, with any of them left out it does not.</remarks>
    public ValueList<ExpressionChange> Changes { get; init; }
}
