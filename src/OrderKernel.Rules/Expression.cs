using OrderKernel.Rules.Checking;
using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Explaining;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules;

/// <summary>An expression in CEL syntax, checked against declared facts when it is loaded. Immutable; any number of threads may evaluate it.</summary>
/// <remarks>
/// Source: the language definition of the Common Expression Language. Beside it stands
/// <c>money("50000")</c>, an amount that takes the currency of its counterpart.
/// Laws: a checked expression never meets a type error; evaluation always ends, in
/// a value or a typed error; printing and loading again gives the same expression;
/// no evaluation costs more than <see cref="CostMax"/> says.
/// </remarks>
public sealed class Expression
{
    /// <summary>The longest text in characters.</summary>
    public const int LengthMax = 16_384;

    /// <summary>The deepest nesting of parts, and of lists and maps in values.</summary>
    public const int DepthMax = 100;

    private readonly Condition? _condition;

    private Expression(string text, Node node, FactType type, FactSchema schema) =>
        (Text, Node, Type, Schema, _condition) = (text, node, type, schema, type == FactType.Bool ? Condition.Of(node) : null);

    /// <summary>The text as it was loaded.</summary>
    public string Text { get; }

    /// <summary>The type of every value that it gives.</summary>
    public FactType Type { get; }

    /// <summary>The fields that it was checked against.</summary>
    public FactSchema Schema { get; }

    internal Node Node { get; }

    /// <summary>Loads an expression and checks it as a whole.</summary>
    /// <param name="text">At most <see cref="LengthMax"/> characters.</param>
    /// <param name="schema">The fields that it may read.</param>
    /// <param name="expected">The type that it must have; any when null.</param>
    /// <returns>The expression, or a refusal with the first problem's code and arguments
    /// (<c>position</c> counts characters from 1) whose reasons hold all problems.</returns>
    /// <remarks>Refuses with: <see cref="RulesCodes.Syntax"/>, <see cref="RulesCodes.TooLong"/>, <see cref="RulesCodes.TooDeep"/>,
    /// <see cref="RulesCodes.LiteralOutOfRange"/>,
    /// <see cref="RulesCodes.AmountInvalid"/>, <see cref="RulesCodes.ConversionInvalid"/>, <see cref="RulesCodes.PatternInvalid"/>,
    /// <see cref="RulesCodes.UnknownTimeZone"/>, <see cref="RulesCodes.NotSupported"/>, <see cref="RulesCodes.UnknownField"/>,
    /// <see cref="RulesCodes.UnknownFunction"/>,
    /// <see cref="RulesCodes.TypeMismatch"/>, <see cref="RulesCodes.OptionalFieldNeedsHas"/>.</remarks>
    /// <example>
    /// <code>
    /// var schema = FactSchema.Of(
    ///     FactField.Required("order.total", FactType.Money),
    ///     FactField.Required("order.channel", FactType.String),
    ///     FactField.Optional("order.coupon", FactType.Money));
    ///
    /// var rule = Expression.Compile("order.total &gt; money(\"50000\") &amp;&amp; order.channel == \"tmall\"", schema, FactType.Bool).ValueOrThrow();
    /// var facts = new FactValues(schema).Set("order.total", Money.Fen(18_832_000)).Set("order.channel", "tmall");
    ///
    /// Result&lt;bool&gt; holds = rule.Holds(facts);              // true, or a refusal rules.evaluation-failed; an error is never "false"
    /// Explanation why = rule.Explain(facts);               // order.total &gt; money("50000") held; saw order.total = CNY 188320.00
    /// </code>
    /// </example>
    public static Result<Expression> Compile(string text, FactSchema schema, FactType? expected = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        if (Parser.Parse(text, out var failure) is not { } parsed) return Problems.Of(failure!);
        var problems = new Problems();
        var checker = new Checker(schema, problems);
        var (node, type) = checker.Check(parsed);
        if (!problems.Any) checker.Require(node, type, expected);
        if (!problems.Any) new OptionalReads(schema, problems).Check(node, []);
        if (problems.Any) return problems.ToRefusal();
        return new Expression(text, node, type, schema);
    }

    /// <summary>The value on the given facts, or a typed error. Allocates nothing unless it makes texts, lists or maps, or uses macros.</summary>
    /// <param name="facts">Facts of the schema that the expression was compiled with.</param>
    public ExpressionResult Evaluate(IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(Evaluator.Run(Node, facts, null));
    }

    /// <summary>Whether the condition holds on the given facts.</summary>
    /// <param name="facts">Facts of the schema that the expression was compiled with.</param>
    /// <returns>True or false, or a refusal: a condition that errs is never false.</returns>
    /// <exception cref="InvalidOperationException">The expression is no condition: its type is not bool.</exception>
    /// <remarks>Refuses with: <see cref="RulesCodes.EvaluationFailed"/>; the reason is the error.</remarks>
    public Result<bool> Holds(IFacts facts)
    {
        if (_condition is not null)
        {
            ArgumentNullException.ThrowIfNull(facts);
            var truth = _condition.Test(facts);
            if (truth != Truth.Errs) return truth == Truth.True;
        }

        return Type == FactType.Bool ? Evaluated(facts) : throw new InvalidOperationException($"{this} is {Type}, not bool.");
    }

    /// <summary>Whether the condition holds of a thing whose facts stand in a table: faster than through <see cref="IFacts"/>, and nothing has to be made.</summary>
    /// <typeparam name="T">The kind of thing.</typeparam>
    /// <param name="table">The table whose schema the expression was compiled with.</param>
    /// <param name="thing">The thing.</param>
    /// <returns>As <see cref="Holds(IFacts)"/>; law: the same.</returns>
    /// <exception cref="InvalidOperationException">The expression is no condition: its type is not bool.</exception>
    /// <remarks>Refuses with: <see cref="RulesCodes.EvaluationFailed"/>; the reason is the error.</remarks>
    public Result<bool> Holds<T>(FactTable<T> table, T thing)
    {
        ArgumentNullException.ThrowIfNull(table);
        var truth = _condition?.Test(table, thing) ?? Truth.Errs;
        return truth != Truth.Errs ? truth == Truth.True : Holds(new TableFacts<T>(table, thing));
    }

    // With its error, and where it is.
    private Result<bool> Evaluated(IFacts facts)
    {
        if (Evaluate(facts).TryGet(out var value, out var error)) return value.AsBool();
        return Refusal.Of(RulesCodes.EvaluationFailed, ("expression", ToString()), ("code", error.Code), ("position", error.Position))
            with { Reasons = [error.ToReason()] };
    }

    /// <summary>The work that an evaluation on the given facts takes: about one unit a part that is evaluated, more where texts and lists are long.</summary>
    /// <param name="facts">Facts of the schema that the expression was compiled with.</param>
    /// <returns>At least 1. Beyond about two million units an evaluation with macros ends as <see cref="RulesCodes.TooCostly"/>.</returns>
    /// <remarks>Cost: an evaluation, and a few objects.</remarks>
    public long Cost(IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Evaluator.Measure(Node, facts);
    }

    /// <summary>The most work that an evaluation can take on any facts within the given sizes, known before there are facts.</summary>
    /// <param name="sizes">The largest sizes of facts.</param>
    /// <returns>At least 1; the largest number that fits where it does not.</returns>
    /// <remarks>Law: <see cref="Cost"/> is never more.</remarks>
    public long CostMax(FactSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return CostBound.Of(Node, Schema, sizes);
    }

    /// <summary>The result with the parts that decided it and what they saw.</summary>
    /// <param name="facts">Facts of the schema that the expression was compiled with.</param>
    public Explanation Explain(IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new Explainer(facts, null, Schema).Explain(Node);
    }

    /// <summary>The paths of the facts that it reads or asks for, in the order of the text, each once.</summary>
    public IReadOnlyList<string> Reads()
    {
        var paths = new List<string>();
        Collect(Node);
        return paths;

        void Collect(Node node)
        {
            if (node.Op is NodeOp.Fact or NodeOp.HasFact && !paths.Contains(node.Name)) paths.Add(node.Name);
            foreach (var child in node.Children) Collect(child);
        }
    }

    /// <summary>The expression in its canonical form: the fewest brackets, one blank around operators.</summary>
    public override string ToString() => Printer.Print(Node);
}
