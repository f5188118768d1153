namespace OrderKernel.Rules;

/// <summary>That a rule pulls a lever, and what it tells it.</summary>
/// <param name="Lever">The lever's name.</param>
/// <param name="Arguments">What it is told, by the names of its parameters in their order.</param>
public sealed record LeverUse(string Lever, ValueList<LeverArgument> Arguments)
{
    // Texts of expressions stand for what they give: the same text gives the same.
    internal bool SaysTheSameAs(LeverUse other) => Lever == other.Lever && Arguments.Count == other.Arguments.Count
        && Arguments.Items.Zip(other.Arguments.Items, (a, b) => a.SaysTheSameAs(b)).All(s => s);
}

/// <summary>What a lever is told: a value, or an expression over the facts.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">The value; absent where it is computed.</param>
/// <param name="Computed">The expression; null where there is a value.</param>
public sealed record LeverArgument(string Name, ExpressionValue Value, Expression? Computed)
{
    internal bool SaysTheSameAs(LeverArgument other) =>
        Name == other.Name && Value == other.Value && Computed?.ToString() == other.Computed?.ToString();
}

/// <summary>A lever pulled: the value of each argument.</summary>
/// <param name="Lever">The lever's name.</param>
/// <param name="Arguments">What it is told.</param>
public sealed record LeverPull(string Lever, ValueList<PullArgument> Arguments)
{
    /// <summary>The value of an argument; absent when the rule left it out.</summary>
    /// <param name="name">The parameter's name.</param>
    public ExpressionValue this[string name] => Arguments.Items.FirstOrDefault(a => a.Name == name).Value;

    /// <inheritdoc/>
    public override string ToString() => $"{Lever}({string.Join(", ", Arguments.Items.Select(a => $"{a.Name}: {a.Value}"))})";
}

/// <summary>An argument of a lever that was pulled.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">Its value.</param>
public readonly record struct PullArgument(string Name, ExpressionValue Value);
