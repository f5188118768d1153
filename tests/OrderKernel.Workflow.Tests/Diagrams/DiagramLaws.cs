using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when a text of a document becomes syntax in either format, is changed beyond what cannot be printed, or when a drawing differs for the same input.
/// A writer that forgets to escape is held against the same reading and must be caught.
/// </summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class DiagramLaws
{
    [Law(200)]
    public bool A_hostile_name_stays_a_label_in_mermaid(StepName name) => StaysALabel(name, WorkflowDiagram.Mermaid, Drawn.Mermaid);

    [Law(200)]
    public bool A_hostile_name_stays_a_label_in_dot(StepName name) => StaysALabel(name, WorkflowDiagram.Dot, Drawn.Dot);

    [Theory]
    [InlineData("#34;", "\"")]
    [InlineData("#96;", "`")]
    [InlineData("#60;", "<")]
    public void A_mermaid_writer_that_forgets_to_escape_is_caught(string escaped, string plain) => Assert.ThrowsAny<Exception>(() =>
        Holds((d, l, o) => WorkflowDiagram.Mermaid(d, l, o).Replace(escaped, plain), Drawn.Mermaid));

    [Theory]
    [InlineData("&#34;", "\"")]
    [InlineData("&#92;", "\\")]
    [InlineData("&#38;", "&")]
    public void A_dot_writer_that_forgets_to_escape_is_caught(string escaped, string plain) => Assert.ThrowsAny<Exception>(() =>
        Holds((d, l, o) => WorkflowDiagram.Dot(d, l, o).Replace(escaped, plain), Drawn.Dot));

    [Fact]
    public void Steps_of_an_overlay_that_the_workflow_lacks_stay_labels_too()
    {
        var visits = new[] { new StepVisit("shut", Domains.At(8)), new StepVisit("a\"];\n-->`#&\\", Domains.At(9), "end\n\"") };
        var definition = Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy;
        foreach (var read in new[] { Drawn.Mermaid(WorkflowDiagram.Mermaid(definition, overlay: DiagramOverlay.Path(visits))),
            Drawn.Dot(WorkflowDiagram.Dot(definition, overlay: DiagramOverlay.Path(visits))) })
            Assert.Contains("a\"]; -->`#&\\\n2 · 2026-11-11 09:00:00+00:00", read.Labels.Items);
    }

    [Fact]
    public void A_lone_half_of_a_character_is_replaced() => Assert.Equal("a\uFFFDb\uFFFD", DiagramText("a\uD800b\uDC00"));

    private static string DiagramText(string step) => Drawn.Dot(WorkflowDiagram.Dot(
        Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy,
        overlay: DiagramOverlay.Population(new(1, [new StepCount(step, 1, 1, 1, 0, null)], [])))).Labels.Items
            .Last(l => l.EndsWith("here", StringComparison.Ordinal)).Split('\n')[0];

    private static void Holds(Func<WorkflowDefinition, Language, DiagramOverlay?, string> write, Func<string, Drawn> read) =>
        Prop.ForAll(Arbitraries.HostileNames(), name => StaysALabel(name, write, read)).Check(Sizes.Config(200));

    private static bool StaysALabel(StepName name, Func<WorkflowDefinition, Language, DiagramOverlay?, string> write, Func<string, Drawn> read)
    {
        var tame = read(write(Named("name"), Language.English, null));
        var definition = Named(name.Text);
        var text = write(definition, Language.English, null);
        var seen = read(text);
        return text == write(definition, Language.English, null) && seen.Structure == tame.Structure
            && seen.Labels == tame.Labels.Items.Select(l => l == "name" ? Printed(name.Text) : l).ToValueList();
    }

    private static WorkflowDefinition Named(string name) => Documents.Load(
        Documents.With(Documents.Tiny, "steps/shut/name", $$"""{ "zh": "x", "en": {{JsonSerializer.Serialize(name)}} }"""), Domains.Door).ValueOrThrow().Policy;

    private static string Printed(string name) =>
        new([.. name.Select(c => char.IsControl(c) || c is '\u2028' or '\u202E' ? ' ' : c)]);
}
