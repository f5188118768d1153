using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>Merges snapshots of outside stock masters 外部库存快照合并: an older one never overwrites a newer one, and what nothing explains is told.</summary>
/// <remarks>
/// Laws: the explained parts and the rest are the difference; a snapshot told again changes nothing; what waits is taken over by somebody else than who
/// brought it; replaying the events gives the same state.
/// </remarks>
public static class OutsideStockDecider
{
    /// <summary>What outside masters said of a location, as an aggregate.</summary>
    public static Decider<OutsideStock, OutsideStockCommand, OutsideStockEvent, SnapshotView> Decider { get; } =
        new(StreamKinds.Snapshot, OutsideStockEvents.Codec, Evolve, Handle,
            carry: new("inventory.outside-stock-carried", s => new OutsideStockCarried(s.Seen, s.Open)));

    /// <summary>Compares a snapshot with ours: a line for each cell, in the order of the cells. Nothing changes.</summary>
    /// <param name="state">What was told of the location before; null for nothing.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="view">Balances, movements and holds of its cells, and who is the master.</param>
    /// <exception cref="OverflowException">Units sum past 64 bits.</exception>
    public static ValueList<SnapshotLine> Compare(OutsideStock? state, MergeSnapshot snapshot, SnapshotView view)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(view);
        var positions = view.Positions.Items.ToLookup(b => b.Cell);
        var (moves, holds) = (view.Moves.Items.ToLookup(m => m.Cell), view.Holds.Items.ToLookup(h => h.Cell));
        var (seen, master) = ((state?.Seen ?? []).Items.ToDictionary(s => s.Cell), view.Rules.Policy.Of(view.Location));
        var isMaster = master?.Source == snapshot.Source;
        var lines = new List<SnapshotLine>();
        foreach (var (cell, told) in Told(snapshot, view))
        {
            var here = positions[cell].ToImmutableArray();
            var line = new SnapshotComparison(cell, snapshot, isMaster ? master : null, here, moves[cell], holds[cell]).Line(told);
            lines.Add(line with { Outcome = seen.TryGetValue(cell, out var before) && before.TakenAt >= snapshot.TakenAt
                ? before == new SeenUnits(cell, told, snapshot.TakenAt) ? SnapshotOutcome.Known : SnapshotOutcome.Outdated
                : OutcomeOf(line, snapshot, isMaster ? master : null, here) });
        }

        return lines.ToValueList();
    }

    private static SortedDictionary<StockCell, Quantity> Told(MergeSnapshot snapshot, SnapshotView view)
    {
        var told = new SortedDictionary<StockCell, Quantity>();
        foreach (var (cell, units) in snapshot.Units) told[cell] = (told.TryGetValue(cell, out var before) ? before : Quantity.Zero) + units;
        if (!snapshot.IsComplete) return told;
        foreach (var balance in view.Positions)
        {
            if (balance.Cell.Location == view.Location && !told.ContainsKey(balance.Cell)) told.Add(balance.Cell, Quantity.Zero);
        }

        return told;
    }

    private static SnapshotOutcome OutcomeOf(SnapshotLine line, MergeSnapshot snapshot, StockMaster? master, ImmutableArray<StockBalance> here)
    {
        if (StockSheet.BalanceOf(here, line.Cell, StockAccount.CountedAt) is not 0 and var last && last >= snapshot.TakenAt.ToUnixTimeTicks())
            return SnapshotOutcome.Outdated;
        if (line.Outcome == SnapshotOutcome.Agrees) return SnapshotOutcome.Agrees;
        if (master is null) return SnapshotOutcome.Told;
        // Of what nobody ever told anything the first word stands.
        return here.IsEmpty || master.TakesOver(line.Unexplained.Units, line.There) ? SnapshotOutcome.TakenOver : SnapshotOutcome.Waits;
    }

    private static Result<Handled<OutsideStock, OutsideStockEvent>> Handle(OutsideStock? state, OutsideStockCommand command, SnapshotView view,
        DecisionContext context)
    {
        if (Required.Of(command, context) is { } missing) return missing;
        var decided = command switch
        {
            MergeSnapshot snapshot => Merge(state, snapshot, view, context),
            TakeOverDifference taken => TakeOver(state, taken, view, context),
            DismissDifference dismissed => Settle(state, dismissed.Cells, view, context, cells => new DifferenceDismissed(cells, dismissed.Why)),
            _ => throw new ArgumentException($"{command.GetType().Name} is no command on snapshots.", nameof(command)),
        };
        return decided.Then<Handled<OutsideStock, OutsideStockEvent>>(d =>
            new Handled<OutsideStock, OutsideStockEvent>(d, d.Events.Items.Aggregate(state, Evolve)));
    }

    private static Result<Decision<OutsideStockEvent>> Merge(OutsideStock? state, MergeSnapshot snapshot, SnapshotView view, DecisionContext context)
    {
        if (snapshot.TakenAt > context.At) return Refusal.Of(InventoryCodes.SnapshotAhead, ("at", snapshot.TakenAt), ("now", context.At));
        if (view.Rules.Policy.Of(view.Location)?.Source is var master && master != snapshot.Source)
            return Refusal.Of(InventoryCodes.SnapshotOfOther, ("location", view.Location), ("source", snapshot.Source), ("master", master?.Value ?? "kernel"));
        var lines = Compare(state, snapshot, view);
        if (lines.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "snapshot"));
        var reasons = lines.Where(l => l.Outcome is SnapshotOutcome.Outdated)
            .Items.Select(l => Reason.Of(InventoryCodes.SnapshotOutdated, ("location", l.Cell.Location), ("sku", l.Cell.Sku), ("at", snapshot.TakenAt))).ToList();
        var merged = lines.Where(l => l.Outcome is not (SnapshotOutcome.Outdated or SnapshotOutcome.Known));
        if (merged.IsEmpty)
        {
            return reasons.Count > 0
                ? new Refusal(reasons[0].Code, reasons[0].Arguments)
                : Decision<OutsideStockEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", context.Message)));
        }

        reasons.AddRange(merged.Items.Where(l => l.Difference != 0).Select(l => l.ToReason()));
        var (agreed, others) = (merged.Where(l => l.Difference == 0 && l.Parts.IsEmpty), merged.Where(l => l.Difference != 0 || !l.Parts.IsEmpty));
        var happened = new SnapshotMerged(snapshot.Source, snapshot.TakenAt, snapshot.IsComplete, context.Actor.Id,
            agreed.Items.Select(l => new StockUnits(l.Cell, l.Told)).ToValueList(), others);
        return new Decision<OutsideStockEvent>([happened], reasons.ToValueList(), [view.Rules.Reference]);
    }

    private static Result<Decision<OutsideStockEvent>> TakeOver(OutsideStock? state, TakeOverDifference command, SnapshotView view,
        DecisionContext context) =>
        Settle(state, command.Cells, view, context, cells => new DifferenceTakenOver(cells, command.Why)).Then(decided =>
        {
            var cells = ((DifferenceTakenOver)decided.Events[0]).Cells;
            return state!.Open.Items.FirstOrDefault(o => cells.Items.Contains(o.Line.Cell) && o.By == context.Actor.Id) is { } own
                ? Refusal.Of(InventoryCodes.DifferenceOwn, ("actor", own.By), ("location", own.Line.Cell.Location), ("sku", own.Line.Cell.Sku))
                : Result.Ok(decided);
        });

    private static Result<Decision<OutsideStockEvent>> Settle(OutsideStock? state, ValueList<StockCell> asked, SnapshotView view, DecisionContext context,
        Func<ValueList<StockCell>, OutsideStockEvent> settle)
    {
        var (open, deciders) = (state?.Open ?? [], view.Rules.Policy.Deciders);
        if (!context.Actor.Roles.Items.Any(deciders.Items.Contains))
            return Refusal.Of(InventoryCodes.DifferenceRoleMissing, ("roles", string.Join(", ", deciders.Items)));
        var cells = (asked.IsEmpty ? open.Items.Select(o => o.Line.Cell) : asked.Items).Distinct().OrderBy(c => c).ToValueList();
        if (cells.IsEmpty) return Refusal.Of(InventoryCodes.DifferenceUnknown, ("location", view.Location), ("sku", "*"));
        foreach (var cell in cells)
        {
            if (!open.Items.Any(o => o.Line.Cell == cell))
                return Refusal.Of(InventoryCodes.DifferenceUnknown, ("location", cell.Location), ("sku", cell.Sku));
        }

        return new Decision<OutsideStockEvent>([settle(cells)], [], [view.Rules.Reference]);
    }

    private static OutsideStock? Evolve(OutsideStock? state, OutsideStockEvent happened) => happened switch
    {
        SnapshotMerged e => Merged(state ?? new([], []), e),
        DifferenceTakenOver e => state is null ? null : state with { Open = state.Open.Where(o => !e.Cells.Items.Contains(o.Line.Cell)) },
        DifferenceDismissed e => state is null ? null : state with { Open = state.Open.Where(o => !e.Cells.Items.Contains(o.Line.Cell)) },
        OutsideStockCarried e => new(e.Seen, e.Open),
        _ => state,
    };

    private static OutsideStock Merged(OutsideStock state, SnapshotMerged e)
    {
        var seen = new SortedDictionary<StockCell, SeenUnits>();
        foreach (var one in state.Seen) seen[one.Cell] = one;
        var told = e.Agreed.Items.Concat(e.Lines.Items.Select(l => new StockUnits(l.Cell, l.Told))).ToList();
        foreach (var (cell, units) in told) seen[cell] = new(cell, units, e.TakenAt);
        var named = new HashSet<StockCell>(told.Select(t => t.Cell));
        var open = state.Open.Items.Where(o => !named.Contains(o.Line.Cell))
            .Concat(e.Lines.Items.Where(l => l.Outcome == SnapshotOutcome.Waits).Select(l => new OpenDifference(l, e.Source, e.TakenAt, e.By)));
        return new(seen.Values.ToValueList(), open.OrderBy(o => o.Line.Cell).ToValueList());
    }
}
