using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>
/// Decides movements of stock that no reservation makes. Goods that are gone are booked as gone: these are facts, and what they break is a finding.
/// </summary>
public static class StockMovements
{
    /// <summary>One movement as an aggregate: its stream holds one event, which is its state.</summary>
    public static Decider<StockEvent, StockCommand, StockEvent, StockView> Decider { get; } =
        new(StreamKinds.Stock, InventoryEvents.Stock, static (_, happened) => happened,
            static (_, command, stock, context) => Required.Of(command, context) is { } missing ? missing : Handle(command, stock));

    /// <summary>The SKUs that a command names: whose balances its decision looks at.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="ArgumentException">The command is none of this package.</exception>
    public static IEnumerable<SkuId> SkusOf(StockCommand command) => command switch
    {
        ReceiveStock c => c.Units.Select(u => u.Cell.Sku),
        RecordShippedElsewhere c => c.Units.Select(u => u.Cell.Sku),
        TakeBack c => c.Units.Select(u => u.Cell.Sku),
        CountStock c => c.Counted.Select(u => u.Cell.Sku),
        _ => throw new ArgumentException($"{command?.GetType()} is no stock command.", nameof(command)),
    };

    /// <summary>Decides a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="positions">The balances of the cells that it names; an account not listed counts as zero.</param>
    /// <returns>The event, and findings where a balance turns out impossible; no event, with the reason, when nothing moves.</returns>
    /// <exception cref="ArgumentException">The command is none of this package.</exception>
    /// <exception cref="OverflowException">Units of a cell sum, or differ from its balance, past 64 bits.</exception>
    /// <remarks>Refuses with: <see cref="InventoryCodes.NothingToMove"/>, <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>.</remarks>
    public static Result<Decision<StockEvent>> Decide(StockCommand command, ImmutableArray<StockBalance> positions)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Missing() is { } missing) return missing;
        return command switch
        {
            ReceiveStock receive => Moved(receive.Units, u => new StockReceived(u), (_, _) => null),
            RecordShippedElsewhere ship => Moved(ship.Units, u => new ShippedElsewhere(u, ship.OrderKey), (cell, q) =>
                Finding(InventoryCodes.OnHandNegative, cell, StockSheet.BalanceOf(positions, cell, StockAccount.OnHand), q)),
            TakeBack { Outcome: InspectionOutcome.Restock or InspectionOutcome.WriteOff } back =>
                Moved(back.Units, u => new GoodsTakenBack(u, back.Outcome, back.OrderKey), (cell, q) =>
                    Finding(InventoryCodes.SoldNegative, cell, StockSheet.BalanceOf(positions, cell, StockAccount.Sold), q)),
            TakeBack back => Decision<StockEvent>.Of([], Reason.Of(InventoryCodes.OutcomeMovesNothing, ("outcome", back.Outcome))),
            CountStock count => Count(count, positions),
            _ => throw new ArgumentException($"{command.GetType().Name} is no stock command.", nameof(command)),
        };
    }

    private static Result<Handled<StockEvent, StockEvent>> Handle(StockCommand command, StockView stock) =>
        Decide(command, stock.Positions)
            .Then<Handled<StockEvent, StockEvent>>(d => new Handled<StockEvent, StockEvent>(d, d.Events.IsEmpty ? null : d.Events[0]));

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

    private static Reason? Finding(string code, StockCell cell, long balance, Quantity taken)
    {
        var after = checked(balance - taken.Units);
        return after >= 0 ? null : Reason.Of(code, ("location", cell.Location), ("sku", cell.Sku), ("units", taken), ("after", after));
    }

    private static Result<Decision<StockEvent>> Count(CountStock command, ImmutableArray<StockBalance> positions)
    {
        var counted = new SortedDictionary<StockCell, Quantity>();
        foreach (var (cell, quantity) in command.Counted)
        {
            counted.TryGetValue(cell, out var before);
            counted[cell] = before + quantity;
        }

        if (counted.Count == 0) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "stock"));
        var counts = ImmutableArray.CreateBuilder<StockCount>(counted.Count);
        var reasons = new List<Reason>();
        foreach (var (cell, found) in counted)
        {
            var book = StockSheet.BalanceOf(positions, cell, StockAccount.OnHand);
            var locked = StockSheet.BalanceOf(positions, cell, StockAccount.Locked);
            counts.Add(new(cell, found, QuantityDelta.Of(checked(found.Units - book))));
            reasons.Add(Reason.Of(found.Units == book ? InventoryCodes.CountAgrees : InventoryCodes.CountDiffers,
                ("location", cell.Location), ("sku", cell.Sku), ("book", book), ("counted", found), ("why", command.Why)));
            if (found.Units < locked)
                reasons.Add(Reason.Of(InventoryCodes.CountBelowLocked, ("location", cell.Location), ("sku", cell.Sku), ("counted", found), ("locked", locked)));
        }

        return new Decision<StockEvent>([new StockCounted(counts.MoveToImmutable().ToValueList(), command.Why)], reasons.ToValueList(), []);
    }
}
