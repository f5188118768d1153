using OrderKernel.Workflow;

namespace OrderKernel.AfterSales;

/// <summary>The workflow of cases: which command whose role may give in which status, as a document that a host can narrow.</summary>
/// <remarks><see cref="CaseProcess.Decide"/> asks it for all but the facts of a channel, and has the last word on money, goods and four eyes.</remarks>
public static class CaseWorkflow
{
    /// <summary>The embedded document: what <see cref="CaseProcess"/> permits, with the usual roles.</summary>
    public static WorkflowMachine Default { get; } =
        WorkflowMachine.Of(Embedded.Workflow("aftersales", CaseDomain.Standard));

    /// <summary>Whether the workflow lets an actor give a command to a case that was opened; changes nothing.</summary>
    /// <param name="state">The case.</param>
    /// <param name="command">The command; those that open a case pass.</param>
    /// <param name="actor">Who.</param>
    /// <param name="machine">The workflow, of a document loaded with <see cref="CaseDomain.Standard"/>.</param>
    /// <returns>The firing, null for a command that opens a case. Of several triggers of a step that do the same, the first that is open decides.</returns>
    /// <remarks>
    /// Refuses with: <see cref="AfterSalesCodes.CaseUnknown"/>; the codes of <see cref="WorkflowMachine.Enter"/> and
    /// <see cref="ProcessRunner.AskFor"/>.
    /// </remarks>
    public static Result<Firing?> Permit(AfterSalesCase state, CaseCommand command, Actor actor, WorkflowMachine machine)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(machine);
        if (CaseVerbs.Of(command) is not { } verb) return Result.Ok<Firing?>(null);
        if (state.Request is null) return Refusal.Of(AfterSalesCodes.CaseUnknown, ("command", verb));
        var facts = new CaseFacts(state);
        return machine.Enter(state.Status.ToString(), facts).TryGet(out var entry, out var refusal)
            ? ProcessRunner.AskFor(new CaseAsk(state, facts, actor, machine, entry.Step), verb).Then<Firing?>(static firing => firing)
            : refusal;
    }
}
