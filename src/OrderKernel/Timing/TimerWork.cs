using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Chains;
using OrderKernel.Doors;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Sourcing;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel.Timing;

/// <summary>Fires one timer: tells the order or case that its deadline passed, and leaves of the timer what they still have of it.</summary>
internal sealed class TimerWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    /// <summary>Fires a timer; the refusal when nobody can say what it fires, so that it stands.</summary>
    public async ValueTask<Refusal?> FireAsync(TimerEntry timer, CancellationToken cancellationToken)
    {
        var context = new DecisionContext(Actor.Kernel, timer.DueAt!.Value, unit.Message);
        switch (timer.Stream.Kind)
        {
            case StreamKinds.Case: await AgeAsync(timer, context, cancellationToken).ConfigureAwait(false); return null;
            case StreamKinds.Reservation: await ExpireAsync(timer, context, cancellationToken).ConfigureAwait(false); return null;
            case StreamKinds.GivingOut:
                await new GiveOutWork(workspace, policies, unit).GiveAsync(timer, context, cancellationToken).ConfigureAwait(false);
                return null;
            case StreamKinds.Inbound: await OverdueAsync(timer, context, cancellationToken).ConfigureAwait(false); return null;
            case StreamKinds.Approval or StreamKinds.Adjustment: return await ApprovalAsync(timer, context, cancellationToken).ConfigureAwait(false);
        }

        var work = await OrderWork.LoadAsync(workspace, policies, unit, timer.Stream, cancellationToken).ConfigureAwait(false);
        // An order of which nothing is left has no deadlines either.
        if (await work.TellAsync(new FireDeadline(timer.Trigger), context, cancellationToken).ConfigureAwait(false) is { } refusal
            && work is { Order: not null, Dropped: null })
            return refusal;
        await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
        await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
        await work.CloseAsync(cancellationToken).ConfigureAwait(false);
        work.SetFired(timer);
        return null;
    }

    /// <summary>A reservation that ended meanwhile has nothing left to expire: its timer is only cleared.</summary>
    private async ValueTask ExpireAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        var key = new ReservationKey(timer.Stream.Tenant, ReservationId.Of(timer.Stream.Key));
        if (!(await new ReservationWork(workspace, policies, unit).TellAsync(key, new Expire(key.Reservation), context, cancellationToken)
            .ConfigureAwait(false)).IsOk)
            unit.Set(timer with { DueAt = null });
    }

    /// <summary>Goods that came meanwhile, or were put off or cancelled, are not overdue: of their timer is left what they still have of it.</summary>
    private async ValueTask OverdueAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        var key = new InboundKey(timer.Stream.Tenant, InboundId.Of(timer.Stream.Key));
        var told = await new InboundWork(workspace, policies, unit, new(workspace, policies, unit))
            .TellAsync(key, new MarkOverdue(key.Inbound), context, cancellationToken).ConfigureAwait(false);
        if (told.TryGet(out var after, out _))
        {
            unit.Set(timer with { DueAt = InboundWork.DueAt(after) });
            return;
        }

        var stored = await workspace.ReadAsync(timer.Stream, cancellationToken).ConfigureAwait(false);
        unit.Pin(stored.Head);
        unit.Set(timer with { DueAt = InboundWork.DueAt(stored.Fold(Inbounds.Decider).State) });
    }

    private async ValueTask<Refusal?> ApprovalAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        var work = new ApprovalWork(workspace, policies, unit);
        var (tenant, id, due) = (timer.Stream.Tenant, ApprovalId.Of(timer.Stream.Key), new FireApprovalDeadline(timer.Trigger));
        var refusal = timer.Stream.Kind == StreamKinds.Approval
            ? (await work.TellAsync(new ApprovalKey(tenant, id), due, context, cancellationToken).ConfigureAwait(false)).Refusal
            : (await work.TellAsync(new AdjustmentKey(tenant, id), due, context, cancellationToken).ConfigureAwait(false)).Refusal;
        if (refusal is { Code: ApprovalCodes.WorkflowUnknown }) return refusal;
        unit.Set(timer with { DueAt = refusal is null ? work.DueAt(timer) : null });
        return null;
    }

    private async ValueTask AgeAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        if (!CaseKey.TryParse(timer.Stream, out var key)) throw new System.Diagnostics.UnreachableException($"{timer.Stream} is no case's stream.");
        var work = await OrderWork.LoadAsync(workspace, policies, unit, key.Order, cancellationToken).ConfigureAwait(false);
        var cases = new CaseWork(work);
        if (work.Order is not null && await cases.TellAsync(key.Case, new AgeStep(), context, cancellationToken).ConfigureAwait(false) is null) return;
        // Other tiers may give the step longer than those under which the timer was set.
        var dueAt = work.Order is null
            ? null
            : CaseProcess.StepDueAt(await cases.FindAsync(key.Case, cancellationToken).ConfigureAwait(false), policies.Tiers.Policy);
        unit.Set(timer with { DueAt = dueAt > timer.DueAt ? dueAt : null });
    }
}
