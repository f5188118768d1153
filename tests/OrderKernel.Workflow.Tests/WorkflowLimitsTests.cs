namespace OrderKernel.Workflow.Tests;

/// <summary>Each limit of a document on both sides of its edge, by loader and schema. Fails when an edge moves or the two disagree on it.</summary>
public class WorkflowLimitsTests
{
    private static readonly SchemaOracle Schema = SchemaOracle.Published("workflow-1.json");

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Names_have_at_most_64_characters(int length, bool fits) =>
        Fits(Documents.Tiny.Replace("\"guarded\"", $"\"{new string('g', length)}\"", StringComparison.Ordinal), fits);

    [Theory]
    [InlineData("Z9", true)]
    [InlineData("a.b_c-d", true)]
    [InlineData("-a", false)]
    [InlineData("开", false)]
    [InlineData("a b", false)]
    public void Names_are_letters_digits_dots_underscores_and_hyphens(string name, bool fits) =>
        Fits(Documents.Tiny.Replace("\"guarded\"", $"\"{name}\"", StringComparison.Ordinal), fits);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_trigger_has_at_most_64_roles(int count, bool fits) =>
        Fits(Documents.With(Documents.Tiny, "steps/shut/fire/lock/roles", $"[{string.Join(",", Enumerable.Range(0, count).Select(i => $"\"r{i}\""))}]"), fits);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_step_has_at_most_64_triggers(int count, bool fits) =>
        Fits(Documents.With(Documents.Tiny, "steps/shut/fire", $$"""{ {{string.Join(",", Enumerable.Range(0, count).Select(Trigger))}} }"""), fits);

    // Not a matter of shape: the schema cannot count names over all steps.
    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void A_workflow_has_at_most_512_trigger_names(int steps, bool fits)
    {
        var json = Documents.Tiny;
        for (var i = 0; i < steps; i++)
        {
            var triggers = string.Join(",", Enumerable.Range(0, 60).Select(n => $$""" "t{{i}}.{{n}}": { "does": "open", "roles": ["r{{n}}"] } """));
            json = Documents.With(json, $"steps/more{i}", $$"""{ "status": "Shut", "fire": { {{triggers}} } }""");
        }

        Assert.Equal(!fits, Documents.Findings(json, Domains.Door).Contains("$.steps " + WorkflowCodes.TooMany));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_step_has_at_most_64_deadlines(int count, bool fits)
    {
        var triggers = string.Join(",", Enumerable.Range(0, 64).Select(Trigger));
        var deadlines = string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{ "after": "PT1H", "fires": "t{{i % 64}}" }"""));
        var json = Documents.With(Documents.With(Documents.Tiny, "steps/shut/fire", $"{{ {triggers} }}"), "steps/shut/deadlines", $"[{deadlines}]");
        Fits(json, fits);
        if (!fits) Assert.Equal(["$.steps.shut.deadlines " + WorkflowCodes.TooMany], Documents.Findings(json, Domains.Door));
    }

    [Theory]
    [InlineData("PT1S", true)]
    [InlineData("PT0.999S", false)]
    [InlineData("P3660D", true)]
    [InlineData("P3660DT1S", false)]
    public void A_deadline_is_between_a_second_and_ten_years(string after, bool fits) =>
        Assert.Equal(fits, Documents.Findings(Documents.With(Documents.Tiny, "steps/open/deadlines/0/after", $"\"{after}\""), Domains.Door).Length == 0);

    private static string Trigger(int i) => $$"""
        "t{{i}}": { "{{(i == 0 ? "to\": \"guarded" : "does\": \"open")}}", "roles": ["kernel", "r{{i}}"], "when": "door.force > 5" }
        """;

    private static void Fits(string json, bool fits)
    {
        Assert.Equal(fits, Documents.Findings(json, Domains.Door).Length == 0);
        Assert.Equal(fits, Schema.Accepts(json));
    }
}
