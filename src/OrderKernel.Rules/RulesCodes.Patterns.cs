namespace OrderKernel.Rules;

public static partial class RulesCodes
{
    /// <summary>At load or at evaluation: a text is no regular expression.</summary>
    public const string PatternSyntax = "rules.pattern-syntax";

    /// <summary>At load or at evaluation: a regular expression asks for what RE2 leaves out, such as back-references and look-around.</summary>
    public const string PatternNotSupported = "rules.pattern-not-supported";

    /// <summary>At load or at evaluation: a regular expression has too many steps once its repetitions are written out, or nests too deep.</summary>
    public const string PatternTooLarge = "rules.pattern-too-large";
}
