using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Work;

namespace OrderKernel.Snapshots;

/// <summary>Snapshots of an outside stock master within one unit of work: compared, taken over as counts, people told of the rest.</summary>
internal sealed class SnapshotWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    private readonly StockWork _stock = new(workspace, policies, unit);
    private readonly CellMoves _moves = new(workspace, policies, unit);

    /// <summary>What a snapshot tells beside ours; nothing changes.</summary>
    public async ValueTask<ValueList<SnapshotLine>> CompareAsync(OutsideStockKey key, MergeSnapshot snapshot, CancellationToken cancellationToken)
    {
        var stored = await workspace.ReadAsync(OutsideStockDecider.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var view = await ViewAsync(key, snapshot, cancellationToken).ConfigureAwait(false);
        return OutsideStockDecider.Compare(stored.Fold(OutsideStockDecider.Decider).State, snapshot, view);
    }

    public async ValueTask<Result<OutsideStock>> TellAsync(OutsideStockKey key, OutsideStockCommand command, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (CellsOf(command).FirstOrDefault(c => c.Location != key.Location) is { Sku.Value: not null } other)
            return Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", other.Location), ("told", key.Location));
        var stream = await workspace.LoadAsync(unit, OutsideStockDecider.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var view = command is MergeSnapshot named
            ? await ViewAsync(key, named, cancellationToken).ConfigureAwait(false)
            : new(key.Location, [], [], [], policies.StockMasters);
        var before = stream.State;
        if (!stream.Decide(command, view, context).TryGet(out var handled, out var refusal)) return refusal;
        stream.Take(handled, context);
        foreach (var happened in handled.Decision.Events)
        {
            var lines = happened switch
            {
                SnapshotMerged merged => OutsideStockDecider.Compare(before, (MergeSnapshot)command, view)
                    .Where(l => l.Outcome is SnapshotOutcome.Agrees or SnapshotOutcome.TakenOver),
                DifferenceTakenOver taken => before!.Open.Where(o => taken.Cells.Items.Contains(o.Line.Cell)).Items.Select(o => o.Line).ToValueList(),
                _ => [],
            };
            if (await CountAsync(key, lines, context, cancellationToken).ConfigureAwait(false) is { } uncounted) return uncounted;
            if (happened is SnapshotMerged { Lines: var told }) Tell(stream.Stream, told, before, context);
        }

        return stream.State!;
    }

    private static IEnumerable<StockCell> CellsOf(OutsideStockCommand command) => command switch
    {
        MergeSnapshot c => c.Units.Select(u => u.Cell),
        TakeOverDifference c => c.Cells,
        DismissDifference c => c.Cells,
        _ => [],
    };

    // What the outside system says is a count, as of the instant until which it surely knows all.
    private async ValueTask<Refusal?> CountAsync(OutsideStockKey key, ValueList<SnapshotLine> lines, DecisionContext context,
        CancellationToken cancellationToken)
    {
        foreach (var counts in lines.Items.GroupBy(l => l.AsOf).OrderBy(g => g.Key))
        {
            var count = new CountStock(counts.Select(l => new StockUnits(l.Cell, l.Counted)).ToValueList(), "stock-master");
            var counted = await _stock.MoveAsync(key.Location, count, context with { At = counts.Key }, cancellationToken).ConfigureAwait(false);
            if (counted is not null) return counted;
        }

        return null;
    }

    private void Tell(StreamId stream, ValueList<SnapshotLine> lines, OutsideStock? before, DecisionContext context)
    {
        var roles = policies.StockMasters.Policy.Deciders;
        foreach (var line in lines)
        {
            var known = before?.Open.Items.FirstOrDefault(o => o.Line.Cell == line.Cell);
            if (line.Outcome == SnapshotOutcome.Waits && known?.Line.Unexplained != line.Unexplained)
                Notices.Send(unit, stream, roles, line.ToReason(), context, $"{line.Cell.Sku}.{line.Cell.Pool}.{line.Cell.Batch}");
        }
    }

    private async ValueTask<SnapshotView> ViewAsync(OutsideStockKey key, MergeSnapshot snapshot, CancellationToken cancellationToken)
    {
        var cells = new HashSet<StockCell>(snapshot.Units.Select(u => u.Cell));
        var positions = new List<StockBalance>();
        if (snapshot.IsComplete)
        {
            await foreach (var sku in StockPages.SkusAsync(workspace.Store, unit.Tenant, cancellationToken).ConfigureAwait(false))
            {
                var balances = await workspace.BalancesAsync(unit.Tenant, sku, cancellationToken).ConfigureAwait(false);
                positions.AddRange(balances.Where(b => b.Cell.Location == key.Location));
            }

            cells.UnionWith(positions.Select(b => b.Cell));
        }
        else
        {
            var balances = await _stock.BalancesAsync(cells.Select(c => c.Sku), cancellationToken).ConfigureAwait(false);
            positions.AddRange(balances.Where(b => cells.Contains(b.Cell)));
        }

        var (holds, moves) = (await HoldsAsync(positions, cancellationToken).ConfigureAwait(false), new List<CellMove>());
        var oldest = holds.Where(h => h.Kind == HoldStepKind.Held).GroupBy(h => h.Cell).ToDictionary(h => h.Key, h => h.Min(s => s.At));
        var from = snapshot.TakenAt - (policies.StockMasters.Policy.Of(key.Location)?.Lag ?? Duration.Zero);
        foreach (var cell in cells)
        {
            var since = oldest.TryGetValue(cell, out var held) && held < from ? held : from;
            moves.AddRange(await _moves.EachAsync(cell, since, cancellationToken).ConfigureAwait(false));
        }

        return new(key.Location, positions.ToValueList(), moves.ToValueList(), holds.ToValueList(), policies.StockMasters);
    }

    /// <summary>The holds of cells in which anything was ever promised.</summary>
    private async ValueTask<List<HoldStep>> HoldsAsync(List<StockBalance> balances, CancellationToken cancellationToken)
    {
        var held = new HashSet<StockCell>(balances.Where(b => b.Account is StockAccount.Locked or StockAccount.InTransfer).Select(b => b.Cell));
        var steps = new List<HoldStep>();
        if (held.Count == 0) return steps;
        await foreach (var envelope in workspace.Store.ReadAllAsync(unit.Tenant, StreamKinds.Reservation, cancellationToken).ConfigureAwait(false))
        {
            if (envelope.IsDropped) continue;
            steps.AddRange(HoldStep.Of(InventoryEvents.Reservations.Decode(envelope), $"{envelope.Stream.Kind}/{envelope.Stream.Key}", envelope.At)
                .Where(s => held.Contains(s.Cell)));
        }

        return steps;
    }
}
