using NodaTime;

namespace OrderKernel.Workflow.Tests;

/// <summary>Fails when a path or a population is drawn elsewhere than where it went, without its times or counts, or twice.</summary>
public class DiagramOverlayTests
{
    private static readonly WorkflowDefinition Door = Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy;
    private static readonly StepVisit[] Way = [new("guarded", Domains.At(8)), new("shut", Domains.At(9, 30), "unlock"), new("open", Domains.At(9, 31)),
        new("shut", Domains.At(10))];

    [Fact]
    public void The_tiny_workflow_is_drawn_like_this_in_dot() => Assert.Equal(
        """
        digraph workflow {
          compound=true; rankdir=TB;
          node [shape=box, style=rounded, fontname="sans-serif"];
          edge [fontname="sans-serif", fontsize=10];
          subgraph cluster_status0 {
            label="Shut";
            step0 [label="Shut"];
            step1 [label="guarded", shape=hexagon, style=solid];
          }
          subgraph cluster_status1 {
            label="Open";
            step2 [label="open"];
          }
          subgraph cluster_status2 {
            label="Gone";
            step3 [label="gone", shape=oval];
          }
          step0 -> step2 [label="push (visitor) if door.force &#62; 5", lhead=cluster_status1];
          step0 -> step1 [label="lock (keeper)"];
          step1 -> step0 [label="unlock (keeper, owner) 2x"];
          step1 -> step2 [label="push (owner)", lhead=cluster_status1];
          step1 -> step1 [label="ring (kernel) after PT2H since step"];
          step2 -> step0 [label="fall-shut (kernel, visitor) after PT30M since door.openedAt", lhead=cluster_status0];
          step2 -> step2 [label="fall-shut (kernel, visitor) after PT30M since door.openedAt"];
          step0 -> step3 [style=dotted, ltail=cluster_status0, lhead=cluster_status2];
          step2 -> step3 [style=dotted, ltail=cluster_status1, lhead=cluster_status2];
        }

        """.ReplaceLineEndings("\n"),
        WorkflowDiagram.Dot(Door));

    [Fact]
    public void Regions_are_frames_within_the_frame_of_their_status()
    {
        var json = Documents.With(Documents.Tiny, "steps/shut/regions",
            """{ "r": { "steps": { "r1": { "fire": { "go": { "to": "r2", "roles": ["owner"] } } }, "r2": { "final": true } } } }""");
        var definition = Documents.Load(Documents.With(json, "steps/shut/join", """{ "to": "guarded", "needs": "all" }"""), Domains.Door).ValueOrThrow().Policy;
        var drawn = WorkflowDiagram.Mermaid(definition);
        Assert.Contains("    subgraph step0region0[\"Shut · r\"]\n      step1[\"r1\"]\n      step2([\"r2\"])\n    end\n  end\n", drawn,
            StringComparison.Ordinal);
        Assert.Contains("  step0 --> step1\n", drawn, StringComparison.Ordinal);
        Assert.Contains("  step0 -->|\"join all\"| step3\n", drawn, StringComparison.Ordinal);
        Assert.Contains("    subgraph cluster_step0region0 {\n      label=\"Shut · r\";\n", WorkflowDiagram.Dot(definition), StringComparison.Ordinal);
        Assert.Equal(Drawn.Mermaid(drawn).Labels.Count, Drawn.Dot(WorkflowDiagram.Dot(definition)).Labels.Count);
    }

    [Fact]
    public void A_path_numbers_its_steps_and_marks_the_present_one()
    {
        var drawn = WorkflowDiagram.Mermaid(Door, Language.Chinese, DiagramOverlay.Path(Way, DateTimeZone.ForOffset(Offset.FromHours(8))));
        Assert.Contains("step1{{\"guarded<br/>1 · 2026-11-11 16:00:00+08:00\"}}\n", drawn, StringComparison.Ordinal);
        Assert.Contains("step0[\"已关<br/>2 · 2026-11-11 17:30:00+08:00<br/>4 · 2026-11-11 18:00:00+08:00\"]\n", drawn, StringComparison.Ordinal);
        Assert.Contains("step1 ==>|\"unlock (keeper, owner) 2x<br/>2 · 1h 30min\"| step0\n", drawn, StringComparison.Ordinal);
        Assert.Contains("step0 ==>|\"3 · 1min\"| step2\n", drawn, StringComparison.Ordinal);
        Assert.Contains("step2 ==>|\"4 · 29min\"| step0\n", drawn, StringComparison.Ordinal);
        Assert.Contains("class step1,step2 visited\n", drawn, StringComparison.Ordinal);
        Assert.Contains("class step0 present\n", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("-.->", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_in_dot_says_the_same()
    {
        var drawn = WorkflowDiagram.Dot(Door, overlay: DiagramOverlay.Path(Way));
        Assert.Contains("step1 [label=\"guarded\\n1 · 2026-11-11 08:00:00+00:00\", shape=hexagon, style=solid, penwidth=2];\n", drawn,
            StringComparison.Ordinal);
        Assert.Contains("step1 -> step0 [label=\"unlock (keeper, owner) 2x\\n2 · 1h 30min\", penwidth=2];\n", drawn, StringComparison.Ordinal);
        Assert.Equal(Drawn.Mermaid(WorkflowDiagram.Mermaid(Door, overlay: DiagramOverlay.Path(Way))).Labels, Drawn.Dot(drawn).Labels);
    }

    [Fact]
    public void A_population_counts_at_steps_and_ways()
    {
        var fold = new PopulationFold();
        for (var i = 0; i < 1_500; i++) fold.Add(Way.Take(1 + (i % 3)));
        var drawn = WorkflowDiagram.Mermaid(Door, overlay: DiagramOverlay.Population(fold.ToPopulation()));
        Assert.Contains("step1{{\"guarded<br/>1,500 came, 500 here\"}}\n", drawn, StringComparison.Ordinal);
        Assert.Contains("step1 ==>|\"unlock (keeper, owner) 2x<br/>1,000 went, median 1h 30min\"| step0\n", drawn, StringComparison.Ordinal);
        Assert.Contains("step0 ==>|\"500 went, median 1min\"| step2\n", drawn, StringComparison.Ordinal);
        Assert.Contains("step3([\"gone\"])\n", drawn, StringComparison.Ordinal);
        Assert.Contains("经过 1,500,现有 500", WorkflowDiagram.Dot(Door, Language.Chinese, DiagramOverlay.Population(fold.ToPopulation())),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_visits_the_first_are_shown_and_the_rest_counted()
    {
        var visits = Enumerable.Range(0, 41).Select(i => new StepVisit(i % 2 == 0 ? "shut" : "open", Domains.At(8) + Duration.FromMinutes(i)));
        var drawn = WorkflowDiagram.Mermaid(Door, overlay: DiagramOverlay.Path(visits));
        Assert.Contains("<br/>7 · 2026-11-11 08:06:00+00:00<br/>and 17 more\"", drawn, StringComparison.Ordinal);
        Assert.Contains("step2 ==>|\"3 · 1min<br/>5 · 1min<br/>7 · 1min<br/>9 · 1min<br/>and 16 more\"| step0", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_that_the_workflow_lacks_stand_in_a_box_of_their_own()
    {
        var drawn = WorkflowDiagram.Mermaid(Door, overlay: DiagramOverlay.Path([new("ajar", Domains.At(8)), new("shut", Domains.At(9))]));
        Assert.Contains("subgraph elsewhere[\"steps that this workflow does not have\"]\n    step4[\"ajar<br/>1 · 2026-11-11 08:00:00+00:00\"]\n  end\n", drawn,
            StringComparison.Ordinal);
        Assert.Contains("step4 ==>|\"2 · 1h\"| step0", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_overlay_and_the_ends_of_time_are_drawn()
    {
        Assert.DoesNotContain("==>", WorkflowDiagram.Mermaid(Door, overlay: DiagramOverlay.Path([])), StringComparison.Ordinal);
        Assert.Contains("9999-12-31",
            WorkflowDiagram.Dot(Door, overlay: DiagramOverlay.Path([new("shut", Instant.MaxValue)], DateTimeZone.ForOffset(Offset.FromHours(8)))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59, "59s")]
    [InlineData(3_600, "1h")]
    [InlineData(3_725, "1h 2min")]
    [InlineData(90_061, "1d 1h")]
    [InlineData(864_000_000, "10,000d")]
    public void Dwell_times_are_short(long seconds, string text) => Assert.Contains(
        $"median {text}\"",
        WorkflowDiagram.Mermaid(Door, overlay: DiagramOverlay.Population(new(1, [new("open", 1, 1, 0, 0, seconds)], [new("open", "shut", null, 1, seconds)]))),
        StringComparison.Ordinal);
}
