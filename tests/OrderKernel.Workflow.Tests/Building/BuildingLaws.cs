using System.Text;
using NodaTime;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when a workflow that is written and loaded again differs from what was written, or
/// when the builder's bytes differ from those of the same document written by hand.
/// </summary>
public class BuildingLaws
{
    [Law(200, 10_000)]
    public bool Written_and_loaded_again_a_workflow_is_the_same(Seed seed) => IsStable(RegionSketch.Of(seed).ToJsonString(), Sketch.Domain);

    [Fact]
    public void So_are_the_documents_of_these_tests()
    {
        Assert.True(IsStable(Documents.Tiny, Domains.Door));
        Assert.True(IsStable(Documents.Regional, Domains.Door));
        Assert.True(IsStable(Full, Domains.Door));
        Assert.True(IsStable(Documents.Text("standard.workflow.json"), Domains.Order));
        Assert.True(IsStable(Documents.Text("mixed-fulfilment.workflow.json"), Domains.Order, Documents.Text("standard.workflow.json")));
    }

    [Theory]
    [InlineData("steps/checking/join/needs", "\"any\"")]
    [InlineData("steps/checking/join/to", "\"shut\"")]
    [InlineData("steps/checking/regions/right/steps/r2/hold", "")]
    [InlineData("steps/checking/regions/right/steps/r2/fire/right-done/fourEyes", "")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions/0/note", "\"listen\"")]
    [InlineData("steps/checking/regions/right/steps/r1/fire/right-on/actions", "")]
    [InlineData("steps/checking/regions/left/steps/l1/deadlines/0/after", "\"PT61M\"")]
    [InlineData("steps/checking/regions/left/steps/l1/deadlines/0/calendar", "")]
    [InlineData("steps/shut/fire/push/when", "\"door.force > 6\"")]
    [InlineData("steps/shut/fire/push/roles", "[\"owner\"]")]
    [InlineData("steps/shut/name", "")]
    [InlineData("steps/open/deadlines/0/unless", "")]
    [InlineData("enter/Shut/0/when", "\"!door.alarmed\"")]
    [InlineData("shipments/0/when", "\"!parcel.heavy\"")]
    [InlineData("migrates/steps/ajar", "\"shut\"")]
    [InlineData("calendars/office/cutOff", "\"15:00\"")]
    [InlineData("calendars/office/hours/Monday", "[\"09:00-17:00\"]")]
    public void Whatever_is_changed_is_written(string path, string value) =>
        Assert.NotEqual(Written(Full, Domains.Door), Written(Documents.With(Full, path, value), Domains.Door));

    [Fact]
    public void The_builder_makes_the_bytes_of_the_document_written_by_hand()
    {
        var (keeper, owner, visitor) = (Role.Of("keeper"), Role.Of("owner"), Role.Of("visitor"));
        var built = WorkflowBuilder.Of("door", "1", Domains.Door)
            .Enter("Shut", "guarded", "door.alarmed").Enter("Shut", "shut").Enter("Open", "open").Enter("Gone", "gone")
            .Step("shut", "Shut", s => s.Named("已关", "Shut")
                .Does("push", "open", [visitor], t => t.When("door.force > 5"))
                .Moves("lock", "guarded", [keeper])
                .Moves("check", "checking", [keeper]))
            .Step("guarded", "Shut", s => s.Holds(HoldKind.Of("Alarm"), HoldScopes.Ship | HoldScopes.Edit)
                .Deadline(DeadlineSpan.Of(0, Duration.FromHours(2)), "ring")
                .Moves("unlock", "shut", [keeper, owner], t => t.FourEyes())
                .Does("push", "open", [owner]))
            .Step("open", "Open", s => s
                .Deadline(DeadlineSpan.Of(0, Duration.FromMinutes(30)), "fall-shut", "door.openedAt", "door.wedgedAt")
                .Does("fall-shut", "shut", [Role.Kernel, visitor]))
            .Step("gone", "Gone", s => s.Final())
            .Step("checking", "Shut", s => s
                .Moves("give-up", "shut", [keeper])
                .Region("left", r => r
                    .Step("l1", x => x.Deadline(DeadlineSpan.Of(0, Duration.FromHours(1)), "ring").Moves("left-on", "l2", [owner]))
                    .Step("l2", x => x.Final()))
                .Region("right", r => r
                    .Step("r1", x => x.Deadline(DeadlineSpan.Of(0, Duration.FromHours(2)), "ring")
                        .Moves("right-on", "r2", [keeper], t => t.Asks("notify", new("to", ["owner"]), new("note", ["look"]))))
                    .Step("r2", x => x.Holds(HoldKind.Of("Alarm"), HoldScopes.Ship).Moves("right-done", "r3", [owner], t => t.FourEyes())
                        .Moves("right-back", "r1", [keeper]))
                    .Step("r3", x => x.Final()))
                .Join("guarded"));
        Assert.Equal(Written(Documents.Regional, Domains.Door), Encoding.UTF8.GetString(built.ToUtf8()));
        Assert.Equal(Written(Documents.Regional, Domains.Door), Encoding.UTF8.GetString(WorkflowWriter.Write(built.Load().ValueOrThrow())));
    }

    [Fact]
    public void The_builder_lays_a_document_over_another_and_is_checked_as_any()
    {
        var library = Documents.Library(Documents.Tiny);
        var builder = WorkflowBuilder.Of("back-door", "2", Domains.Door).Extends("door@1")
            .Calendar(Documents.Load(Full, Domains.Door).ValueOrThrow().Policy.Calendars[0])
            .Shipment("a@1", "parcel.heavy").Shipment("b@1")
            .Migrates("door@1", new StepRename("ajar", "open"))
            .Enter("Shut", "shut")
            .Step("shut", "Shut", s => s.Does("push", "open", [Role.Of("owner")]))
            .Without("guarded");
        var loaded = builder.Load(library).ValueOrThrow();
        Assert.Equal(["shut", "open", "gone"], loaded.Policy.Steps.Items.Select(s => s.Name));
        Assert.Equal(("open", 2, 1), (loaded.Policy.Migrates!.StepNow("ajar"), loaded.Policy.Shipments.Count, loaded.Policy.Calendars.Count));
        Assert.Equal(KernelCodes.DocumentInvalid, WorkflowBuilder.Of("empty", "1", Domains.Door).Load().Refusal!.Code);
    }

    private static string Full { get; } = Documents.With(Documents.With(Documents.With(Documents.With(
        Documents.Regional,
        "calendars",
        """{ "office": { "hours": { "Monday": ["09:00-12:00", "13:00-18:00"] }, "holidays": ["2026-10-01"], "workdays": { "2026-10-10": ["10:00-24:00"] }, "cutOff": "16:00" } }"""),
        "steps/checking/regions/left/steps/l1/deadlines/0/calendar", "\"office\""),
        "shipments", """[{ "workflow": "a@1", "when": "parcel.heavy" }, { "workflow": "b@1.2" }]"""),
        "migrates", """{ "from": "door@0", "steps": { "ajar": "open" } }""");

    private static bool IsStable(string json, WorkflowDomain domain, params string[] library)
    {
        var once = Written(json, domain, library);
        return Written(once, domain) == once;
    }

    private static string Written(string json, WorkflowDomain domain, params string[] library) =>
        Encoding.UTF8.GetString(WorkflowWriter.Write(Documents.Load(json, domain, library).ValueOrThrow()));
}
