namespace OrderKernel.Rules.Patterns;

/// <summary>Why a text is no pattern.</summary>
/// <param name="Code"><see cref="RulesCodes.PatternSyntax"/>, <see cref="RulesCodes.PatternNotSupported"/> or <see cref="RulesCodes.PatternTooLarge"/>.</param>
/// <param name="Position">The character of the pattern where it was seen, from 1.</param>
/// <param name="Found">What stands there; in a pattern that is too large, what made it so.</param>
internal sealed record PatternProblem(string Code, int Position, string Found)
{
    /// <summary>The problem as a reason with its text's arguments.</summary>
    /// <param name="position">The character of the expression where the pattern stands, from 1.</param>
    internal Reason ToReason(int position) => Reason.Of(Code, ("position", position), ("character", Position), ("found", Found));
}
