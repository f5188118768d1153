namespace OrderKernel.Rules.Tests;

/// <summary>The conformance suite of the language in dynamic mode.</summary>
/// <remarks>Fails when any answer differs from the suite's.</remarks>
public class ConformanceScenarios
{
    [ConformanceTheory]
    [InlineData("basic", 43)]
    [InlineData("logic", 30)]
    [InlineData("integer_math", 64)]
    [InlineData("lists", 39)]
    [InlineData("string", 51)]
    [InlineData("macros", 44)]
    public void Every_case_gives_the_answer_of_the_suite(string file, int cases)
    {
        var wrong = new List<string>();
        var tried = 0;
        foreach (var scenario in ConformanceCase.Read(file))
        {
            tried++;
            var answer = Answer(scenario);
            if (answer != scenario.Value)
                wrong.Add($"{scenario.Id}: {scenario.Text} gave {answer?.ToString() ?? "an error"}, not {scenario.Value?.ToString() ?? "an error"}");
        }

        Assert.Empty(wrong);
        Assert.Equal(cases, tried);
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
