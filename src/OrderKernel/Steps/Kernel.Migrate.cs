using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Steps;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel;

/// <content>Moving orders in flight to another version of their workflow.</content>
public sealed partial class Kernel
{
    /// <summary>Plans to move the orders of a tenant to another version of their workflow; changes nothing.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="from">The version to move from; the policies must know it.</param>
    /// <param name="to">The version to move to; the policies must know it.</param>
    /// <param name="steps">Steps that have another name now, by the earlier one; null for those that the new document declares.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The plan over all orders that run under any version of that workflow.</returns>
    /// <remarks>Refuses with: <see cref="OrdersCodes.WorkflowUnknown"/>, and what <see cref="MigrationPlan.Of"/> refuses with.</remarks>
    public async ValueTask<Result<MigrationPlan>> PlanMigrationAsync(
        TenantId tenant, PolicyReference from, PolicyReference to, IReadOnlyDictionary<string, string>? steps = null,
        CancellationToken cancellationToken = default)
    {
        if (_policies.Orders.Workflow(from) is not { } source) return Refusal.Of(OrdersCodes.WorkflowUnknown, ("policy", from));
        if (_policies.Orders.Workflow(to) is not { } target) return Refusal.Of(OrdersCodes.WorkflowUnknown, ("policy", to));
        var population = new List<MigrationCandidate>();
        await foreach (var stream in _workspace.Store.ScanAsync(tenant, StreamKinds.Order, cancellationToken).ConfigureAwait(false))
        {
            // What retention dropped had ended long ago: it runs under no workflow any more.
            if (stream.Fold(OrderDecider.Decider).State is { } order && OrderMigration.Candidate(order) is { } candidate
                && (candidate.Workflow.Name == from.Name || candidate.Workflow == to))
                population.Add(candidate);
        }

        return MigrationPlan.Of(population, source, target, steps);
    }

    /// <summary>Carries out a plan, order by order: each is judged again as it is now, and its move is on its trail.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="actor">Who moves, in the role kernel or supervisor.</param>
    /// <param name="at">The business instant.</param>
    /// <param name="cancellationToken">Stops the call between two orders; the same call goes on where it was.</param>
    /// <remarks>Law: statuses, ledgers and holds stay as they are; the same plan again changes nothing.</remarks>
    public async ValueTask<MigrationOutcome> MigrateAsync(TenantId tenant, MigrationPlan plan, Actor actor, Instant at,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(actor);
        actor = Asking(actor);
        var (moved, refused) = (0, new List<ProcessStay>());
        foreach (var move in plan.Moves)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await MoveAsync(tenant, plan, move, actor, at, cancellationToken).ConfigureAwait(false) is { } no)
                refused.Add(new(move.Process, plan.From, move.From, no.Reasons.Items.Insert(0, new(no.Code, no.Arguments)).ToValueList()));
            else moved++;
        }

        return new(moved, refused.ToValueList());
    }

    private async ValueTask<Refusal?> MoveAsync(TenantId tenant, MigrationPlan plan, ProcessMove move, Actor actor, Instant at,
        CancellationToken cancellationToken)
    {
        if (!OrderId.TryParse(move.Process, out var id)) return Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", move.Process));
        var stream = default(StreamId?);
        await foreach (var found in _workspace.Store.FindAsync(tenant, Clues.Id(id), cancellationToken).ConfigureAwait(false)) stream ??= found;
        if (stream is not { } one) return Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", move.Process));
        var loaded = await _workspace.Store.OrderAsync(one, cancellationToken).ConfigureAwait(false);
        if (loaded.State is not { } order) return loaded.Dropped?.Refusal ?? Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", move.Process));
        var command = new MoveToWorkflow(plan.To, move.From, move.To);
        var fingerprint = OrderCommands.Codec.Fingerprint(order.Key, command, $"{actor.Id} {at.ToUnixTimeTicks()}");
        var context = new DecisionContext(actor, at, MessageId.Of($"move-{fingerprint}"));
        var done = await Transact.RunAsync<Order>(tenant, context.Message, fingerprint, async unit =>
        {
            if (NotTold(OrderCommands.Codec, command, actor) is { } untold) return untold;
            // Nothing but the move: what else is due for the order is due at its own time.
            var work = await OrderWork.LoadAsync(_workspace, _policies, unit, one, cancellationToken).ConfigureAwait(false);
            if (await work.TellAsync(command, context, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
            await work.CloseAsync(cancellationToken).ConfigureAwait(false);
            return work.Order!;
        }, cancellationToken).ConfigureAwait(false);
        return done.Refusal;
    }
}
