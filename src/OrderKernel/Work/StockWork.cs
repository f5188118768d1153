using System.Collections.Immutable;
using OrderKernel.Inventory;

namespace OrderKernel.Work;

/// <summary>Reservations and stock movements of one unit of work: decided on the balances that the unit itself has already changed.</summary>
internal sealed class StockWork(OrderWork work)
{
    private readonly Dictionary<ReservationId, (StreamHead Head, Reservation? State)> _reservations = [];
    private readonly Dictionary<SkuId, ImmutableArray<StockBalance>> _balances = [];
    private int _movements;
    private int _decisions;

    /// <summary>The balances of SKUs at all locations, with what this unit posts.</summary>
    public async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(IEnumerable<SkuId> skus, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<StockBalance>();
        foreach (var sku in skus.Distinct())
        {
            if (!_balances.TryGetValue(sku, out var balances))
                _balances[sku] = balances = await work.Workspace.BalancesAsync(work.Unit.Tenant, sku, cancellationToken).ConfigureAwait(false);
            all.AddRange(balances);
        }

        return all.ToImmutable();
    }

    /// <summary>Reserves all units or none.</summary>
    public async ValueTask<Refusal?> ReserveAsync(Reserve command, DecisionContext context, CancellationToken cancellationToken)
    {
        var balances = await BalancesAsync(command.Units.Items.Select(u => u.Cell.Sku), cancellationToken).ConfigureAwait(false);
        return await DecideAsync(command, balances, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Commits, releases or expires; the order's own ledger has already said that it may.</summary>
    public async ValueTask EndAsync(ReservationCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        if (await DecideAsync(command, [], context, cancellationToken).ConfigureAwait(false) is { } refusal)
            throw new System.Diagnostics.UnreachableException($"{work.Stream}: {command} was refused: {refusal}");
    }

    /// <summary>Moves stock that no reservation holds.</summary>
    public async ValueTask<Refusal?> MoveAsync(LocationId location, StockCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        var skus = command switch
        {
            Inventory.ShipElsewhere c => c.Units.Items.Select(u => u.Cell.Sku),
            TakeBack c => c.Units.Items.Select(u => u.Cell.Sku),
            CountStock c => c.Counted.Items.Select(u => u.Cell.Sku),
            ReceiveGoods c => c.Units.Items.Select(u => u.Cell.Sku),
            _ => throw new System.Diagnostics.UnreachableException($"{command.GetType()} is no stock command."),
        };
        var balances = await BalancesAsync(skus, cancellationToken).ConfigureAwait(false);
        if (!StockMovements.Decide(command, balances).TryGet(out var decision, out var refusal)) return refusal;
        if (decision.Events.IsEmpty) return null;
        // One short stream a movement: a stream per location would make every shipment there wait for every other.
        var stream = StreamId.Of(work.Unit.Tenant, StreamKinds.Stock, $"{location}.{work.Unit.Message}.{++_movements}");
        work.Unit.Append(new StreamHead(stream, 0, ChainHash.Genesis(stream)), InventoryEvents.Stock, decision.Events, Header(decision.Reasons, decision.Policies, context));
        foreach (var happened in decision.Events) Post(StockEffects.Of(happened));
        return null;
    }

    private async ValueTask<Refusal?> DecideAsync(
        ReservationCommand command, ImmutableArray<StockBalance> balances, DecisionContext context, CancellationToken cancellationToken)
    {
        if (!_reservations.TryGetValue(command.Id, out var known))
        {
            var stream = StreamId.Of(work.Unit.Tenant, StreamKinds.Reservation, command.Id.Value);
            var (head, events) = await work.Workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            known = (head, Reservations.Fold(events.Select(InventoryEvents.Reservations.Decode)));
        }

        // A reservation recognises a repeated ending by its message: within one unit each ending needs one of its own.
        var own = context with { Message = MessageId.Of($"{context.Message}.{++_decisions}") };
        if (!Reservations.Decide(known.State, command, balances, work.Policies.Formula, own).TryGet(out var decision, out var refusal)) return refusal;
        work.Unit.Append(known.Head, InventoryEvents.Reservations, decision.Events, Header(decision.Reasons, decision.Policies, context));
        foreach (var happened in decision.Events)
        {
            known = known with { State = Reservations.Evolve(known.State, happened) };
            Post(StockEffects.Of(happened, work.Policies.Formula.Policy));
        }

        _reservations[command.Id] = known;
        return null;
    }

    private void Post(StockEffect effect)
    {
        work.Unit.Post(effect.Postings);
        work.Unit.Demand(effect.Floors);
        foreach (var group in effect.Postings.Items.GroupBy(p => p.Cell.Sku))
        {
            if (_balances.TryGetValue(group.Key, out var balances)) _balances[group.Key] = StockSheet.Post(balances, group.ToValueList());
        }
    }

    private static EventHeader Header(ValueList<Reason> reasons, ValueList<PolicyReference> policies, DecisionContext context) =>
        new(context.At, context.Actor.Id, context.Message, reasons, policies);
}
