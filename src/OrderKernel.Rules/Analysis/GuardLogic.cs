using OrderKernel.Rules.Analysis;

namespace OrderKernel.Rules;

/// <summary>Questions about conditions that are answered for all facts at once: can one ever hold, does one imply another, can two hold together.</summary>
/// <remarks>
/// Facts may take any value of their declared type, each on its own; a condition that errs does not hold.
/// Exact (never <see cref="GuardAnswer.Unknown"/>) where facts are compared with constants, or with facts of the same type, by <c>== != &lt; &lt;= &gt;
/// &gt;= in startsWith has &amp;&amp; || ! ?:</c>, unless the cases are too many.
/// Whatever else a condition computes is one unknown of its own, equal where its text is equal.
/// Laws: Yes and No are never wrong; the answer does not depend on how a condition is written, where it is exact.
/// Cost: bounded by half a million comparisons a question; for many questions together by a <see cref="GuardEffort"/>.
/// </remarks>
public static class GuardLogic
{
    /// <summary>Whether there are facts on which the condition holds.</summary>
    /// <param name="guard">An expression of type bool.</param>
    /// <param name="effort">What the question may use up; null for a bound of its own.</param>
    /// <exception cref="ArgumentException">The expression is no condition.</exception>
    public static GuardAnswer CanHold(Expression guard, GuardEffort? effort = null) =>
        new GuardQuery((Condition(guard, nameof(guard)), Outcome.True)).Answer(effort);

    /// <summary>Whether the other condition holds on all facts on which the first does. So a condition that never holds implies every other.</summary>
    /// <param name="guard">What holds.</param>
    /// <param name="other">What is to follow; over another schema nothing is known.</param>
    /// <param name="effort">What the question may use up; null for a bound of its own.</param>
    /// <exception cref="ArgumentException">An expression is no condition.</exception>
    public static GuardAnswer Implies(Expression guard, Expression other, GuardEffort? effort = null) => ImpliesAny(guard, [other], effort);

    /// <summary>Whether on all facts on which the first condition holds at least one of the others does, perhaps another one each time.</summary>
    /// <param name="guard">What holds.</param>
    /// <param name="others">Of which one is to follow; of none, or over another schema, nothing is known.</param>
    /// <param name="effort">What the question may use up; null for a bound of its own.</param>
    /// <exception cref="ArgumentException">An expression is no condition.</exception>
    public static GuardAnswer ImpliesAny(Expression guard, IReadOnlyList<Expression> others, GuardEffort? effort = null)
    {
        ArgumentNullException.ThrowIfNull(others);
        var parts = others.Select(o => (Condition(o, nameof(others)), Outcome.NotTrue));
        return Reverse(new GuardQuery([(Condition(guard, nameof(guard)), Outcome.True), .. parts]).Answer(effort));
    }

    /// <summary>Whether there are no facts on which both conditions hold.</summary>
    /// <param name="first">An expression of type bool.</param>
    /// <param name="second">An expression of type bool; over another schema nothing is known.</param>
    /// <param name="effort">What the question may use up; null for a bound of its own.</param>
    /// <exception cref="ArgumentException">An expression is no condition.</exception>
    public static GuardAnswer AreDisjoint(Expression first, Expression second, GuardEffort? effort = null) =>
        Reverse(new GuardQuery((Condition(first, nameof(first)), Outcome.True), (Condition(second, nameof(second)), Outcome.True)).Answer(effort));

    /// <summary>Facts on which the condition holds, where some are found: an example to show.</summary>
    /// <param name="guard">An expression of type bool.</param>
    /// <returns>The facts; null when there are none, or none were found.</returns>
    /// <exception cref="ArgumentException">The expression is no condition.</exception>
    public static IFacts? ExampleOf(Expression guard)
    {
        var query = new GuardQuery((Condition(guard, nameof(guard)), Outcome.True));
        return query.Answer(null) == GuardAnswer.Yes ? query.Example : null;
    }

    private static GuardAnswer Reverse(GuardAnswer answer) =>
        answer switch { GuardAnswer.Yes => GuardAnswer.No, GuardAnswer.No => GuardAnswer.Yes, _ => answer };

    private static Expression Condition(Expression expression, string name)
    {
        ArgumentNullException.ThrowIfNull(expression, name);
        return expression.Type == FactType.Bool ? expression : throw new ArgumentException($"{expression} is {expression.Type}, not bool.", name);
    }
}
