using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>A process as whatever it belongs to tells it to the <see cref="ProcessRunner"/>: where it stands, who asks, what guards see.</summary>
/// <remarks>Implement it as a small struct over the decision in the making: each member says how things stand when it is asked for.</remarks>
public interface IProcess
{
    /// <summary>The workflow under which it runs.</summary>
    WorkflowMachine Machine { get; }

    /// <summary>Who asks, in which roles.</summary>
    Actor Actor { get; }

    /// <summary>What guards of triggers read.</summary>
    IFacts Facts { get; }

    /// <summary>The step where it stands.</summary>
    string Step { get; }

    /// <summary>The status that the step stands for.</summary>
    string Status { get; }

    /// <summary>Who brought it there, or asked for what is approved.</summary>
    ActorId By { get; }

    /// <summary>Who approved so far, as <see cref="WorkflowMachine.Fire(string, string, Actor, IFacts, ActorId, ValueList{ActorId})"/> is asked.</summary>
    ValueList<ActorId> ApprovedBy { get; }

    /// <summary>True while regions run side by side at its step.</summary>
    bool HasRegions { get; }

    /// <summary>The step with its regions; asked for only while there are some.</summary>
    WorkflowPosition Place { get; }
}

/// <summary>A process that the runner moves: what is found goes into the decision in the making, event by event.</summary>
public interface IMovingProcess : IProcess
{
    /// <summary>The trigger that moved it to its step; null when the status, or facts within it, did.</summary>
    string? MovedBy { get; }

    /// <summary>What guards of entries read: the facts as if it stood nowhere, so that they cannot send it to and fro.</summary>
    IFacts EntryFacts { get; }

    /// <summary>True once the decision is refused: nothing more happens.</summary>
    bool IsRefused { get; }

    /// <summary>Enters a step, with what its entry places.</summary>
    /// <param name="step">The step; none of a region.</param>
    /// <param name="trigger">The trigger that moved it; null when the status, or facts within it, did.</param>
    void Enter(WorkflowStep step, string? trigger);

    /// <summary>Moves one region on.</summary>
    /// <param name="step">The step; of a region.</param>
    /// <param name="trigger">The trigger that moved it.</param>
    void EnterRegion(WorkflowStep step, string trigger);

    /// <summary>Does the verb of a trigger, one that moves something.</summary>
    /// <param name="firing">The trigger.</param>
    /// <param name="dueAt">When its deadline was due; null when somebody asks.</param>
    void Do(Firing firing, Instant? dueAt);

    /// <summary>Puts on the trail that somebody is told, or that a deadline fired.</summary>
    /// <param name="firing">The trigger.</param>
    void Remind(Firing firing);
}
