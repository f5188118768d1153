using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Stateless;

/// <summary>What a Stateless machine asks of its host, and what the host takes care of itself.</summary>
/// <remarks>All of it is called on the thread that fires, and what it throws passes through the machine.</remarks>
public sealed class StatelessHost
{
    /// <summary>A host with the state of one process.</summary>
    /// <param name="step">Where the process stands; asked before each firing and once when the machine is made.</param>
    /// <param name="setStep">Takes where it stands then; not called when a trigger leaves the step as it is.</param>
    /// <param name="facts">The facts that guards read, by the slots of <see cref="WorkflowDomain.Facts"/>; asked anew for each guard, and for some twice, so
    /// they say the same throughout one firing: where they do not, Stateless may end in an <see cref="ArgumentNullException"/>.</param>
    /// <param name="does">Does the verb of a firing and says the status after it; called once a firing, after its guard held and before anything moves.</param>
    public StatelessHost(Func<StepId> step, Action<StepId> setStep, Func<IFacts> facts, Func<Firing, string> does)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(setStep);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(does);
        (Step, SetStep, Facts, Does) = (step, setStep, facts, does);
    }

    /// <summary>What the host takes care of itself; whatever is not named here and stands in the document is refused.</summary>
    public HostParts Keeps { get; init; }

    /// <summary>Told of each step that is left, before it is; null for nobody. A verb that keeps the status leaves no step.</summary>
    public Action<WorkflowStep>? Left { get; init; }

    /// <summary>Told of each step that is entered, once it is set; null for nobody.</summary>
    public Action<WorkflowStep>? Entered { get; init; }

    /// <summary>Told of each trigger that has fired, last of all; null for nobody. The actions that are asked for stand in its trigger.</summary>
    public Action<Firing>? Fired { get; init; }

    internal Func<StepId> Step { get; }

    internal Action<StepId> SetStep { get; }

    internal Func<IFacts> Facts { get; }

    internal Func<Firing, string> Does { get; }
}
