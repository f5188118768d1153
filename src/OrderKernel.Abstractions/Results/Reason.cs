namespace OrderKernel;

/// <summary>One named argument of a refusal or reason, already printed in a culture-free form and masked where personal.</summary>
/// <param name="Name">The placeholder's name in the text resources.</param>
/// <param name="Value">The value as invariant text.</param>
public readonly record struct Argument(string Name, string Value)
{
    /// <summary>An argument from a pair.</summary>
    public static implicit operator Argument((string Name, object? Value) pair) =>
        new(pair.Name, pair.Value is IFormattable f ? f.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : pair.Value?.ToString() ?? "");
}

/// <summary>What a decision saw, kept as values and printed when somebody reads the reason: most reasons of a busy path are never read.</summary>
/// <remarks>An implementation never changes: the same arguments each time, on any thread.</remarks>
public interface IReasonFacts
{
    /// <summary>The arguments that the reason's code names in braces.</summary>
    ValueList<Argument> Print();
}

/// <summary>One step of an explanation: a stable code and the numbers it saw. The zh and en texts are resources (see <see cref="TextCatalog"/>).</summary>
/// <remarks>Two reasons are equal when their codes and printed arguments are, however they were made.</remarks>
public sealed record Reason
{
    private readonly IReasonFacts? _facts;
    private readonly ValueList<Argument> _arguments;

    /// <summary>A reason from its printed arguments.</summary>
    /// <param name="code">Dotted lower-case code, e.g. <c>orders.paid-late</c>; never reused.</param>
    /// <param name="arguments">What the text's placeholders stand for.</param>
    public Reason(string code, ValueList<Argument> arguments) => (Code, _arguments) = (code, arguments);

    private Reason(string code, IReasonFacts facts) => (Code, _facts) = (code, facts);

    /// <summary>Dotted lower-case code, e.g. <c>orders.paid-late</c>; never reused.</summary>
    public string Code { get; init; }

    /// <summary>What the text's placeholders stand for.</summary>
    public ValueList<Argument> Arguments
    {
        get => _facts is null ? _arguments : _facts.Print();
        init => (_facts, _arguments) = (null, value);
    }

    /// <summary>A reason from a code and its arguments.</summary>
    /// <param name="code">A code of a package's texts.</param>
    /// <param name="arguments">What the code's text names in braces.</param>
    public static Reason Of(string code, params ReadOnlySpan<Argument> arguments) => new(code, ValueList.Create(arguments));

    /// <summary>A reason from a code and what was seen, which is printed each time that it is read.</summary>
    /// <param name="code">A code of a package's texts.</param>
    /// <param name="facts">What was seen.</param>
    public static Reason Of(string code, IReasonFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(code, facts);
    }

    /// <summary>Code and arguments.</summary>
    /// <param name="code">The code.</param>
    /// <param name="arguments">What the text's placeholders stand for.</param>
    public void Deconstruct(out string code, out ValueList<Argument> arguments) => (code, arguments) = (Code, Arguments);

    /// <inheritdoc/>
    public bool Equals(Reason? other) => ReferenceEquals(this, other) || (other is not null && Code == other.Code && Arguments == other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((StringComparer.Ordinal.GetHashCode(Code) * 31) + Arguments.GetHashCode());

    /// <inheritdoc/>
    public override string ToString() => Arguments.IsEmpty ? Code : $"{Code} ({string.Join(", ", Arguments.Items.Select(a => $"{a.Name}={a.Value}"))})";
}
