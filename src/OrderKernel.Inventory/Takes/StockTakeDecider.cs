namespace OrderKernel.Inventory;

/// <summary>What a stock-take looks at: what the book has of cells at the instant of a call.</summary>
/// <param name="Books">The cells of the scope, or those that were counted, each once.</param>
/// <param name="Frozen">What is free in them, and is held where the stock-take freezes.</param>
public sealed record StockTakeView(ValueList<BookUnits> Books, ValueList<StockUnits> Frozen);

/// <summary>What the book has of a cell at an instant.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Units">Its units; negative when more left than was known.</param>
public readonly record struct BookUnits(StockCell Cell, long Units);

/// <summary>Stock-takes as documents 盘点单: opened, counted and recounted, reviewed, posted or cancelled.</summary>
/// <remarks>
/// Laws: nothing is posted before each cell is settled; what passes the tolerance is posted by somebody who counted none of it; goods that move between
/// two counts leave their differences alike; replaying the events gives the same state.
/// </remarks>
public static class StockTakeDecider
{
    /// <summary>The stock-take as an aggregate.</summary>
    public static Decider<StockTake, StockTakeCommand, StockTakeEvent, StockTakeView> Decider { get; } =
        new(StreamKinds.StockTake, StockTakeEvents.Codec, Evolve, Handle);

    private static Result<Handled<StockTake, StockTakeEvent>> Handle(StockTake? state, StockTakeCommand command, StockTakeView view, DecisionContext context)
    {
        if (Required.Of(command, context) is { } missing) return missing;
        return Decide(state, command, view, context)
            .Then<Handled<StockTake, StockTakeEvent>>(d => new Handled<StockTake, StockTakeEvent>(d, d.Events.Items.Aggregate(state, Evolve)));
    }

    private static Result<Decision<StockTakeEvent>> Decide(StockTake? state, StockTakeCommand command, StockTakeView view, DecisionContext context)
    {
        if (command is OpenStockTake open) return state is null ? Open(open, view) : Refusal.Of(InventoryCodes.TakeExists, ("status", state.Status));
        if (state is null) return Refusal.Of(InventoryCodes.TakeUnknown);
        if (state.Status is StockTakeStatus.Posted or StockTakeStatus.Cancelled) return Refusal.Of(InventoryCodes.TakeEnded, ("status", state.Status));
        return command switch
        {
            EnterCount count => Count(state, count, view, context),
            ReviewStockTake review => Review(state, review),
            PostStockTake => Post(state, context),
            CancelStockTake cancel => Of(new StockTakeCancelled(cancel.Why)),
            _ => throw new ArgumentException($"{command.GetType().Name} is no command on stock-takes.", nameof(command)),
        };
    }

    private static Result<Decision<StockTakeEvent>> Open(OpenStockTake open, StockTakeView view)
    {
        if (open.ToleranceUnits < 0 || open.ToleranceBasisPoints is < 0 or > 10_000)
            return Refusal.Of(KernelCodes.NumbersOutOfRange, ("command", "inventory.open-stock-take"));
        if (view.Books.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", open.Location));
        return Of(new StockTakeOpened(open.Location, view.Books.Items.Select(b => b.Cell).OrderBy(c => c).ToValueList(), open.IsBlind,
            open.Freezes ? StockUnits.Sum(view.Frozen) : [], open.ToleranceUnits, open.ToleranceBasisPoints));
    }

    private static Result<Decision<StockTakeEvent>> Count(StockTake state, EnterCount count, StockTakeView view, DecisionContext context)
    {
        var found = new SortedDictionary<StockCell, Quantity>();
        foreach (var (cell, units) in count.Found) found[cell] = (found.TryGetValue(cell, out var before) ? before : Quantity.Zero) + units;
        if (found.Count == 0) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock-take"));
        var entries = new List<CountEntry>();
        foreach (var (cell, units) in found.Select(f => (f.Key, f.Value)))
        {
            if (!state.Opened.Cells.Items.Contains(cell)) return Refusal.Of(InventoryCodes.TakeOutside, ("location", cell.Location), ("sku", cell.Sku));
            entries.Add(new(cell, units, view.Books.Items.First(b => b.Cell == cell).Units, context.At, context.Actor.Id));
        }

        return Of(new CountEntered(entries.ToValueList()));
    }

    private static Result<Decision<StockTakeEvent>> Review(StockTake state, ReviewStockTake review)
    {
        var lines = new List<StockTakeLine>();
        foreach (var cell in state.Opened.Cells)
        {
            if (state.LastOf(cell) is not { } count) return Refusal.Of(InventoryCodes.TakeUncounted, ("location", cell.Location), ("sku", cell.Sku));
            if (!state.IsSettled(cell)) return Refusal.Of(InventoryCodes.TakeRecount, ("location", cell.Location), ("sku", cell.Sku), ("found", count.Found));
            var worth = review.Worths.Items.Where(w => w.Sku == cell.Sku).Select(w => (Money?)(w.Each * count.Difference.Units)).FirstOrDefault();
            lines.Add(new(cell, count, worth, state.Opened.Passes(count.Difference.Units, count.Book)));
        }

        return new Decision<StockTakeEvent>([new StockTakeReviewed(lines.ToValueList())], lines.Where(l => l.Count.Difference.Units != 0)
            .Select(l => Reason.Of(InventoryCodes.TakeDiffers, ("location", l.Cell.Location), ("sku", l.Cell.Sku), ("book", l.Count.Book), ("found", l.Count.Found),
                ("difference", l.Count.Difference))).ToValueList(), []);
    }

    private static Result<Decision<StockTakeEvent>> Post(StockTake state, DecisionContext context)
    {
        if (state.Status != StockTakeStatus.Reviewed) return Refusal.Of(InventoryCodes.TakeUnreviewed, ("status", state.Status));
        var above = new HashSet<StockCell>(state.Lines.Where(l => l.IsAbove).Select(l => l.Cell));
        return state.Entries.Items.Any(e => above.Contains(e.Cell) && e.By == context.Actor.Id)
            ? Refusal.Of(InventoryCodes.TakeOwn, ("actor", context.Actor.Id), ("count", above.Count))
            : Of(new StockTakePosted());
    }

    private static Result<Decision<StockTakeEvent>> Of(StockTakeEvent happened) => new Decision<StockTakeEvent>([happened], [], []);

    private static StockTake? Evolve(StockTake? state, StockTakeEvent happened) => (state, happened) switch
    {
        (null, StockTakeOpened e) => new(e, StockTakeStatus.Counting, [], []),
        (null, _) => null,
        // What is counted once more has to be looked at once more.
        (_, CountEntered e) => state with { Status = StockTakeStatus.Counting, Entries = state.Entries.AddRange(e.Entries.Items), Lines = [] },
        (_, StockTakeReviewed e) => state with { Status = StockTakeStatus.Reviewed, Lines = e.Lines },
        (_, StockTakePosted) => state with { Status = StockTakeStatus.Posted },
        (_, StockTakeCancelled) => state with { Status = StockTakeStatus.Cancelled },
        _ => state,
    };
}
