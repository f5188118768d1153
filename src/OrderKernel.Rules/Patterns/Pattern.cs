using System.Text.RegularExpressions;

namespace OrderKernel.Rules.Patterns;

/// <summary>A pattern that texts are searched for.</summary>
internal sealed class Pattern
{
    private readonly Regex _regex;

    private Pattern(Regex regex) => _regex = regex;

    internal static Pattern? TryParse(string text, out PatternProblem? problem)
    {
        try
        {
#if NET10_0_OR_GREATER
            var options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
#else
            var options = RegexOptions.CultureInvariant;
#endif
            problem = null;
            return new(new Regex(text, options));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem = new(RulesCodes.PatternInvalid, 1, text);
            return null;
        }
    }

    internal bool IsMatch(string input) => _regex.IsMatch(input);
}

/// <summary>Why a text is no pattern.</summary>
internal sealed record PatternProblem(string Code, int Position, string Found)
{
    internal Reason ToReason(int position) => Reason.Of(Code, ("position", position), ("expression", Found));
}
