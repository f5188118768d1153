using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Doors;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Sourcing;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel.Timing;

/// <summary>Fires one timer: tells the order or case that its deadline passed, and clears what fired.</summary>
internal sealed class TimerWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    public async ValueTask FireAsync(TimerEntry timer, CancellationToken cancellationToken)
    {
        var context = new DecisionContext(Actor.Kernel, timer.DueAt!.Value, unit.Message);
        switch (timer.Stream.Kind)
        {
            case StreamKinds.Case: await AgeAsync(timer, context, cancellationToken).ConfigureAwait(false); return;
            case StreamKinds.Reservation: await ExpireAsync(timer, context, cancellationToken).ConfigureAwait(false); return;
            case StreamKinds.Approval or StreamKinds.Adjustment: await ApprovalAsync(timer, context, cancellationToken).ConfigureAwait(false); return;
        }

        var work = await OrderWork.LoadAsync(workspace, policies, unit, timer.Stream, cancellationToken).ConfigureAwait(false);
        // A deadline that lost its meaning meanwhile is refused by the order and only cleared.
        await work.TellAsync(new FireDeadline(timer.Trigger), context, cancellationToken).ConfigureAwait(false);
        await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
        work.SetTimers();
        work.ClearFired(timer.Trigger);
    }

    /// <summary>A reservation that ended meanwhile has nothing left to expire: its timer is only cleared.</summary>
    private async ValueTask ExpireAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        var key = new ReservationKey(timer.Stream.Tenant, ReservationId.Of(timer.Stream.Key));
        if (!(await new ReservationWork(workspace, policies, unit).TellAsync(key, new Expire(key.Reservation), context, cancellationToken).ConfigureAwait(false)).IsOk)
            unit.Set(timer with { DueAt = null });
    }

    private async ValueTask ApprovalAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        var work = new ApprovalWork(workspace, policies, unit);
        var (tenant, id, due) = (timer.Stream.Tenant, ApprovalId.Of(timer.Stream.Key), new FireApprovalDeadline(timer.Trigger));
        var isTaken = timer.Stream.Kind == StreamKinds.Approval
            ? (await work.TellAsync(new ApprovalKey(tenant, id), due, context, cancellationToken).ConfigureAwait(false)).IsOk
            : (await work.TellAsync(new AdjustmentKey(tenant, id), due, context, cancellationToken).ConfigureAwait(false)).IsOk;
        if (!isTaken || !work.IsRearmed(timer)) unit.Set(timer with { DueAt = null });
    }

    private async ValueTask AgeAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        if (!CaseKey.TryParse(timer.Stream, out var key)) throw new System.Diagnostics.UnreachableException($"{timer.Stream} is no case's stream.");
        var work = await OrderWork.LoadAsync(workspace, policies, unit, key.Order, cancellationToken).ConfigureAwait(false);
        if (work.Order is null || await new CaseWork(work).TellAsync(key.Case, new AgeStep(), context, cancellationToken).ConfigureAwait(false) is not null)
            unit.Set(timer with { DueAt = null });
    }
}
