using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Sourcing;
using OrderKernel.Work;

namespace OrderKernel.Timing;

/// <summary>Fires one timer: tells the order or case that its deadline passed, and clears what fired.</summary>
internal sealed class TimerWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    public async ValueTask FireAsync(TimerEntry timer, CancellationToken cancellationToken)
    {
        var context = new DecisionContext(Actor.Kernel, timer.DueAt!.Value, unit.Message);
        if (timer.Stream.Kind == StreamKinds.Case)
        {
            await AgeAsync(timer, context, cancellationToken).ConfigureAwait(false);
            return;
        }

        var work = await OrderWork.LoadAsync(workspace, policies, unit, timer.Stream, cancellationToken).ConfigureAwait(false);
        // A deadline that lost its meaning meanwhile is refused by the order and only cleared.
        await work.TellAsync(new FireDeadline(timer.Trigger), context, cancellationToken).ConfigureAwait(false);
        await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
        work.SetTimers();
        work.ClearFired(timer.Trigger);
    }

    private async ValueTask AgeAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        var order = StreamId.Of(timer.Stream.Tenant, StreamKinds.Order, timer.Stream.Key.Substring(0, timer.Stream.Key.IndexOf('.')));
        var work = await OrderWork.LoadAsync(workspace, policies, unit, order, cancellationToken).ConfigureAwait(false);
        var id = CaseId.Of(timer.Stream.Key.Substring(timer.Stream.Key.IndexOf('.') + 1));
        if (await new CaseWork(work).TellAsync(id, new AgeStep(), context, cancellationToken).ConfigureAwait(false) is not null)
            unit.Set(timer with { DueAt = null });
    }
}
