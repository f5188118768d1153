using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>Fails when a good document is refused, is read otherwise than it stands, or when words of later formats are ignored instead of refused.</summary>
public class WorkflowDocumentTests
{
    [Fact]
    public void The_standard_order_workflow_is_sound() => Assert.Empty(Documents.Findings(Documents.Text("standard.workflow.json"), Domains.Order));

    [Fact]
    public void The_tiny_document_is_sound() => Assert.Empty(Documents.Findings(Documents.Tiny, Domains.Door));

    [Fact]
    public void The_bulky_shipment_needs_its_calendar_and_an_entry_for_cancelled()
    {
        var bulky = Documents.Text("shipment-bulky.workflow.json");
        Assert.Equal(["$.steps.book.deadlines[0].calendar " + WorkflowCodes.CalendarUnknown], Documents.Findings(bulky, Domains.Shipment));
        var plain = Documents.With(bulky, "calendars", """{ "business": { "hours": { "Monday": ["09:00-18:00"] } } }""");
        Assert.Equal(["$.enter.Cancelled " + WorkflowCodes.EntryMissing], Documents.Findings(plain, Domains.Shipment));
        var whole = Documents.With(Documents.With(plain, "enter/Cancelled", "[\"off\"]"), "steps/off", """{ "status": "Cancelled", "final": true }""");
        Assert.Empty(Documents.Findings(whole, Domains.Shipment));
    }

    [Fact]
    public void What_a_document_says_is_what_the_definition_holds()
    {
        var definition = Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy;
        Assert.Equal(["shut", "guarded", "open", "gone"], definition.Steps.Items.Select(s => s.Name));
        Assert.Equal(["Shut", "Open", "Gone"], definition.Entries.Items.Select(e => e.Status));
        Assert.Equal(("guarded", "door.alarmed"), (definition.Entries[0].Steps[0].Step, definition.Entries[0].Steps[0].When!.Text));
        var (shut, guarded, open, gone) = (definition.Steps[0], definition.Steps[1], definition.Steps[2], definition.Steps[3]);
        Assert.Equal(("Shut", "已关", "Shut"), (shut.Status, shut.NameIn(Language.Chinese), shut.NameIn(Language.English)));
        Assert.Equal("guarded", guarded.NameIn(Language.Chinese));
        Assert.Equal(new StepHold(HoldKind.Of("Alarm"), HoldScopes.Ship | HoldScopes.Edit), guarded.Hold);
        Assert.Equal(("open", null, "door.force > 5", false),
            (shut.Triggers[0].Does, shut.Triggers[0].To, shut.Triggers[0].When!.Text, shut.Triggers[0].NeedsFourEyes));
        Assert.Equal((null, "shut", true), (guarded.Triggers[0].Does, guarded.Triggers[0].To, guarded.Triggers[0].NeedsFourEyes));
        Assert.Equal([Role.Of("keeper"), Role.Of("owner")], guarded.Triggers[0].Roles);
        var deadline = open.Deadlines[0];
        Assert.Equal((Duration.FromMinutes(30), "door.openedAt", "door.wedgedAt", "fall-shut"),
            (deadline.After.Elapsed, deadline.Since, deadline.Unless, deadline.Fires));
        Assert.Equal((false, true), (open.IsFinal, gone.IsFinal));
        Assert.Null(gone.Hold);
    }

    [Fact]
    public void A_notice_that_only_a_deadline_fires_becomes_a_trigger_of_the_kernel()
    {
        var ring = Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy.Steps[1].Triggers.Items[^1];
        Assert.Equal(("ring", "ring"), (ring.Name, ring.Does));
        Assert.Equal([Role.Kernel], ring.Roles);
    }

    [Fact]
    public void The_reference_carries_name_version_and_content()
    {
        var (a, b) = (Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow(), Documents.Load(Documents.Tiny + " ", Domains.Door).ValueOrThrow());
        Assert.Equal(("door", "1"), (a.Reference.Name, a.Reference.Version));
        Assert.NotEqual(a.Reference.Hash, b.Reference.Hash);
    }

    [Fact]
    public void A_domain_with_contradictions_is_the_callers_fault()
    {
        var facts = FactSchema.Of();
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("A", [DomainStatus.Of("X")], [], facts, []));
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("A", [DomainStatus.Initial("X"), DomainStatus.Of("X")], [], facts, []));
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("A", [DomainStatus.Initial("X", "Y")], [], facts, []));
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("A", [DomainStatus.Initial("X")], [DomainVerb.Of("v", ("X", "Y"))], facts, []));
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("A", [DomainStatus.Initial("X")], [DomainVerb.Of("v", ("Y", "X"))], facts, []));
        Assert.Throws<ArgumentException>(() =>
            WorkflowDomain.Of("A", [DomainStatus.Initial("X")], [DomainVerb.Notice("v"), DomainVerb.Notice("v")], facts, []));
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("A", [DomainStatus.Initial("X")], [], facts, ["step"]));
        Assert.Throws<ArgumentException>(() => WorkflowDomain.Of("", [DomainStatus.Initial("X")], [], facts, []));
    }
}
