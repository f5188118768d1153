using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OrderKernel.Workflow;

namespace OrderKernel.Stateless.Tests;

/// <summary>Fails when what is exported and imported again has another step, trigger or target than the workflow, or a document that does not load.</summary>
public class StatelessImportLaws
{
    public static TheoryData<int> EmbeddedWorkflows => [.. Enumerable.Range(0, Workflows.Embedded.Count)];

    [Law(2_000, 10_000)]
    public void Exported_and_imported_a_workflow_has_the_same_steps_triggers_and_targets(Seed seed)
    {
        var workflow = Workflows.Machine(Workflows.Document(seed));
        Assert.Equal(Graph(workflow), Graph(Imported(Pair.Of(workflow))));
    }

    [Theory]
    [MemberData(nameof(EmbeddedWorkflows))]
    public void So_has_every_embedded_workflow(int workflow) =>
        Assert.Equal(Graph(Workflows.Embedded[workflow]), Graph(Imported(Pair.Of(Workflows.Embedded[workflow]))));

    [Theory]
    [MemberData(nameof(EmbeddedWorkflows))]
    public void What_the_analysis_says_of_it_is_about_moves_that_only_facts_make(int workflow)
    {
        var findings = Imported(Pair.Of(Workflows.Embedded[workflow])).Load().Refusal?.Reasons.Items.Select(r => r.Code).Distinct() ?? [];
        Assert.Empty(findings.Except([WorkflowCodes.StepUnreachable, WorkflowCodes.NoFinalReachable]));
    }

    [Fact]
    public void A_way_that_is_lost_is_caught() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        Seed.Any(),
        seed =>
        {
            var document = Workflows.Document(seed);
            var whole = Graph(Workflows.Machine(document));
            return Graph(Imported(Pair.Of(Workflows.Machine(document)))).SequenceEqual(whole.Take(whole.Length - 1));
        }).Check(Sizes.Config(20)));

    private static ImportedWorkflow Imported(Pair pair) => StatelessImport.ToDocument(pair.Machine.GetInfo(), new("again", "1", [Role.Agent])
    {
        StateName = s => pair.NameOf((StepId)s),
        TriggerName = t => pair.NameOf((TriggerId)t),
    }).ValueOrThrow();

    // Each way as "step trigger target".
    private static string[] Graph(WorkflowMachine workflow)
    {
        var definition = workflow.Definition;
        return Ordered(
            from step in definition.Steps.Items
            where step.Region is null
            from way in step.Triggers.Items.SelectMany(t => Targets(definition, step, t).Select(to => $"{step.Name} {t.Name} {to}")).Append(step.Name)
            select way);
    }

    private static IEnumerable<string> Targets(WorkflowDefinition definition, WorkflowStep step, WorkflowTrigger trigger)
    {
        if (trigger.To is { } to) return [to];
        var verb = definition.Domain.Verbs.Items.Single(v => v.Name == trigger.Does);
        return verb.MovesNothing ? [step.Name] : verb.Moves.Items.Where(m => m.From == step.Status).SelectMany(m => m.To == step.Status
            ? [step.Name]
            : definition.Entries.Items.Where(e => e.Status == m.To).SelectMany(e => e.Steps).Select(e => e.Step));
    }

    private static string[] Graph(ImportedWorkflow imported)
    {
        using var json = JsonDocument.Parse(imported.Document.ToUtf8());
        return Ordered(
            from step in json.RootElement.GetProperty("steps").EnumerateObject().ToArray()
            let fire = step.Value.TryGetProperty("fire", out var found) ? found.EnumerateObject().ToArray() : []
            from way in fire.SelectMany(t => imported.Domain.Verbs.Items.Single(v => v.Name == t.Value.GetProperty("does").GetString()).Moves.Items
                .Where(m => m.From == step.Name).Select(m => $"{step.Name} {t.Name} {m.To}")).Append(step.Name)
            select way);
    }

    private static string[] Ordered(IEnumerable<string> ways) => [.. ways.Distinct().OrderBy(n => n, StringComparer.Ordinal)];
}
