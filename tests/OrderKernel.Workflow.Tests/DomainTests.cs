namespace OrderKernel.Workflow.Tests;

// Fails when a domain takes a word twice, a part of it says another thing than it was made with, or a selector, a version or a position answers for another.
public class DomainTests
{
    [Fact]
    public void Parameters_say_whether_they_are_needed_and_whether_they_are_lists() => Assert.Equal(
        [("text", true, false), ("optional text", false, false), ("list", true, true), ("optional list", false, true)],
        new[] { ActionParameter.Text("text"), ActionParameter.OptionalText("optional text"), ActionParameter.List("list"),
            ActionParameter.OptionalList("optional list") }
            .Select(p => (p.Name, p.IsRequired, p.IsList)));

    [Fact]
    public void Statuses_say_whether_they_begin_or_end() => Assert.Equal(
        [("begin", true, false), ("go on", false, false), ("end", false, true)],
        new[] { DomainStatus.Initial("begin"), DomainStatus.Of("go on"), DomainStatus.Final("end") }.Select(s => (s.Name, s.IsInitial, s.IsFinal)));

    [Fact]
    public void A_word_that_stands_there_twice_is_refused()
    {
        Assert.NotNull(Of());
        Refused(() => Of(statuses: [DomainStatus.Initial("Shut"), DomainStatus.Final("Shut")]));
        Refused(() => Of(statuses: [DomainStatus.Of("Shut")]));
        Refused(() => Of(statuses: [DomainStatus.Initial("Shut", "Nowhere")]));
        Refused(() => Of(verbs: [DomainVerb.Notice("ring"), DomainVerb.Notice("ring")]));
        Refused(() => Of(verbs: [DomainVerb.Of("open", ("Shut", "Nowhere"))]));
        Refused(() => Of(instants: ["at", "at"]));
        Refused(() => Of(instants: [WorkflowDomain.StepInstant]));
        Refused(() => Of(actions: [DomainAction.Of("tell"), DomainAction.Of("tell")]));
        Refused(() => Of(actions: [DomainAction.Of("tell", ActionParameter.Text("to"), ActionParameter.List("to"))]));
        Refused(() => Of(actions: [DomainAction.Of("tell", ActionParameter.Text("do"))]));
    }

    [Theory]
    [InlineData("door@1", "1.9.0 1.10.0 2.0.0", "1.10.0")]
    [InlineData("door@1", "1.9.9 1.10", "1.10")]
    [InlineData("door@1", "1.2 1.2.0", "1.2.0")]
    [InlineData("door@1", "1.2.0 1.2", "1.2.0")]
    [InlineData("door@1", "1.2.0 1.2.0-beta", "1.2.0")]
    [InlineData("door@1", "1.2.0-beta 1.2.0", "1.2.0")]
    [InlineData("door@1", "1.2.b 1.2.a", "1.2.b")]
    [InlineData("door@1", "1.02.0 1.2.1", "1.2.1")]
    [InlineData("door@1", "1.99 1.9", "1.99")]
    [InlineData("door@1", "2.0.0 10.0.0", null)]
    [InlineData("door@9", "9.0.0 90.0.0", "9.0.0")]
    [InlineData("door@1.2", "1.2.1 1.2", "1.2")]
    [InlineData("door@1.2", "1.2.1", null)]
    [InlineData("door@1a", "1a.1", null)]
    [InlineData("gate@1", "1.0.0", null)]
    public void A_selector_takes_the_newest_of_its_major_version_or_the_exact_one(string selector, string versions, string? taken)
    {
        Assert.True(WorkflowSelector.TryParse(selector, out var parsed));
        Assert.Equal(selector, parsed.ToString());
        Assert.Equal(taken, parsed.Newest(versions.Split(' ').Select(v => PolicyReference.Of("door", v, new string('0', 16))))?.Version);
    }

    [Fact]
    public void A_selector_of_nothing_is_none_and_of_two_equal_versions_the_first_is_taken()
    {
        Assert.False(WorkflowSelector.TryParse("door", out var none));
        Assert.Equal((default, ""), (none, none.ToString()));
        Assert.True(WorkflowSelector.TryParse("door@1", out var one));
        var (first, second) = (PolicyReference.Of("door", "1.0", new string('1', 16)), PolicyReference.Of("door", "1.0", new string('2', 16)));
        Assert.Equal(first, one.Newest([first, second]));
    }

    [Fact]
    public void Hours_lie_in_one_day_and_are_ordered_by_their_beginning_then_their_end()
    {
        Assert.Equal("00:00-24:00", OpenHours.Of(0, 1440).ToString());
        foreach (var (from, to) in new[] { (-1, 60), (60, 60), (60, 59), (0, 1441) }) Assert.Throws<ArgumentOutOfRangeException>(() => OpenHours.Of(from, to));
        OpenHours[] hours = [OpenHours.Of(60, 120), OpenHours.Of(60, 90), OpenHours.Of(0, 1440)];
        Assert.Equal(["00:00-24:00", "01:00-01:30", "01:00-02:00"], hours.Order().Select(h => h.ToString()));
        Assert.Equal(0, hours[0].CompareTo(OpenHours.Of(60, 120)));
        Assert.True(OpenHours.TryParse("09:30-24:00", out var evening) && evening == OpenHours.Of(570, 1440));
        foreach (var wrong in new[] { "9:30-24:00", "09:30-24:01", "09:60-10:00", "09.30-10:00", "0a:30-10:00", "09:30 10:00", "10:00-09:00", "09:30-10:000" })
            Assert.False(OpenHours.TryParse(wrong, out _), wrong);
    }

    [Fact]
    public void Enough_regions_that_are_done_are_joined_and_a_position_of_another_version_never()
    {
        var machine = Documents.Machine(Documents.Regional, Domains.Door);
        var holder = machine.Definition.Steps.Items.First(s => !s.Regions.IsEmpty);
        var begun = WorkflowPosition.Of(holder, ActorId.Of("wang"));
        Assert.Null(machine.Joined(begun));
        ValueList<ActiveStep> done = holder.Regions.Items.Select(r => new ActiveStep(
            machine.Definition.Steps.Items.First(s => s.IsFinal && s.Region == new StepRegion(holder.Name, r.Name)).Name, ActorId.Of("li"))).ToValueList();
        Assert.Equal(holder.Join!.To, machine.Joined(begun with { Regions = done })!.Name);
        Assert.Null(machine.Joined(begun with { Regions = [] }));
        Assert.Null(machine.Joined(begun with { Main = new("nowhere", default), Regions = done }));
    }

    [Fact]
    public void Ids_of_another_machine_are_refused()
    {
        var (small, large) = (Documents.Machine(Documents.Tiny, Domains.Door), Documents.Machine(Documents.Regional, Domains.Door));
        Assert.True(large.Definition.Steps.Count > small.Definition.Steps.Count);
        var beyond = large.Definition.Steps[small.Definition.Steps.Count].Name;
        Assert.True(large.TryStep(beyond, out var step));
        Assert.Throws<ArgumentException>(() => small.Step(step));
        Assert.True(small.TryTrigger(small.Triggers[0], out var trigger));
        Assert.Throws<ArgumentException>(() => small.Fire(step, trigger, Domains.As("owner"), Domains.DoorWith()));
        var first = small.Definition.Steps[0].Name;
        Assert.True(small.TryStep(first, out var known));
        Assert.False(small.TryTrigger("nothing", out var none));
        Assert.False(none.IsSet);
        Assert.Throws<ArgumentException>(() => small.Fire(known, none, Domains.As("owner"), Domains.DoorWith()));
    }

    private static void Refused(Action make) => Assert.ThrowsAny<ArgumentException>(make);

    private static WorkflowDomain Of(ValueList<DomainStatus>? statuses = null, ValueList<DomainVerb>? verbs = null, ValueList<string>? instants = null,
        ValueList<DomainAction>? actions = null) =>
        WorkflowDomain.Of("Door", statuses ?? [DomainStatus.Initial("Shut")], verbs ?? [DomainVerb.Notice("ring")], Domains.DoorFacts, instants ?? ["at"], null,
            actions ?? [DomainAction.Of("tell", ActionParameter.Text("to"))]);
}
