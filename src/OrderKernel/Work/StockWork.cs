using System.Collections.Immutable;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Policies;

namespace OrderKernel.Work;

/// <summary>Reservations and stock movements of one unit of work: decided on the balances that the unit itself has already changed.</summary>
internal sealed class StockWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    private readonly Dictionary<ReservationId, UnitStream<Reservation, ReservationCommand, ReservationEvent, StockView>> _reservations = [];
    private readonly Dictionary<SkuId, ImmutableArray<StockBalance>> _balances = [];
    private readonly Dictionary<StockCell, long> _countedAt = [];
    private readonly CellMoves _moves = new(workspace, policies, unit);
    private readonly Waiting _waiting = new(workspace, unit);
    private readonly Dictionary<SkuId, ValueList<Posting>> _posted = [];
    private int _movements;
    private int _decisions;

    /// <summary>The balances of SKUs at all locations, with what this unit posts.</summary>
    public async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(IEnumerable<SkuId> skus, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<StockBalance>();
        foreach (var sku in skus.Distinct())
        {
            // What waits lies at no location.
            foreach (var balance in await OfAsync(sku, cancellationToken).ConfigureAwait(false))
            {
                if (balance.Cell.Location != Backorders.Anywhere) all.Add(balance);
            }
        }

        return all.ToImmutable();
    }

    /// <summary>What is promised and awaited of a SKU, with what this unit posts.</summary>
    public async ValueTask<ImmutableArray<StockBalance>> AheadAsync(SkuId sku, CancellationToken cancellationToken) =>
        (await OfAsync(sku, cancellationToken).ConfigureAwait(false)).RemoveAll(b => b.Cell.Location != Backorders.Anywhere);

    private async ValueTask<ImmutableArray<StockBalance>> OfAsync(SkuId sku, CancellationToken cancellationToken)
    {
        if (!_balances.TryGetValue(sku, out var balances))
        {
            balances = await workspace.BalancesAsync(unit.Tenant, sku, cancellationToken).ConfigureAwait(false);
            // What the unit posted before anybody asked for the SKU.
            if (_posted.TryGetValue(sku, out var posted)) balances = StockSheet.Post(balances, posted);
            _balances[sku] = balances;
        }

        return balances;
    }

    /// <summary>Reserves all units or none.</summary>
    public async ValueTask<Refusal?> ReserveAsync(Reserve command, DecisionContext context, CancellationToken cancellationToken)
    {
        // A reservation recognises a repeated ending by its message: within one unit each ending needs one of its own.
        var own = context with { Message = MessageId.Of($"{context.Message}.{++_decisions}") };
        if (!(await TellAsync(command, own, context, cancellationToken).ConfigureAwait(false)).TryGet(out var held, out var refusal)) return refusal;
        // One that was known and has ended holds nothing any more.
        return held.Status == ReservationStatus.Pending
            ? null
            : Refusal.Of(InventoryCodes.ReservationEnded, ("reservation", held.Id), ("status", held.Status));
    }

    /// <summary>Commits, releases or expires; the order's own ledger has already said that it may.</summary>
    /// <exception cref="LedgersApartException">The reservation refuses: it ended between the reading of the order and its own.</exception>
    public async ValueTask EndAsync(ReservationCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        var own = context with { Message = MessageId.Of($"{context.Message}.{++_decisions}") };
        if ((await TellAsync(command, own, context, cancellationToken).ConfigureAwait(false)).Refusal is { } refusal)
            throw new LedgersApartException(refusal);
    }

    /// <summary>Releases all that a reservation holds; one that holds nothing any more, or never was, has nothing to release.</summary>
    public async ValueTask ReleaseAsync(ReservationId held, DecisionContext context, CancellationToken cancellationToken)
    {
        var known = await StreamAsync(held, cancellationToken).ConfigureAwait(false);
        if (known.State is { Status: ReservationStatus.Pending }) await EndAsync(new Release(held), context, cancellationToken).ConfigureAwait(false);
        else known.Pin();
    }

    /// <summary>Moves stock that no reservation holds.</summary>
    /// <returns>The refusal; null when it moved, or when there was nothing to move.</returns>
    public async ValueTask<Refusal?> MoveAsync(LocationId location, StockCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        return (await MoveAsync(NextKey(location), command, context, cancellationToken).ConfigureAwait(false)).Refusal;
    }

    /// <summary>The key of the unit's next movement at a location.</summary>
    // One short stream a movement: a stream per location would make every shipment there wait for every other.
    public MovementKey NextKey(LocationId location) => new(unit.Tenant, MessageId.Of($"{location}.{unit.Message}.{++_movements}"));

    /// <summary>Moves stock that no reservation holds, under a key of its own.</summary>
    /// <returns>What happened; null when there was nothing to move.</returns>
    public async ValueTask<Result<StockEvent?>> MoveAsync(MovementKey key, StockCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        var balances = await BalancesAsync(StockMovements.SkusOf(command), cancellationToken).ConfigureAwait(false);
        var stream = await workspace.LoadAsync(unit, StockMovements.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var since = command is CountStock count ? await _moves.SinceAsync(count.Counted, context.At, cancellationToken).ConfigureAwait(false) : [];
        var view = new StockView(balances, policies.Formula) { Since = since, On = DayOf(context) };
        if (!stream.Decide(command, view, context).TryGet(out var handled, out var refusal)) return refusal;
        stream.Take(handled, context);
        Tell(StockFindings.News(handled.Decision, balances), stream.Stream, context);
        foreach (var happened in handled.Decision.Events)
        {
            if (happened is BookCorrected) Post(StockEffects.Of(happened));
            else if (happened is StockCounted counted) await CountAsync(counted, context.At, cancellationToken).ConfigureAwait(false);
            else await PostAsync(StockEffects.Of(happened), stream.Stream, context.At, cancellationToken).ConfigureAwait(false);
        }

        return Result.Ok(handled.State);
    }

    // Whoever told it, a person in a hurry or a partner's file, is not who mends it.
    private void Tell(ValueList<Reason> findings, StreamId movement, DecisionContext context)
    {
        if (findings.IsEmpty) return;
        unit.File(Clues.Findings, movement);
        for (var i = 0; i < findings.Count; i++)
            Notices.Send(unit, movement, policies.Notices.Policy.Stock, findings[i], context, $"{i + 1}");
    }

    /// <summary>Decides a command on a reservation.</summary>
    /// <param name="command">The command.</param>
    /// <param name="own">The context under which the reservation knows it again.</param>
    /// <param name="context">The context that its events bear.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Result<Reservation>> TellAsync(ReservationCommand command, DecisionContext own, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var balances = await BalancesAsync(Reservations.SkusOf(command), cancellationToken).ConfigureAwait(false);
        var known = await StreamAsync(command.Id, cancellationToken).ConfigureAwait(false);
        if (!known.Decide(command, new(balances, policies.Formula) { On = DayOf(context) }, own).TryGet(out var handled, out var refusal)) return refusal;
        // What is known already is not written, and must be so still when the unit is.
        if (handled.Decision.Events.IsEmpty) known.Pin();
        known.Take(handled, context);
        foreach (var happened in handled.Decision.Events)
            await PostAsync(StockEffects.Of(happened, policies.Formula.Policy), known.Stream, context.At, cancellationToken).ConfigureAwait(false);
        return handled.State!;
    }

    /// <summary>The reservation with what was decided on it in this unit; null before it is made.</summary>
    public async ValueTask<Reservation?> FindAsync(ReservationId reservation, CancellationToken cancellationToken) =>
        (await StreamAsync(reservation, cancellationToken).ConfigureAwait(false)).State;

    private async ValueTask<UnitStream<Reservation, ReservationCommand, ReservationEvent, StockView>> StreamAsync(ReservationId reservation,
        CancellationToken cancellationToken)
    {
        if (!_reservations.TryGetValue(reservation, out var known))
            _reservations[reservation] = known = await workspace.LoadAsync(unit, Reservations.Decider, new ReservationKey(unit.Tenant, reservation).Stream(),
                cancellationToken).ConfigureAwait(false);
        return known;
    }

    private LocalDate DayOf(DecisionContext context) => context.At.InZone(policies.Zone).Date;

    /// <summary>Takes over what a decision does to stock, and files goods that moved on hand so that a count which comes later finds them.</summary>
    /// <param name="effect">What it does.</param>
    /// <param name="stream">The stream that says so.</param>
    /// <param name="at">When it was.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask PostAsync(StockEffect effect, StreamId stream, Instant at, CancellationToken cancellationToken)
    {
        Post(effect);
        foreach (var cell in effect.Postings.Items.Where(p => p.Account == StockAccount.OnHand).GroupBy(p => p.Cell))
        {
            _moves.File(cell.Key, stream, at);
            var seen = await CountedAtAsync(cell.Key, cancellationToken).ConfigureAwait(false);
            Post(CountClock.Moved(cell.Key, seen, at, cell.Sum(p => p.Delta.Units)));
        }

        await _waiting.WakeAsync(effect, at, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CountAsync(StockCounted counted, Instant at, CancellationToken cancellationToken)
    {
        var effect = StockEffects.Of(counted);
        Post(effect);
        foreach (var count in counted.Counts)
        {
            Post(CountClock.Counted(count.Cell, await CountedAtAsync(count.Cell, cancellationToken).ConfigureAwait(false), at));
        }

        await _waiting.WakeAsync(effect, at, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<long> CountedAtAsync(StockCell cell, CancellationToken cancellationToken)
    {
        // What the decision looked at, where it did: read anew it might be another writer's, and pin what nobody decided on.
        if (_balances.TryGetValue(cell.Sku, out var balances)) return StockSheet.BalanceOf(balances, cell, StockAccount.CountedAt);
        if (!_countedAt.TryGetValue(cell, out var seen))
            _countedAt[cell] = seen = await workspace.CountedAtAsync(unit.Tenant, cell, cancellationToken).ConfigureAwait(false);
        return seen;
    }

    private void Post(StockEffect effect)
    {
        unit.Post(effect.Postings);
        unit.Demand(effect.Floors);
        _waiting.Take(effect);
        foreach (var group in effect.Postings.Items.GroupBy(p => p.Cell.Sku))
        {
            if (_balances.TryGetValue(group.Key, out var balances)) _balances[group.Key] = StockSheet.Post(balances, group.ToValueList());
            else _posted[group.Key] = (_posted.TryGetValue(group.Key, out var before) ? before : []).AddRange(group);
        }
    }
}
