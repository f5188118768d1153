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

/// <summary>One step of an explanation: a stable code and the numbers it saw. The zh and en texts are resources (see <see cref="TextCatalog"/>).</summary>
/// <param name="Code">Dotted lower-case code, e.g. <c>orders.paid-late</c>; never reused.</param>
/// <param name="Arguments">What the text's placeholders stand for.</param>
public sealed record Reason(string Code, ValueList<Argument> Arguments)
{
    /// <summary>A reason from a code and its arguments.</summary>
    /// <param name="code">A code of a package's texts.</param>
    /// <param name="arguments">What the code's text names in braces.</param>
    public static Reason Of(string code, params ReadOnlySpan<Argument> arguments) => new(code, ValueList.Create(arguments));

    /// <inheritdoc/>
    public override string ToString() => Arguments.IsEmpty ? Code : $"{Code} ({string.Join(", ", Arguments.Items.Select(a => $"{a.Name}={a.Value}"))})";
}
