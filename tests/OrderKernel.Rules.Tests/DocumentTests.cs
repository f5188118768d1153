using System.Text;

namespace OrderKernel.Rules.Tests;

/// <summary>Expressions inside policy documents.</summary>
/// <remarks>Fails when a mistake in an expression is not among the document's findings, or loses its path or place.</remarks>
public class DocumentTests
{
    [Fact]
    public void Mistakes_in_expressions_are_findings_of_the_document()
    {
        var refusal =
            Load("""{ "$schema": "rule-1.json", "name": "r", "version": "1", "when": "order.totl > money('1')", "unless": "order.units" }""").Refusal!;
        Assert.Equal([RulesCodes.UnknownField, RulesCodes.TypeMismatch], refusal.Reasons.Items.Select(r => r.Code));
        Assert.Equal("$.when", refusal.Reasons[0].Arguments.Items.Single(a => a.Name == "path").Value);
        Assert.Equal("7", refusal.Reasons[0].Arguments.Items.Single(a => a.Name == "position").Value);
    }

    [Fact]
    public void A_good_expression_is_read_and_a_missing_optional_one_is_null()
    {
        var (when, unless) = Load("""{ "$schema": "rule-1.json", "name": "r", "version": "1", "when": "order.total > money('1') && customer.level > 2" }""")
            .ValueOrThrow().Policy;
        Assert.Equal(["order.total", "customer.level"], when!.Reads());
        Assert.Null(unless);
    }

    private static Result<PolicyDocument<(Expression? When, Expression? Unless)>> Load(string json) => PolicyDocument.Load(
        Encoding.UTF8.GetBytes(json), "rule-1.json",
        r => (r.Expression("when", Sample.Schema, FactType.Bool), r.ExpressionOrNull("unless", Sample.Schema, FactType.Bool)));
}
