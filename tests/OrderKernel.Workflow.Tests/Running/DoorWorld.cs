using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests.Running;

/// <summary>A door in the middle of a decision: where its process stands, and what the runner did to it.</summary>
internal sealed class DoorWorld
{
    public WorkflowMachine Machine { get; init; } = Documents.Machine(Documents.Regional, Domains.Door);

    public string Step { get; set; } = "shut";

    public string? MovedBy { get; set; }

    public List<string> Regions { get; } = [];

    public FactValues Facts { get; set; } = Domains.DoorWith();

    public Actor Actor { get; set; } = Domains.As("owner", "keeper", "visitor");

    public ActorId By { get; set; } = ActorId.Of("li");

    public List<string> Happened { get; } = [];

    /// <summary>What the decision refuses: the name of a step or a verb.</summary>
    public string? Refuses { get; set; }

    public bool IsRefused { get; private set; }

    public DoorProcess Process => new(this);

    public WorkflowStep At => Machine.Definition.Steps.Items.Single(s => s.Name == Step);

    public void Happens(string what, string name)
    {
        if (IsRefused) throw new InvalidOperationException($"{what} after a refusal.");
        if (name == Refuses) IsRefused = true;
        else Happened.Add(what);
    }

    public override string ToString() => Happened.Count == 0 ? "-" : string.Join("; ", Happened);
}

/// <summary>Its process.</summary>
internal readonly struct DoorProcess(DoorWorld door) : IMovingProcess
{
    public WorkflowMachine Machine => door.Machine;

    public Actor Actor => door.Actor;

    public IFacts Facts => door.Facts;

    public IFacts EntryFacts => door.Facts;

    public string Step => door.Step;

    public string Status => door.At.Status;

    public string? MovedBy => door.MovedBy;

    public ActorId By => door.By;

    public ValueList<ActorId> ApprovedBy => [];

    public bool HasRegions => door.Regions.Count > 0;

    public WorkflowPosition Place => new(new(door.Step, door.By), door.Regions.Select(r => new ActiveStep(r, ActorId.Of("li"))).ToValueList(), []);

    public bool IsRefused => door.IsRefused;

    public void Enter(WorkflowStep step, string? trigger) => door.Happens($"enter {step.Name} by {trigger ?? "status"}", step.Name);

    public void EnterRegion(WorkflowStep step, string trigger)
    {
        door.Happens($"{step.Region!.Name} enters {step.Name} by {trigger}", step.Name);
        door.Regions[step.Region.Name == "left" ? 0 : 1] = step.Name;
    }

    public void Do(Firing firing, Instant? dueAt) =>
        door.Happens(dueAt is { } due ? $"do {firing.Verb} due {due.InUtc().Hour}" : $"do {firing.Verb}", firing.Verb!);

    public void Remind(Firing firing) => door.Happens($"remind {firing.Step.Name}/{firing.Trigger.Name}", firing.Trigger.Name);
}
