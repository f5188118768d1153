using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Transfers as documents 调拨单: planned and held, sent, come whole or in part, short, damaged or never; put off, cancelled, given up.</summary>
/// <remarks>
/// Laws: planned = to ship + shipped + cancelled, shipped = on the way + received + damaged + lost, none negative; what is held is what is to ship; what is
/// expected at the other end is what is outstanding; what arrives has left, whether anybody said so or not.
/// </remarks>
public static class TransferDecider
{
    /// <summary>A transfer as an aggregate; what it is given is what its hold has open.</summary>
    public static Decider<StockTransfer, TransferCommand, TransferEvent, ValueList<StockUnits>> Decider { get; } =
        new(StreamKinds.Transfer, TransferEvents.Codec, Evolve, Handle);

    private static Result<Handled<StockTransfer, TransferEvent>> Handle(StockTransfer? state, TransferCommand command, ValueList<StockUnits> held,
        DecisionContext context)
    {
        if (Required.Of(command, context) is { } missing) return missing;
        return Decide(state, command, held).Then<Handled<StockTransfer, TransferEvent>>(d =>
            new Handled<StockTransfer, TransferEvent>(d, d.Events.Items.Aggregate(state, Evolve)));
    }

    private static Result<Decision<TransferEvent>> Decide(StockTransfer? state, TransferCommand command, ValueList<StockUnits> held)
    {
        if (command is PlanTransfer plan) return Plan(state, plan);
        if (state is null) return Refusal.Of(InventoryCodes.TransferUnknown);
        if (command is TakeArrival arrival) return Arrive(state, arrival, held);
        if (state.Status is TransferStatus.Arrived or TransferStatus.Cancelled) return Refusal.Of(InventoryCodes.TransferEnded, ("status", state.Status));
        return command switch
        {
            ShipTransfer ship => Ship(state, ship, held),
            PutOffTransfer c when c.ExpectedAt == state.ExpectedAt => Of([]),
            PutOffTransfer c => Of([new TransferRescheduled(c.ExpectedAt, c.Why)]),
            CancelTransfer when state.Lines.Items.All(l => l.ToShip.IsZero) => Refusal.Of(InventoryCodes.TransferLeft),
            CancelTransfer c => Of([new TransferCancelled(c.Why)]),
            GiveUpTransfer when state.Lines.Items.All(l => l.OnTheWay.IsZero) => Refusal.Of(InventoryCodes.TransferNotLeft),
            GiveUpTransfer c => Of([new TransferGivenUp(OnTheWay(state), c.Why)]),
            _ => throw new ArgumentException($"{command.GetType().Name} is no command on transfers.", nameof(command)),
        };
    }

    private static Result<Decision<TransferEvent>> Plan(StockTransfer? state, PlanTransfer plan)
    {
        var units = StockUnits.Sum(plan.Units);
        if (state is not null)
        {
            return (state.To, state.ExpectedAt) == (plan.To, plan.ExpectedAt) && state.Units == units
                ? Of([])
                : Refusal.Of(InventoryCodes.TransferDiffers);
        }

        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "transfer"));
        return units.Items.Any(u => u.Cell.Location == plan.To)
            ? Refusal.Of(InventoryCodes.TransferToItself, ("location", plan.To))
            : Of([new TransferPlanned(units, plan.To, plan.ExpectedAt)]);
    }

    private static Result<Decision<TransferEvent>> Ship(StockTransfer state, ShipTransfer ship, ValueList<StockUnits> held)
    {
        var asked = ship.Units.IsEmpty ? held : StockUnits.Sum(ship.Units);
        if (asked.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", "transfer"));
        if (asked.Items.Any(u => u.Cell.Location == state.To)) return Refusal.Of(InventoryCodes.TransferToItself, ("location", state.To));
        var parcel = TransferParcel.Of(held, asked);
        if (parcel.Short.IsEmpty) return Of([new TransferShipped(parcel.Units) { Moves = parcel.Moves }]);
        var (cell, units) = parcel.Short[0];
        return Refusal.Of(InventoryCodes.TransferAbovePlanned, ("location", cell.Location), ("sku", cell.Sku), ("units", units));
    }

    // What came, came: what nobody said had left, has.
    private static Result<Decision<TransferEvent>> Arrive(StockTransfer state, TakeArrival arrival, ValueList<StockUnits> held)
    {
        var happened = new List<TransferEvent>();
        var all = arrival.Units.AddRange(arrival.Damaged.Items).AddRange(arrival.Lost.Items);
        var unsaid = new List<StockUnits>();
        foreach (var sku in all.Items.GroupBy(u => u.Cell.Sku))
        {
            var lines = state.Lines.Where(l => l.Sku == sku.Key);
            var beyond = sku.Sum(u => u.Quantity.Units) - lines.Sum(l => l.OnTheWay.Units);
            var some = Math.Min(Math.Max(0, beyond), held.Items.Where(h => h.Cell.Sku == sku.Key).Sum(h => h.Quantity.Units));
            foreach (var (cell, quantity) in held.Items.Where(h => h.Cell.Sku == sku.Key))
            {
                var left = Math.Min(some, quantity.Units);
                if (left > 0) unsaid.Add(new(cell, Quantity.Of(left)));
                some -= left;
            }
        }

        if (unsaid.Count > 0) happened.Add(new TransferShipped(StockUnits.Sum(unsaid)) { IsImplied = true });
        happened.Add(new TransferArrived(arrival.Movement, StockUnits.Sum(arrival.Units))
        {
            Damaged = StockUnits.Sum(arrival.Damaged), Lost = StockUnits.Sum(arrival.Lost),
        });
        return Of(happened.ToValueList());
    }

    private static ValueList<StockUnits> OnTheWay(StockTransfer state) => StockUnits.Sum(state.Lines.Items
        .Select(l => new StockUnits(new(state.To, l.Sku, l.Pool), l.OnTheWay)));

    private static Result<Decision<TransferEvent>> Of(ValueList<TransferEvent> happened) => new Decision<TransferEvent>(happened, [], []);

    private static StockTransfer? Evolve(StockTransfer? state, TransferEvent happened) => (state, happened) switch
    {
        (_, TransferPlanned e) => new(e.To, e.Units, e.ExpectedAt, e.Units.Items.GroupBy(u => (u.Cell.Sku, u.Cell.Pool)).OrderBy(g => g.Key)
            .Select(g => new TransferLine(g.Key.Sku, g.Key.Pool, g.Aggregate(Quantity.Zero, (sum, u) => sum + u.Quantity), default, default, default, default,
                default, default)).ToValueList()),
        (null, _) => null,
        (_, TransferShipped e) => state with
        {
            Lines = Fill(state.Lines, e.Units, static l => l.ToShip, static (l, q) => l with { Shipped = l.Shipped + q }),
        },
        (_, TransferArrived e) => state with { Lines = Arrived(state.Lines, e) },
        (_, TransferRescheduled e) => state with { ExpectedAt = e.ExpectedAt },
        (_, TransferCancelled) => state with { Lines = state.Lines.Select(static l => l with { Cancelled = l.Cancelled + l.ToShip }).ToValueList() },
        (_, TransferGivenUp) => state with { Lines = state.Lines.Select(static l => l with { Lost = l.Lost + l.OnTheWay }).ToValueList() },
        _ => state,
    };

    private static ValueList<TransferLine> Arrived(ValueList<TransferLine> lines, TransferArrived e)
    {
        lines = Fill(lines, e.Units, static l => l.OnTheWay, static (l, q) => l with { Received = l.Received + q });
        lines = Fill(lines, e.Damaged, static l => l.OnTheWay, static (l, q) => l with { Damaged = l.Damaged + q });
        return Fill(lines, e.Lost, static l => l.OnTheWay, static (l, q) => l with { Lost = l.Lost + q }, isSurplus: false);
    }

    /// <summary>Counts units on the lines of their SKU: of their pool first, then of others, as far as there is room; then as a surplus.</summary>
    private static ValueList<TransferLine> Fill(ValueList<TransferLine> lines, ValueList<StockUnits> units, Func<TransferLine, Quantity> room,
        Func<TransferLine, Quantity, TransferLine> add, bool isSurplus = true)
    {
        var rows = lines.Items.ToArray();
        var rest = units.Items.Select(u => u.Quantity.Units).ToArray();
        foreach (var isOwn in new[] { true, false })
        {
            for (var i = 0; i < rest.Length; i++)
            {
                for (var row = 0; row < rows.Length && rest[i] > 0; row++)
                {
                    if (rows[row].Sku != units[i].Cell.Sku || (isOwn && rows[row].Pool != units[i].Cell.Pool)) continue;
                    var some = Math.Min(rest[i], room(rows[row]).Units);
                    (rows[row], rest[i]) = (add(rows[row], Quantity.Of(some)), rest[i] - some);
                }
            }
        }

        for (var i = 0; isSurplus && i < rest.Length; i++)
        {
            var row = rest[i] == 0 ? -1 : Array.FindIndex(rows, r => r.Sku == units[i].Cell.Sku);
            if (row >= 0) rows[row] = rows[row] with { Surplus = rows[row].Surplus + Quantity.Of(rest[i]) };
        }

        return rows.ToValueList();
    }
}
