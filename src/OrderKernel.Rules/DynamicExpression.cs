using OrderKernel.Rules.Checking;
using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Explaining;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules;

/// <summary>
/// An expression without declared facts, for trying things: types are met at evaluation, as CEL does. Documents use <see cref="Expression"/>.
/// </summary>
/// <remarks>Law: where both modes accept a text, they give the same result on the same facts.</remarks>
public sealed class DynamicExpression
{
    private readonly Node _node;

    private DynamicExpression(string text, Node node) => (Text, _node) = (text, node);

    /// <summary>The text as it was read.</summary>
    public string Text { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression, at most <see cref="Expression.LengthMax"/> characters.</param>
    /// <remarks>Refuses with: <see cref="RulesCodes.Syntax"/>, <see cref="RulesCodes.TooLong"/>, <see cref="RulesCodes.TooDeep"/>,
    /// <see cref="RulesCodes.LiteralOutOfRange"/>,
    /// <see cref="RulesCodes.AmountInvalid"/>, <see cref="RulesCodes.NotSupported"/>, each with a <c>position</c>.</remarks>
    public static Result<DynamicExpression> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Parser.Parse(text, out var failure) is not { } node) return Problems.Of(failure!);
        return new DynamicExpression(text, node);
    }

    /// <summary>The value under the given bindings, or a typed error. A dotted name that is bound as a whole goes before a field of a bound map.</summary>
    /// <param name="bindings">Values by name; a dotted name may be bound as a whole.</param>
    public ExpressionResult Evaluate(IReadOnlyDictionary<string, ExpressionValue> bindings)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        return new(Evaluator.Run(_node, null, bindings));
    }

    /// <summary>The result with the parts that decided it and what they saw.</summary>
    /// <param name="bindings">Values by name; a dotted name may be bound as a whole.</param>
    public Explanation Explain(IReadOnlyDictionary<string, ExpressionValue> bindings)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        return new Explainer(null, bindings, null).Explain(_node);
    }

    /// <summary>The expression in its canonical form.</summary>
    public override string ToString() => Printer.Print(_node);
}
