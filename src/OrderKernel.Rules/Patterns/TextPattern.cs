namespace OrderKernel.Rules.Patterns;

/// <summary>A regular expression in RE2's syntax that a whole text must follow, for documents that say what form a text has. Immutable.</summary>
/// <remarks>Cost: linear in the length of the text; see <see cref="Of"/> for what is refused when it is read.</remarks>
public sealed class TextPattern
{
    private readonly Pattern _pattern;

    private TextPattern(string text, Pattern pattern) => (Text, _pattern) = (text, pattern);

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>A pattern from its text.</summary>
    /// <param name="text">The regular expression; anchors are not needed.</param>
    /// <remarks>Refuses with: <see cref="RulesCodes.PatternSyntax"/>, <see cref="RulesCodes.PatternNotSupported"/>,
    /// <see cref="RulesCodes.PatternTooLarge"/>, each with the character of the text.</remarks>
    public static Result<TextPattern> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // By itself first, so that nothing in it can close the group around it.
        if (Pattern.TryParse(text, out var problem) is not null && Pattern.TryParse($@"\A(?:{text})\z", out problem) is { } whole)
            return new TextPattern(text, whole);
        var why = problem!.ToReason(1);
        return new Refusal(why.Code, why.Arguments);
    }

    /// <summary>True when the whole of a text follows the pattern.</summary>
    /// <param name="text">Any text.</param>
    public bool Fits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _pattern.IsMatch(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
