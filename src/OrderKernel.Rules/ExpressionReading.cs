namespace OrderKernel.Rules;

/// <summary>Reads expressions out of policy documents.</summary>
public static class ExpressionReading
{
    /// <summary>A required expression under a property; every problem of it is reported at the property's path.</summary>
    /// <param name="reader">The object that holds the property.</param>
    /// <param name="name">The property, a text in the document.</param>
    /// <param name="schema">The fields that the expression may read.</param>
    /// <param name="expected">The type that it must have.</param>
    public static Expression? Expression(this DocumentReader reader, string name, FactSchema schema, FactType expected)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.Text(name) is not { } text) return null;
        if (Rules.Expression.Compile(text, schema, expected).TryGet(out var expression, out var refusal)) return expression;
        foreach (var reason in refusal.Reasons) reader.Report(name, reason.Code, [.. reason.Arguments.Items]);
        return null;
    }

    /// <summary>An expression under a property, or null when the property is missing.</summary>
    /// <param name="reader">The object that may hold the property.</param>
    /// <param name="name">The property, a text in the document.</param>
    /// <param name="schema">The fields that the expression may read.</param>
    /// <param name="expected">The type that it must have.</param>
    public static Expression? ExpressionOrNull(this DocumentReader reader, string name, FactSchema schema, FactType expected)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Has(name) ? reader.Expression(name, schema, expected) : null;
    }
}
