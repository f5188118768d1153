using OrderKernel.Workflow;
using Stateless;

namespace OrderKernel.Stateless;

/// <summary>Makes Stateless machines of workflow documents, for hosts that fire those already.</summary>
public static class StatelessExport
{
    /// <summary>A machine that permits at each step what the workflow permits, over state that the host keeps.</summary>
    /// <param name="workflow">A compiled workflow; its role matrix, if it has one, belongs to <see cref="HostParts.Roles"/>.</param>
    /// <param name="host">The state, the facts, the verbs, and what the host takes care of itself.</param>
    /// <returns>A machine for one process, as Stateless's are: not safe for several threads.</returns>
    /// <remarks>
    /// A trigger with <c>to</c> becomes a <c>Permit</c>; one that does a verb a <c>PermitDynamic</c>, whose destination follows from the status that the host
    /// says (<see cref="WorkflowMachine.Follow(string, string, OrderKernel.Rules.IFacts)"/>); one whose verb moves nothing an <c>InternalTransition</c>.
    /// A guard's description is its refusal: the code and the English text. A guard that errs on its facts does not hold.
    /// What is fired and not permitted throws <see cref="RefusalException"/> with the workflow's own refusal, unless the host sets
    /// <c>OnUnhandledTrigger</c>; so does a verb after which no step can be found, and the process then keeps its step.
    /// Refuses with: <see cref="StatelessCodes.NotSayable"/>; its reasons name each place by its path:
    /// <see cref="StatelessCodes.Roles"/>, <see cref="StatelessCodes.FourEyes"/>, <see cref="StatelessCodes.Deadline"/>,
    /// <see cref="StatelessCodes.Regions"/>, <see cref="StatelessCodes.Hold"/>, <see cref="StatelessCodes.Action"/>.
    /// Laws: from every step and on any facts both machines permit the same triggers; each leads to the same step.
    /// </remarks>
    public static Result<StateMachine<StepId, TriggerId>> ToStateMachine(WorkflowMachine workflow, StatelessHost host)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(host);
        var unsayable = Unsayable.In(workflow.Definition, host.Keeps).ToValueList();
        return unsayable.IsEmpty
            ? new StatelessConfiguring(workflow, host).Machine()
            : Refusal.Of(StatelessCodes.NotSayable, ("workflow", workflow.Policy), ("count", unsayable.Count)) with { Reasons = unsayable };
    }
}
