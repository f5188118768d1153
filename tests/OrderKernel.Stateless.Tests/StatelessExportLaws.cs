using FsCheck;
using FsCheck.Fluent;
using OrderKernel.Workflow;

namespace OrderKernel.Stateless.Tests;

/// <summary>
/// Fails when an exported machine permits what its workflow does not or the other way round, ends at another step, or tells the host of a step that was
/// not left or entered.
/// </summary>
public class StatelessExportLaws
{
    public static TheoryData<int> EmbeddedWorkflows => [.. Enumerable.Range(0, Workflows.Embedded.Count)];

    [Law(10_000, 50_000)]
    public void Both_machines_do_the_same_at_every_step(Seed seed) => Assert.Null(Difference(seed, Workflows.Machine(Workflows.Document(seed))));

    [Theory]
    [MemberData(nameof(EmbeddedWorkflows))]
    public void So_they_do_for_every_embedded_workflow(int workflow)
    {
        var pair = Pair.Of(Workflows.Embedded[workflow]);
        var random = new Random(workflow);
        for (var i = 0; i < 100; i++) Assert.Null(pair.Difference(Workflows.FactsOf(pair.Workflow.Definition.Domain, random)));
    }

    [Fact]
    public void An_export_that_drops_a_guard_is_caught() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        Seed.Any(),
        seed =>
        {
            var document = Workflows.Document(seed);
            return Workflows.WithoutAGuard(document) is not { } bare || Difference(seed, Workflows.Machine(document), Workflows.Machine(bare)) is null;
        }).Check(Sizes.Config(400)));

    [Fact]
    public void Generated_documents_have_all_that_is_left_aside()
    {
        var seen = Enumerable.Range(0, 60).Select(n => Workflows.Machine(Workflows.Document(n)).Definition).SelectMany(d => d.Steps).ToArray();
        Assert.Contains(seen, s => !s.Regions.IsEmpty);
        Assert.Contains(seen, s => !s.Deadlines.IsEmpty);
        Assert.Contains(seen, s => s.Triggers.Items.Any(t => t.NeedsFourEyes));
        Assert.Contains(seen, s => s.Region is null && s.Triggers.Items.Any(t => t.To == s.Name));
        Assert.Contains(seen, s => s.Region is null && s.Triggers.Items.Any(t => t.When is not null));
    }

    private static string? Difference(Seed seed, WorkflowMachine workflow, WorkflowMachine? exported = null)
    {
        var pair = Pair.Of(workflow, exported);
        return Workflows.LetterFacts(seed % 3).Select(pair.Difference).FirstOrDefault(d => d is not null);
    }
}
