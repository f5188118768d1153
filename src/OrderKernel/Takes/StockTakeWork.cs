using OrderKernel.Deliveries;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Work;

namespace OrderKernel.Takes;

/// <summary>A stock-take within one unit of work: what it freezes is held, what it finds is booked as counts, and people are told of what waits.</summary>
internal sealed class StockTakeWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    private readonly StockWork _stock = new(workspace, policies, unit);
    private readonly CellMoves _moves = new(workspace, policies, unit);

    public async ValueTask<Result<StockTake>> TellAsync(StockTakeKey key, StockTakeCommand command, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (IdLimits.Check(key) is { } tooLong) return tooLong;
        var stream = await workspace.LoadAsync(unit, StockTakeDecider.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var cells = await CellsAsync(command, cancellationToken).ConfigureAwait(false);
        var view = await ViewAsync(cells, context, cancellationToken).ConfigureAwait(false);
        if (!stream.Decide(command, view, context).TryGet(out var handled, out var refusal)) return refusal;
        stream.Take(handled, context);
        foreach (var happened in handled.Decision.Events)
        {
            if (await FollowAsync(key, stream.State!, happened, context, cancellationToken).ConfigureAwait(false) is { } no) return no;
        }

        return stream.State!;
    }

    private static ReservationId HoldOf(StockTakeKey key) => ReservationId.Of($"stock-take-{key.Take}");

    private async ValueTask<Refusal?> FollowAsync(StockTakeKey key, StockTake state, StockTakeEvent happened, DecisionContext context,
        CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case StockTakeOpened { Frozen: { IsEmpty: false } frozen }:
                var reserve = new Reserve(HoldOf(key), null, frozen, null) { Holder = new(HolderKind.StockTake, key.Take.Value) };
                return await _stock.ReserveAsync(reserve, context, cancellationToken).ConfigureAwait(false);
            case StockTakeReviewed when state.Lines.Items.Count(l => l.IsAbove) is > 0 and var above:
                Notices.Send(unit, key.Stream(), policies.Notices.Policy.Conflicts, Awaits(key, state, above), context);
                return null;
            case StockTakePosted:
                foreach (var counts in state.Lines.Items.GroupBy(l => l.Count.At).OrderBy(g => g.Key))
                {
                    var count = new CountStock(counts.Select(l => new StockUnits(l.Cell, l.Count.Found)).ToValueList(), "stock-take");
                    var counted = await _stock.MoveAsync(state.Opened.Location, count, context with { At = counts.Key }, cancellationToken)
                        .ConfigureAwait(false);
                    if (counted is not null) return counted;
                }

                await ThawAsync(key, state, context, cancellationToken).ConfigureAwait(false);
                return null;
            case StockTakeCancelled: await ThawAsync(key, state, context, cancellationToken).ConfigureAwait(false); return null;
            default: return null;
        }
    }

    internal static Reason Awaits(StockTakeKey key, StockTake state, int above) =>
        Reason.Of(InventoryCodes.TakeAwaits, ("take", key.Take), ("location", state.Opened.Location), ("count", above));

    // What a host released by itself is held no more.
    private async ValueTask ThawAsync(StockTakeKey key, StockTake state, DecisionContext context, CancellationToken cancellationToken)
    {
        if (state.Opened.Frozen.IsEmpty) return;
        var hold = new ReservationKey(key.Tenant, HoldOf(key));
        var held = (await workspace.ReadAsync(hold.Stream(), cancellationToken).ConfigureAwait(false)).Fold(Reservations.Decider).State;
        if (held?.Status == ReservationStatus.Pending)
            await _stock.EndAsync(new Release(hold.Reservation), context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<List<StockCell>> CellsAsync(StockTakeCommand command, CancellationToken cancellationToken)
    {
        if (command is EnterCount count) return count.Found.Items.Select(u => u.Cell).Distinct().ToList();
        if (command is not OpenStockTake open) return [];
        var skus = open.Skus.Items.Distinct().ToList();
        if (skus.Count == 0)
        {
            await foreach (var sku in StockPages.SkusAsync(workspace.Store, unit.Tenant, cancellationToken).ConfigureAwait(false)) skus.Add(sku);
        }

        var balances = await _stock.BalancesAsync(skus, cancellationToken).ConfigureAwait(false);
        // What is named is counted though nobody knows of it.
        return balances.Where(b => b.Cell.Location == open.Location).Select(b => b.Cell).Concat(open.Skus.Select(s => new StockCell(open.Location, s)))
            .Distinct().ToList();
    }

    private async ValueTask<StockTakeView> ViewAsync(List<StockCell> cells, DecisionContext context, CancellationToken cancellationToken)
    {
        // What is kept back is the shelf's: its batches together hold no more than it has free.
        var (books, free, left) = (new List<BookUnits>(), new List<StockUnits>(), new Dictionary<StockCell, long>());
        var balances = await _stock.BalancesAsync(cells.Select(c => c.Sku), cancellationToken).ConfigureAwait(false);
        foreach (var cell in cells)
        {
            var onHand = StockSheet.BalanceOf(balances, cell, StockAccount.OnHand);
            var since = (await _moves.EachAsync(cell, context.At, cancellationToken).ConfigureAwait(false)).Sum(m => m.OnHand.Units);
            books.Add(new(cell, onHand - since));
            var shelf = cell.ToShelf();
            if (!left.TryGetValue(shelf, out var most)) most = Availability.Of(shelf, balances, policies.Formula.Policy).Balance;
            var own = cell.Batch == default ? onHand : Math.Min(onHand, Availability.Of(cell, balances, policies.Formula.Policy).Balance);
            var held = Math.Max(0, Math.Min(own, most));
            left[shelf] = most - held;
            free.Add(new(cell, Quantity.Of(held)));
        }

        return new(books.ToValueList(), free.ToValueList());
    }
}
