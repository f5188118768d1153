using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel.Doors;

/// <summary>Approvals and adjustments within one unit of work: decided, their deadlines set, those told whose turn it is.</summary>
internal sealed class ApprovalWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    private ValueList<DeadlineDue> _due;

    public async ValueTask<Result<Approval>> TellAsync(ApprovalKey key, ApprovalCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        if (command is RequestApproval request && request.Request.Id != key.Approval) return Mismatch(request.Request.Id, key.Approval);
        var stream = await workspace.LoadAsync(unit, ApprovalDecider.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        if (!stream.Decide(command, policies.Approvals, context).TryGet(out var handled, out var refusal)) return refusal;
        Follow(stream.Stream, stream.State, handled.State, handled.Decision, policies.Approvals, context);
        stream.Take(handled, context);
        return stream.State!;
    }

    public async ValueTask<Result<Adjustment>> TellAsync(AdjustmentKey key, ApprovalCommand command, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (command is ProposeAdjustment propose && propose.Adjustment.Id != key.Adjustment) return Mismatch(propose.Adjustment.Id, key.Adjustment);
        // An adjustment asks for its approval itself: nobody asks for it in its place.
        if (command is RequestApproval other) return Mismatch(other.Request.Id, key.Stream());
        var stock = new StockWork(workspace, policies, unit);
        var stream = await workspace.LoadAsync(unit, AdjustmentDecider.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var cells = stream.State?.Proposal.Units ?? [];
        var balances = await stock.BalancesAsync(cells.Items.Select(u => u.Cell.Sku), cancellationToken).ConfigureAwait(false);
        if (!stream.Decide(command, (new StockView(balances, policies.Formula), policies.Adjustments), context).TryGet(out var handled, out var refusal))
            return refusal;
        foreach (var posted in handled.Decision.Events.Items.OfType<AdjustmentPosted>())
            await stock.PostAsync(StockEffects.Of(posted, policies.Formula.Policy), stream.Stream, context.At, cancellationToken).ConfigureAwait(false);
        Follow(stream.Stream, stream.State?.Approval, handled.State?.Approval, handled.Decision, policies.Adjustments, context);
        stream.Take(handled, context);
        return stream.State!;
    }

    /// <summary>When a deadline is due after what was told in this unit; null when it is not.</summary>
    public Instant? DueAt(TimerEntry timer) => _due.Items.FirstOrDefault(d => d.Trigger == timer.Trigger)?.DueAt;

    private void Follow(StreamId stream, Approval? before, Approval? after, Decision<ApprovalEvent> decision, ApprovalPolicies workflows,
        DecisionContext context)
    {
        _due = ApprovalTimers.Of(after, workflows);
        foreach (var change in Deadlines.Changes(ApprovalTimers.Of(before, workflows), _due))
            unit.Set(new TimerEntry($"{stream.Kind}/{stream.Key}/{change.Trigger}", stream, change.Trigger, change.DueAt));
        foreach (var reminded in decision.Events.Items.OfType<ApprovalReminded>())
            Notices.Send(unit, stream, reminded.Told,
                Reason.Of(ApprovalCodes.Overdue, ("step", reminded.Step), ("since", before!.Since), ("roles", string.Join(", ", reminded.Told.Items))),
                context);
        if (after is not { IsOpen: true } || (before is not null && before.Step == after.Step && before.Since == after.Since)) return;
        var awaited = ApprovalDecider.AwaitedRoles(after, workflows);
        Notices.Send(unit, stream, awaited, Reason.Of(ApprovalCodes.Awaited, ("step", after.Step), ("roles", string.Join(", ", awaited.Items))), context);
    }

    private static Refusal Mismatch(object named, object told) => Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", named), ("told", told));
}
