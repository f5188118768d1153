using System.Diagnostics;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.AfterSales;

/// <summary>A case as the runner asks for it.</summary>
/// <remarks>
/// A case keeps no step and is moved by nobody: whatever is asked of it, it stands at the first entry of its status, and its commands do the verbs.
/// </remarks>
internal readonly struct CaseAsk(AfterSalesCase state, IFacts facts, Actor actor, WorkflowMachine machine, WorkflowStep step) : IProcess
{
    public WorkflowMachine Machine => machine;

    public Actor Actor => actor;

    public IFacts Facts => facts;

    public string Step => step.Name;

    public string Status => step.Status;

    public ActorId By => state.RequestedBy;

    public ValueList<ActorId> ApprovedBy => state.ApprovedBy;

    public bool HasRegions => false;

    public WorkflowPosition Place => throw new UnreachableException($"{step} has no regions that a case could keep.");
}
