using System.Text;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Workflow;
using Stateless;

namespace OrderKernel.Stateless.Tests;

/// <summary>Fails when an export does not refuse what Stateless cannot say by name and path, or when a firing does not say why it is refused.</summary>
public class StatelessExportTests
{
    private static readonly WorkflowDomain Domain = WorkflowDomain.Of(
        "Door",
        [DomainStatus.Initial("Shut"), DomainStatus.Of("Open"), DomainStatus.Final("Gone")],
        [DomainVerb.Of("open", ("Shut", "Open"), ("Shut", "Shut")), DomainVerb.Of("leave", ("Open", "Gone")), DomainVerb.Notice("ring")],
        FactSchema.Of(FactField.Required("door.force", FactType.Int)),
        [],
        actions: [DomainAction.Of("notify", ActionParameter.List("to"))]);

    private static readonly WorkflowMachine Door = WorkflowMachine.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes("""
        {
          "$schema": "workflow-1.json", "name": "door", "version": "1", "axis": "Door",
          "enter": { "Shut": ["shut"], "Open": ["open"], "Gone": ["gone"] },
          "steps": {
            "shut": { "status": "Shut", "fire": {
              "push": { "does": "open", "roles": ["visitor"], "when": "door.force > 5" },
              "check": { "to": "checking", "roles": ["keeper"], "actions": [{ "do": "notify", "to": ["owner"] }] } } },
            "checking": { "status": "Shut", "hold": { "kind": "Alarm", "scopes": ["ship"] },
              "deadlines": [{ "after": "PT2H", "fires": "ring" }],
              "fire": { "back": { "to": "shut", "roles": ["keeper"], "fourEyes": true } },
              "regions": { "left": { "steps": { "l1": { "fire": { "on": { "to": "l2", "roles": ["keeper"] } } }, "l2": { "final": true } } } },
              "join": { "to": "shut" } },
            "open": { "status": "Open", "fire": { "leave": { "does": "leave", "roles": ["visitor"] } } },
            "gone": { "status": "Gone", "final": true }
          }
        }
        """), Domain).ValueOrThrow());

    private readonly FactValues _facts = new(Domain.Facts);
    private StepId _step = StepOf("shut");
    private string _status = "Shut";

    [Fact]
    public void What_stateless_cannot_say_is_refused_by_name_and_path()
    {
        var refusal = StatelessExport.ToStateMachine(Door, Host(0)).Refusal!;
        Assert.Equal(StatelessCodes.NotSayable, refusal.Code);
        Assert.Equal(
            [
                "$.steps.shut.fire.push.roles stateless.roles", "$.steps.shut.fire.check.roles stateless.roles",
                "$.steps.shut.fire.check.actions[0] stateless.action", "$.steps.checking.regions stateless.regions", "$.steps.checking.hold stateless.hold",
                "$.steps.checking.deadlines[0] stateless.deadline", "$.steps.checking.fire.back.roles stateless.roles",
                "$.steps.checking.fire.back.fourEyes stateless.four-eyes", "$.steps.checking.regions.left.steps.l1.fire.on.roles stateless.roles",
                "$.steps.open.fire.leave.roles stateless.roles",
            ],
            Places(refusal));
    }

    [Theory]
    [InlineData(HostParts.Roles, StatelessCodes.Roles)]
    [InlineData(HostParts.FourEyes, StatelessCodes.FourEyes)]
    [InlineData(HostParts.Deadlines, StatelessCodes.Deadline)]
    [InlineData(HostParts.Regions, StatelessCodes.Regions)]
    [InlineData(HostParts.Holds, StatelessCodes.Hold)]
    [InlineData(HostParts.Actions, StatelessCodes.Action)]
    public void What_the_host_does_not_keep_is_refused_alone(HostParts part, string code)
    {
        var refusal = StatelessExport.ToStateMachine(Door, Host(HostParts.All & ~part)).Refusal!;
        Assert.Equal([code], refusal.Reasons.Items.Select(r => r.Code).Distinct());
    }

    [Fact]
    public void Every_embedded_workflow_names_roles_and_is_refused_without_the_hosts_word() =>
        Assert.All(Workflows.Embedded, w => Assert.Contains(
            StatelessExport.ToStateMachine(w, new(() => default, _ => { }, () => new FactValues(w.Definition.Domain.Facts), _ => "")).Refusal!.Reasons.Items,
            r => r.Code == StatelessCodes.Roles));

    [Fact]
    public void A_guards_description_is_its_refusal()
    {
        var machine = StatelessExport.ToStateMachine(Door, Host(HostParts.All)).ValueOrThrow();
        _facts.Set("door.force", 3L);
        Assert.False(machine.CanFire(TriggerOf("push"), out var unmet));
        Assert.Equal(["workflow.guard-refused: push at step shut is refused: door.force > 5 does not hold."], unmet);
    }

    [Fact]
    public void What_is_not_permitted_throws_the_workflows_own_refusal()
    {
        var machine = StatelessExport.ToStateMachine(Door, Host(HostParts.All)).ValueOrThrow();
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, Refused(() => machine.Fire(TriggerOf("leave"))).Code);
        Assert.Equal("rules.evaluation-failed", Refused(() => machine.Fire(TriggerOf("push"))).Code);
        _facts.Set("door.force", 3L);
        Assert.Equal(WorkflowCodes.GuardRefused, Refused(() => machine.Fire(TriggerOf("push"))).Code);
        _facts.Set("door.force", 9L);
        _status = "Vanished";
        Assert.Equal(WorkflowCodes.StatusNotInWorkflow, Refused(() => machine.Fire(TriggerOf("push"))).Code);
        Assert.Equal(StepOf("shut"), _step);
        _status = "Open";
        machine.Fire(TriggerOf("push"));
        Assert.Equal(StepOf("open"), _step);
    }

    [Fact]
    public void A_step_of_a_region_permits_nothing_and_says_so()
    {
        var machine = StatelessExport.ToStateMachine(Door, Host(HostParts.All)).ValueOrThrow();
        _step = StepOf("l1");
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, Refused(() => machine.Fire(TriggerOf("on"))).Code);
    }

    [Fact]
    public void What_moves_by_facts_is_followed_outside_of_the_machine()
    {
        var machine = StatelessExport.ToStateMachine(Door, Host(HostParts.All)).ValueOrThrow();
        _step = StepOf(Door.Follow("shut", "Open", _facts).ValueOrThrow().Step.Name);
        Assert.True(machine.CanFire(TriggerOf("leave")));
    }

    [Fact]
    public void A_host_may_configure_more_than_the_workflow_says()
    {
        var told = new List<string>();
        var machine = StatelessExport.ToStateMachine(Door, new(() => _step, s => _step = s, () => _facts, _ => _status)
        {
            Keeps = HostParts.All, Entered = s => told.Add(s.Name), Fired = f => told.Add(f.Trigger.Name),
        }).ValueOrThrow();
        machine.Configure(StepOf("shut")).Permit(TriggerOf("back"), StepOf("open"));
        machine.Configure(StepOf("open")).PermitReentry(TriggerOf("back"));
        machine.Fire(TriggerOf("back"));
        machine.Fire(TriggerOf("back"));
        _status = "Gone";
        machine.Fire(TriggerOf("leave"));
        Assert.Equal(["open", "open", "gone", "leave"], told);
    }

    [Fact]
    public void What_is_fired_on_entry_waits_until_the_firing_is_told()
    {
        var told = new List<string>();
        _status = "Gone";
        _step = StepOf("checking");
        StateMachine<StepId, TriggerId>? machine = null;
        machine = StatelessExport.ToStateMachine(Door, new(() => _step, s => _step = s, () => _facts, _ => _status)
        {
            Keeps = HostParts.All,
            Left = s => told.Add($"left {s.Name}"),
            Entered = s =>
            {
                told.Add($"entered {s.Name}");
                if (s.Name == "shut") machine!.Fire(TriggerOf("check"));
            },
            Fired = f => told.Add($"fired {f.Trigger.Name}"),
        }).ValueOrThrow();
        machine.Fire(TriggerOf("back"));
        Assert.Equal(["left checking", "entered shut", "fired back", "left shut", "entered checking", "fired check"], told);
    }

    private StatelessHost Host(HostParts keeps) => new(() => _step, s => _step = s, () => _facts, _ => _status) { Keeps = keeps };

    private static Refusal Refused(Action fire) => Assert.Throws<RefusalException>(fire).Refusal;

    private static IEnumerable<string> Places(Refusal refusal) =>
        refusal.Reasons.Items.Select(r => $"{r.Arguments.Items.First(a => a.Name == "path").Value} {r.Code}");

    private static StepId StepOf(string name) => Door.TryStep(name, out var id) ? id : throw new ArgumentException(name);

    private static TriggerId TriggerOf(string name) => Door.TryTrigger(name, out var id) ? id : throw new ArgumentException(name);
}
