using NodaTime;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when a clock runs from another instant, runs without one, ignores what stops it, or when stored timers drift from what ought to run.
/// </summary>
public class DeadlinesTests
{
    private static readonly WorkflowDefinition Door = Documents.Load(Documents.Tiny, Domains.Door).ValueOrThrow().Policy;

    [Fact]
    public void A_deadline_since_the_step_runs_from_its_entry() =>
        Assert.Equal([new DeadlineDue("ring", Domains.At(12))], Deadlines.Of(Door.Steps[1], Domains.At(10), _ => null));

    [Fact]
    public void A_deadline_since_an_instant_waits_until_it_is_known()
    {
        Assert.Empty(Deadlines.Of(Door.Steps[2], Domains.At(10), _ => null).Items);
        Assert.Equal([new DeadlineDue("fall-shut", Domains.At(9, 30))],
            Deadlines.Of(Door.Steps[2], Domains.At(10), n => n == "door.openedAt" ? Domains.At(9) : null));
    }

    [Fact]
    public void A_known_instant_stops_the_clock() =>
        Assert.Empty(Deadlines.Of(Door.Steps[2], Domains.At(10), n => n is "door.openedAt" or "door.wedgedAt" ? Domains.At(9) : null).Items);

    [Fact]
    public void A_step_without_deadlines_has_none() => Assert.Empty(Deadlines.Of(Door.Steps[3], Domains.At(10), _ => Domains.At(9)).Items);

    [Fact]
    public void A_due_instant_past_the_end_of_time_is_the_end_of_time() =>
        Assert.Equal([new DeadlineDue("ring", Instant.MaxValue)], Deadlines.Of(Door.Steps[1], Instant.MaxValue, _ => null));

    [Theory]
    [InlineData("PT30M", 30)]
    [InlineData("PT45M", 45)]
    public void The_number_in_the_document_is_the_number_of_the_clock(string after, int minutes)
    {
        var step = Documents.Load(Documents.With(Documents.Tiny, "steps/open/deadlines/0/after", $"\"{after}\""), Domains.Door).ValueOrThrow().Policy.Steps[2];
        Assert.Equal([new DeadlineDue("fall-shut", Domains.At(9, minutes))],
            Deadlines.Of(step, Domains.At(0), n => n == "door.openedAt" ? Domains.At(9) : null));
    }

    [Fact]
    public void Stored_timers_change_only_where_something_changed()
    {
        DeadlineDue same = new("same", Domains.At(1)), old = new("old", Domains.At(2)), moved = new("moved", Domains.At(3)),
            later = new("moved", Domains.At(4)), fresh = new("fresh", Domains.At(5));
        Assert.Equal(
            [new DeadlineChange("old", null), new DeadlineChange("moved", Domains.At(4)), new DeadlineChange("fresh", Domains.At(5))],
            Deadlines.Changes([same, old, moved], [same, later, fresh]));
        Assert.Empty(Deadlines.Changes([same], [same]).Items);
    }

    [Fact]
    public void What_a_deadline_fires_is_always_open_to_the_kernel()
    {
        var machine = Documents.Machine(Documents.Text("standard.workflow.json"), Domains.Order);
        foreach (var step in machine.Definition.Steps)
        {
            foreach (var deadline in step.Deadlines)
                Assert.True(machine.Fire(step.Name, deadline.Fires, Actor.Kernel, Domains.OrderWith()).IsOk, deadline.Fires);
        }
    }
}
