namespace OrderKernel.Workflow.Tests;

/// <summary>Fails when the drawing changes, depends on anything but the workflow, or lets a text of the document become syntax.</summary>
public class WorkflowDiagramTests
{
    [Fact]
    public void The_tiny_workflow_is_drawn_like_this()
    {
        var drawn = WorkflowDiagram.Mermaid(Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy, Language.Chinese);
        Assert.Equal(
            """
            flowchart TD
              subgraph status0["Shut"]
                step0["已关"]
                step1{{"guarded"}}
              end
              subgraph status1["Open"]
                step2["open"]
              end
              subgraph status2["Gone"]
                step3(["gone"])
              end
              step0 -->|"push (visitor) 若 door.force #62; 5"| status1
              step0 -->|"lock (keeper)"| step1
              step1 -->|"unlock (keeper, owner) 2x"| step0
              step1 -->|"push (owner)"| status1
              step1 -->|"ring (kernel) 自 step 起 PT2H 后"| step1
              step2 -->|"fall-shut (kernel, visitor) 自 door.openedAt 起 PT30M 后"| status0
              step2 -->|"fall-shut (kernel, visitor) 自 door.openedAt 起 PT30M 后"| step2
              status0 -.-> status2
              status1 -.-> status2

            """.ReplaceLineEndings("\n"),
            drawn);
    }

    [Fact]
    public void A_step_without_a_name_in_the_document_shows_its_own() =>
        Assert.Contains("step0[\"Shut\"]", WorkflowDiagram.Mermaid(Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy),
            StringComparison.Ordinal);

    [Fact]
    public void Texts_of_the_document_never_become_syntax()
    {
        var evil = Documents.With(Documents.Tiny, "steps/shut/name", """{ "zh": "x", "en": "a\"]\nend;<script>`#&" }""");
        var drawn = WorkflowDiagram.Mermaid(Documents.Load(evil, Domains.Door).ValueOrThrow().Policy);
        Assert.Contains("step0[\"a#34;] end#59;#60;script#62;#96;#35;#38;\"]\n", drawn, StringComparison.Ordinal);
    }
}
