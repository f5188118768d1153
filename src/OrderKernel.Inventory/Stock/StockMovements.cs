using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>
/// Decides movements of stock that no reservation makes. Goods that are gone are booked as gone: these are facts, and what they break is a finding.
/// </summary>
public static class StockMovements
{
    /// <summary>One movement as an aggregate: its state is its first event; what may follow says that somebody looked at what it found.</summary>
    public static Decider<StockEvent, StockCommand, StockEvent, StockView> Decider { get; } =
        new(StreamKinds.Stock, InventoryEvents.Stock, static (state, happened) => state ?? happened,
            static (state, command, stock, context) =>
                Required.Of(command, context) is { } missing ? missing : Handle(state, command, stock, context.At));

    /// <summary>The SKUs that a command names: whose balances its decision looks at.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="ArgumentException">The command is none of this package.</exception>
    public static IEnumerable<SkuId> SkusOf(StockCommand command) => command switch
    {
        ReceiveStock c => c.Units.Select(u => u.Cell.Sku),
        RecordShippedElsewhere c => c.Units.Select(u => u.Cell.Sku),
        TakeBack c => c.Units.Select(u => u.Cell.Sku),
        CountStock c => c.Counted.Select(u => u.Cell.Sku),
        Regrade c => c.Units.Select(u => u.Cell.Sku),
        CorrectBook c => c.Drifts.Select(d => d.Cell.Sku),
        DateBatches c => c.Dates.Select(d => d.Cell.Sku),
        ReceiveTransfer c => c.Units.AddRange(c.Damaged.Items).AddRange(c.Lost.Items).Select(u => u.Cell.Sku),
        SettleFindings => [],
        _ => throw new ArgumentException($"{command?.GetType()} is no stock command.", nameof(command)),
    };

    /// <summary>Decides a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="positions">The balances of the cells that it names; an account not listed counts as zero.</param>
    /// <returns>The event, and findings where a balance turns out impossible; no event, with the reason, when nothing moves.</returns>
    /// <exception cref="ArgumentException">The command is none of this package.</exception>
    /// <exception cref="OverflowException">Units of a cell sum, or differ from its balance, past 64 bits.</exception>
    /// <remarks>Refuses with: <see cref="InventoryCodes.NothingToMove"/>, <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>.</remarks>
    public static Result<Decision<StockEvent>> Decide(StockCommand command, ImmutableArray<StockBalance> positions) =>
        Decide(command, new StockView(positions, StockFormula.Default), Instant.MaxValue);

    /// <summary>Decides a command of an instant: a count stands with what moved since, unless a later one is known.</summary>
    /// <param name="command">The command.</param>
    /// <param name="stock">The balances of the cells that it names, and what moved there since that instant.</param>
    /// <param name="at">When it happened; of two counts of one instant the lower one stands.</param>
    /// <returns>The event, and findings where a balance turns out impossible; no event, with the reason, when nothing moves. A cell of which a later
    /// count is known is left out, with a reason.</returns>
    /// <exception cref="ArgumentException">The command is none of this package.</exception>
    /// <exception cref="OverflowException">Units of a cell sum, or differ from its balance, past 64 bits.</exception>
    /// <remarks>Refuses with: <see cref="InventoryCodes.NothingToMove"/>, <see cref="InventoryCodes.GradeInvalid"/>,
    /// <see cref="InventoryCodes.GradeShort"/>, <see cref="InventoryCodes.CorrectionOutdated"/>, <see cref="InventoryCodes.CountOutdated"/> when later counts of all cells are
    /// known, <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>.</remarks>
    public static Result<Decision<StockEvent>> Decide(StockCommand command, StockView stock, Instant at)
    {
        var positions = stock.Positions;
        ArgumentNullException.ThrowIfNull(command);
        if (command.Missing() is { } missing) return missing;
        return command switch
        {
            ReceiveStock receive => Receive(receive, positions),
            DateBatches dates => Redate(dates, positions),
            RecordShippedElsewhere ship => Moved(ship.Units, u => new ShippedElsewhere(u, ship.OrderKey), (cell, q) =>
                Finding(InventoryCodes.OnHandNegative, cell, StockSheet.BalanceOf(positions, cell, StockAccount.OnHand), q)),
            TakeBack { Outcome: InspectionOutcome.Restock or InspectionOutcome.WriteOff or InspectionOutcome.Quarantine } back =>
                Moved(back.Units, u => new GoodsTakenBack(u, back.Outcome, back.OrderKey), (cell, q) =>
                    Finding(InventoryCodes.SoldNegative, cell, StockSheet.BalanceOf(positions, cell, StockAccount.Sold), q)),
            TakeBack back => Decision<StockEvent>.Of([], Reason.Of(InventoryCodes.OutcomeMovesNothing, ("outcome", back.Outcome))),
            CountStock count => Count(count, stock, at),
            CorrectBook correct => Correcting.Decide(correct, positions),
            Regrade regrade => Regrading.Decide(regrade, positions),
            ReceiveTransfer receive => Arriving.Decide(receive, positions),
            SettleFindings settle => new Decision<StockEvent>([new FindingsSettled(settle.Why)], [], []),
            _ => throw new ArgumentException($"{command.GetType().Name} is no stock command.", nameof(command)),
        };
    }

    private static Result<Handled<StockEvent, StockEvent>> Handle(StockEvent? state, StockCommand command, StockView stock, Instant at) =>
        Decide(command, stock, at)
            .Then<Handled<StockEvent, StockEvent>>(d => new Handled<StockEvent, StockEvent>(d, state ?? (d.Events.IsEmpty ? null : d.Events[0])));

    private static Result<Decision<StockEvent>> Moved(ValueList<StockUnits> asked, Func<ValueList<StockUnits>, StockEvent> make,
        Func<StockCell, Quantity, Reason?> find)
    {
        var units = StockUnits.Sum(asked);
        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock"));
        var findings = new List<Reason>();
        foreach (var (cell, quantity) in units)
        {
            if (find(cell, quantity) is { } finding) findings.Add(finding);
        }

        return new Decision<StockEvent>([make(units)], findings.ToValueList(), []);
    }

    private static Result<Decision<StockEvent>> Receive(ReceiveStock command, ImmutableArray<StockBalance> positions)
    {
        var findings = new List<Reason>();
        var dated = BatchClock.Earliest(command.Dates, positions, findings);
        return Moved(command.Units, u => new StockReceived(u) { Dated = dated, Inbound = command.Inbound }, (_, _) => null)
            .Then(d => Result.Ok(d with { Reasons = d.Reasons.AddRange(findings) }));
    }

    private static Result<Decision<StockEvent>> Redate(DateBatches command, ImmutableArray<StockBalance> positions)
    {
        var dates = new SortedDictionary<StockCell, BatchDate>();
        foreach (var date in command.Dates) dates[date.Cell] = date with { Before = BatchClock.Of(positions, date.Cell) };
        var changes = dates.Values.Where(d => d.ExpiresOn != d.Before).ToValueList();
        return changes.IsEmpty
            ? Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock"))
            : new Decision<StockEvent>([new BatchesDated(changes, command.Why)], changes.Items.Select(d => Reason.Of(InventoryCodes.BatchDated,
                ("location", d.Cell.Location), ("sku", d.Cell.Sku), ("batch", d.Cell.Batch), ("expires", BatchClock.Text(d.ExpiresOn)))).ToValueList(), []);
    }

    private static Reason? Finding(string code, StockCell cell, long balance, Quantity taken)
    {
        var after = checked(balance - taken.Units);
        return after >= 0 ? null : Reason.Of(code, ("location", cell.Location), ("sku", cell.Sku), ("units", taken), ("after", after));
    }

    private static Result<Decision<StockEvent>> Count(CountStock command, StockView stock, Instant at)
    {
        var counted = new SortedDictionary<StockCell, Quantity>();
        foreach (var (cell, quantity) in command.Counted)
        {
            counted.TryGetValue(cell, out var before);
            counted[cell] = before + quantity;
        }

        if (counted.Count == 0) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock"));
        var counts = new List<StockCount>(counted.Count);
        var reasons = new List<Reason>();
        foreach (var (cell, found) in counted)
        {
            if (CountClock.Outdated(stock, cell, found, at) is { } outdated) reasons.Add(outdated);
            else counts.Add(Count(cell, found, command.Why, stock, reasons));
        }

        return counts.Count == 0
            ? new Refusal(reasons[0].Code, reasons[0].Arguments)
            : new Decision<StockEvent>([Counted(command, counts, stock.Positions, reasons)], reasons.ToValueList(), []);
    }

    private static StockCounted Counted(CountStock command, List<StockCount> counts, ImmutableArray<StockBalance> positions, List<Reason> reasons) =>
        new(counts.ToValueList(), command.Why) { Dated = BatchClock.Earliest(command.Dates, positions, reasons) };

    private static StockCount Count(StockCell cell, Quantity found, string why, StockView stock, List<Reason> reasons)
    {
        var book = StockSheet.BalanceOf(stock.Positions, cell, StockAccount.OnHand);
        var locked = StockSheet.BalanceOf(stock.Positions, cell, StockAccount.Locked);
        var since = stock.MovedSince(cell);
        var count = new StockCount(cell, found, default) { Since = since == 0 ? null : QuantityDelta.Of(since) };
        count = count with { Difference = QuantityDelta.Of(checked(count.OnHand - book)) };
        reasons.Add(Reason.Of(count.OnHand == book ? InventoryCodes.CountAgrees : InventoryCodes.CountDiffers,
            ("location", cell.Location), ("sku", cell.Sku), ("book", book), ("counted", found), ("why", why)));
        if (count.Since is { } moves)
            reasons.Add(Reason.Of(InventoryCodes.CountMoved, ("location", cell.Location), ("sku", cell.Sku), ("counted", found), ("since", moves),
                ("onHand", count.OnHand)));
        if (count.OnHand < locked)
            reasons.Add(Reason.Of(InventoryCodes.CountBelowLocked, ("location", cell.Location), ("sku", cell.Sku), ("counted", count.OnHand),
                ("locked", locked)));
        return count;
    }
}
