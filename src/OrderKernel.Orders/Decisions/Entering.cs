using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>Which step a process stands at once a decision's facts are known.</summary>
/// <remarks>
/// A step that the status was entered by stands for "the first entry whose guard holds", so it is left as soon as another entry is the first.
/// A step that a trigger moved to was chosen by somebody, and only a trigger or another status leaves it.
/// </remarks>
internal static class Entering
{
    /// <summary>The step that is entered; <c>default</c> when the process stays.</summary>
    /// <param name="machine">The workflow.</param>
    /// <param name="step">The present step.</param>
    /// <param name="movedBy">The trigger that moved there; null when it was entered by its status.</param>
    /// <param name="isSameStatus">True when the status is still the step's.</param>
    /// <param name="status">The status now.</param>
    /// <param name="facts">The facts now.</param>
    public static Result<StepEntry> Next(WorkflowMachine machine, string step, string? movedBy, bool isSameStatus, string status, IFacts facts)
    {
        if (!isSameStatus) return machine.Follow(step, status, facts);
        if (movedBy is not null) return default(StepEntry);
        // Nobody asked for a move here: a guard that errs leaves the process where it is.
        return machine.Enter(status, facts).TryGet(out var entry, out _) && entry.Step.Name != step ? entry : default(StepEntry);
    }
}
