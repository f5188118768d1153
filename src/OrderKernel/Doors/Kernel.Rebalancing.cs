using NodaTime;
using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Sourcing;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Stock that orders give up for others.</content>
public sealed partial class Kernel
{
    /// <summary>Proposes which orders give up units of a SKU for those who wait for it and come before them 库存再分配.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sku">The SKU.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The moves, in the order of those who wait; told as <see cref="Rebalance"/>, each is done as a whole or not at all.</returns>
    /// <remarks>
    /// <para>It changes nothing. Each move was tried on the store as it is, those before it done: by location, pool, bundle and other goods of the order too.
    /// Who would not be served in full is a finding (<see cref="InventoryCodes.RebalancingUnfit"/>).</para>
    /// <para>Parcels on which people work, scanned or weighed, give up nothing.</para>
    /// <para>Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ContentDropped"/>. Cost: a pass over all events of reservations, and the
    /// orders that wait for the SKU or hold it.</para>
    /// </remarks>
    public async ValueTask<Result<RebalancingProposal>> ProposeRebalancingAsync(TenantId tenant, SkuId sku, Instant now,
        CancellationToken cancellationToken = default)
    {
        var key = new RebalancingKey(tenant, sku);
        if (key.Missing() is { } unset) return unset;
        var giving = new GiveOutWork(_workspace, _policies, Trial(key));
        var waiting = await giving.WaitingAsync(sku, cancellationToken).ConfigureAwait(false);
        if (waiting.Count == 0) return new RebalancingProposal(sku, [], []);
        if (!(await HoldersAsync(key, cancellationToken).ConfigureAwait(false)).TryGet(out var holders, out var refusal)) return refusal;
        var free = await giving.FreeAsync(sku, now.InZone(_policies.Zone).Date, cancellationToken).ConfigureAwait(false);
        var proposed = Rebalancing.Propose(sku, Quantity.Of(Math.Max(0, free)), waiting, holders, _policies.SellAhead.Policy);
        var (moves, unfit) = (new List<RebalancingMove>(), new List<Reason>());
        foreach (var move in proposed)
        {
            // Those before it first, so that nothing is given twice.
            var (trial, fits) = (new RebalancingWork(_workspace, _policies, Trial(key)), true);
            foreach (var tried in moves.Append(move))
            {
                var context = new DecisionContext(Actor.Kernel, now, MessageId.Of("rebalancing-trial"));
                fits = (await trial.TellAsync(key, CommandOf(sku, tried), context, cancellationToken).ConfigureAwait(false)).IsOk;
            }

            if (fits) moves.Add(move with { Order = trial.Taker, Why = trial.Why });
            else unfit.Add(Reason.Of(InventoryCodes.RebalancingUnfit, ("order", move.Taker), ("sku", sku), ("units", move.Units.Units)));
        }

        return new RebalancingProposal(sku, moves.ToValueList(), unfit.ToValueList());
    }

    /// <summary>Has orders give up planned parcels for one that waits and comes before them: it is planned, and they are planned anew or wait.</summary>
    /// <param name="key">The SKU.</param>
    /// <param name="command">The move, as <see cref="ProposeRebalancingAsync"/> proposed it.</param>
    /// <param name="context">Who confirms it, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What happened, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>Refuses with: <see cref="InventoryCodes.RebalancingOutdated"/> when orders or parcels are not as they were, or one does not come before the
    /// other; <see cref="OrderKernelCodes.KeyMismatch"/>, and those of every verb. Warehouses that have a note of a parcel are told to leave it.</remarks>
    public ValueTask<Result<StockRebalanced>> TellAsync(RebalancingKey key, Rebalance command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(key, Rebalancing.Decider, RebalanceCommands.Codec, command, context,
            unit => new RebalancingWork(_workspace, _policies, unit).TellAsync(key, command, context, cancellationToken), cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="key">The SKU.</param>
    /// <param name="command">The move.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What happened, or the refusal.</returns>
    public ValueTask<Result<StockRebalanced>> TellAsync(RebalancingKey key, Rebalance command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(key, command, Saying(key, RebalanceCommands.Codec, command, role, at), cancellationToken);

    /// <summary>What was given last from order to order of a SKU; null when nothing ever was, and when retention dropped it.</summary>
    /// <param name="key">The SKU.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<StockRebalanced?> FindAsync(RebalancingKey key, CancellationToken cancellationToken = default) =>
        await StateAsync(key, Rebalancing.Decider, cancellationToken).ConfigureAwait(false);

    internal static Rebalance CommandOf(SkuId sku, RebalancingMove move) => new(sku, move.Taker, move.Units, move.From);

    // A unit of work that nobody commits.
    private static UnitBuilder Trial(RebalancingKey key) => new(key.Tenant, MessageId.Of("rebalancing-trial"), default);

    private async ValueTask<Result<List<RebalancingHolder>>> HoldersAsync(RebalancingKey key, CancellationToken cancellationToken)
    {
        if (!(await PendingAsync(key.Tenant, cancellationToken).ConfigureAwait(false)).TryGet(out var pending, out var refusal)) return refusal;
        var (work, holders) = (new RebalancingWork(_workspace, _policies, Trial(key)), new List<RebalancingHolder>());
        var orders = pending.Where(r => r.OpenUnits.Items.Any(u => u.Cell.Sku == key.Sku)).Select(r => r.OrderKey!).Distinct()
            .OrderBy(o => o, StringComparer.Ordinal);
        foreach (var order in orders)
        {
            var holding = await work.LoadAsync(order, cancellationToken).ConfigureAwait(false);
            holders.AddRange((holding.Order?.Shipments.Items ?? []).Select(s => RebalancingWork.HolderOf(holding, s, key.Sku)).OfType<RebalancingHolder>());
        }

        return holders;
    }
}

/// <summary>Who would give up units of a SKU for whom.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Moves">The moves, in the order of those who wait.</param>
/// <param name="Findings">Those who would not be served in full although others come after them and hold the SKU.</param>
public sealed record RebalancingProposal(SkuId Sku, ValueList<RebalancingMove> Moves, ValueList<Reason> Findings)
{
    /// <summary>The sayings that do it, a line a move for <c>orderkernel tell</c>.</summary>
    public ValueList<string> Sayings() => Moves.Items.Select(m =>
        SayingLine.Of(("rebalancing", Sku.Value), RebalanceCommands.Codec.Write(Kernel.CommandOf(Sku, m)), [])).ToValueList();
}
