namespace OrderKernel.Rules.Tests;

/// <summary>The conformance suite of the language in dynamic mode.</summary>
/// <remarks>Fails when any answer differs from the suite's, or when an excluded case works after all: then its exclusion must go.</remarks>
public class ConformanceScenarios
{
    // Constructs outside the core of the language that this version has.
    private static readonly Dictionary<string, string> Outside = new(StringComparer.Ordinal)
    {
        ["string/matches/"] = "regular expressions",
    };

    [ConformanceTheory]
    [InlineData("basic", 0)]
    [InlineData("logic", 0)]
    [InlineData("integer_math", 0)]
    [InlineData("lists", 0)]
    [InlineData("string", 9)]
    [InlineData("macros", 0)]
    public void Every_case_within_the_core_gives_the_answer_of_the_suite(string file, int excluded)
    {
        var wrong = new List<string>();
        var outside = 0;
        foreach (var scenario in ConformanceCase.Read(file))
        {
            if (Outside.Keys.Any(k => scenario.Id.StartsWith(k, StringComparison.Ordinal)))
            {
                outside++;
                Assert.Equal(RulesCodes.NotSupported, DynamicExpression.Parse(scenario.Text).Refusal?.Code);
                continue;
            }

            var answer = Answer(scenario);
            if (answer != scenario.Value)
                wrong.Add($"{scenario.Id}: {scenario.Text} gave {answer?.ToString() ?? "an error"}, not {scenario.Value?.ToString() ?? "an error"}");
        }

        Assert.Empty(wrong);
        Assert.Equal(excluded, outside);
    }

    [ConformanceTheory]
    [InlineData("basic")]
    [InlineData("logic")]
    [InlineData("integer_math")]
    [InlineData("lists")]
    [InlineData("string")]
    [InlineData("macros")]
    public void Where_checked_mode_accepts_a_case_it_gives_the_same_answer(string file)
    {
        var accepted = 0;
        foreach (var scenario in ConformanceCase.Read(file).Where(s => s.Bindings.Count == 0))
        {
            if (!Expression.Compile(scenario.Text, FactSchema.Of()).TryGet(out var expression, out _)) continue;
            accepted++;
            var result = expression.Evaluate(new FactValues(expression.Schema));
            Assert.Equal(scenario.Value, result.IsOk ? result.Value : (ExpressionValue?)null);
        }

        Assert.True(accepted > 10, $"{accepted} cases of {file} were accepted.");
    }

    private static ExpressionValue? Answer(ConformanceCase scenario) =>
        DynamicExpression.Parse(scenario.Text).TryGet(out var expression, out _) && expression.Evaluate(scenario.Bindings).TryGet(out var value, out _)
            ? value
            : (ExpressionValue?)null;
}

/// <summary>A theory over the conformance data; without the data it says visibly that it was skipped.</summary>
public sealed class ConformanceTheoryAttribute : TheoryAttribute
{
    public ConformanceTheoryAttribute()
    {
        if (ConformanceCase.Folder is null) Skip = "ORDERKERNEL_DATA holds no conformance cases.";
    }
}
