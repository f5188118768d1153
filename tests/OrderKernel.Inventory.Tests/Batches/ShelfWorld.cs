using System.Collections.Immutable;

namespace OrderKernel.Inventory.Tests.Batches;

/// <summary>A bug that is planted on purpose in shelves and batches, to see that the laws find it.</summary>
public enum ShelfBug
{
    Nothing = 0,
    FloorsIgnored = 1,
    ShelfFloorForgotten = 2,
    BatchFloorForgotten = 3,
    ShelfFloorOfItsOwnCell = 4,
    LastToExpireFirst = 5,
    NearEndIsSold = 6,
    NamedBatchIsAnyBatch = 7,
    LocksUnseen = 8,
    ReleaseFreesTheFirstBatch = 9,
    CommitLeavesTheBatch = 10,
    ExpiryLeaksABatch = 11,
    PoolsIgnored = 12,
    PoolsEatEachOther = 13,
    CountGoesToTheShelf = 14,
    DayForgotten = 15,
    MoveUnchecked = 16,
    SafetyStockOfEachBatch = 17,
    RepeatPicksAnew = 18,
    GiftTakesPromisedUnits = 19,
    SafetyStockForgotten = 20,
    PickedOrderForgotten = 21,
}

/// <summary>
/// The real decisions on one SKU of many batches over a store that posts and checks floors as a store must; with a bug it does one thing wrong.
/// </summary>
public sealed class ShelfWorld(ShelfBug planted)
{
    /// <summary>Kept back on each shelf.</summary>
    public const int Safety = 2;

    private static readonly PolicyDocument<StockFormula> Formula = BatchWorld.Formula(months: 1, safety: Safety);

    private readonly Dictionary<int, Reservation> _reservations = [];
    private ImmutableArray<StockBalance> _old = [];

    public ImmutableArray<StockBalance> Balances { get; private set; } = [];

    /// <summary>Where held units of a cell go: to the batch that expires last, and from there to the units of no batch in the other pool.</summary>
    public static int TargetOf(int cell) => ShelfOp.ShelfOf(cell) is var shelf && cell - shelf == 3 ? ShelfOp.Batches - shelf : shelf + 3;

    public long Of(int cell, StockAccount account) => StockSheet.BalanceOf(Balances, ShelfOp.CellOf(cell), account);

    public long OpenOf(int cell) => _reservations.Values.Sum(r => r.OpenOf(ShelfOp.CellOf(cell)).Units);

    public long Available(int shelf) => Availability.Of(ShelfOp.CellOf(shelf), Balances, Formula.Policy, BatchWorld.Today).Balance;

    public string Run(ShelfOp op)
    {
        var (before, seen) = (Balances, op.OnOldBalances ? _old : Balances);
        var units = op.Units.Items.Select(u => new StockUnits(ShelfOp.CellOf(u.Cell), Quantity.Of(u.Units))).ToValueList();
        var answer = op.Act is <= ShelfAct.Expire or ShelfAct.Move ? Hold(op, units, seen) : Goods(op, units, seen);
        _old = before;
        return answer;
    }

    private string Hold(ShelfOp op, ValueList<StockUnits> units, ImmutableArray<StockBalance> seen)
    {
        _reservations.TryGetValue(op.Reservation, out var state);
        var id = ReservationId.Of($"r-{op.Reservation}");
        ReservationCommand command = op.Act switch
        {
            ShelfAct.Reserve => Reserving(op, units),
            ShelfAct.Commit => new Commit(id, units),
            ShelfAct.Release => new Release(id, units),
            ShelfAct.Move => new MoveHold(id, op.Units.Items.Select(u => new HoldMove(ShelfOp.CellOf(u.Cell), ShelfOp.CellOf(TargetOf(u.Cell)),
                Quantity.Of(u.Units))).ToValueList()),
            _ => new Expire(id),
        };
        if (planted == ShelfBug.RepeatPicksAnew && command is Reserve && state is { Made.Asked.IsEmpty: false }) return InventoryCodes.ReservationDiffers;
        var view = new StockView(Spoiled(seen, command), planted == ShelfBug.SafetyStockForgotten ? BatchWorld.Formula(months: 1) : Formula)
        {
            On = planted == ShelfBug.NearEndIsSold ? null : BatchWorld.Today,
        };
        var context = Words.By($"m-{op.Message}", op.Act == ShelfAct.Expire ? 60 : 0);
        if (!Reservations.Decide(state, command, view, context).TryGet(out var decision, out var refusal)) return refusal.Code;
        if (decision.Events.IsEmpty) return "known";
        var happened = decision.Events[0];
        if (!Post(Spoiled(happened, StockEffects.Of(happened, view.Formula.Policy)))) return "floor";
        var kept = planted == ShelfBug.PickedOrderForgotten && happened is StockReserved picked ? picked with { Picked = default } : happened;
        _reservations[op.Reservation] = Reservations.Evolve(_reservations.TryGetValue(op.Reservation, out var before) ? before : null, kept);
        return happened is StockReserved made ? $"ok {Picks(made)}" : "ok";
    }

    private Reserve Reserving(ShelfOp op, ValueList<StockUnits> units)
    {
        if (planted == ShelfBug.NamedBatchIsAnyBatch) units = units.Items.Select(u => u with { Cell = u.Cell.ToShelf() }).ToValueList();
        var over = op.OverPools && op.Units.Items.All(u => u.Cell < ShelfOp.Batches) && planted != ShelfBug.PoolsIgnored;
        // Whatever time ends is due when it is told to end.
        return new(ReservationId.Of($"r-{op.Reservation}"), "order", units, Words.Noon + NodaTime.Duration.FromMinutes(30))
            { Pools = over ? [PoolId.Of("retail"), PoolRules.Common] : default };
    }

    private static string Picks(StockReserved made) => string.Join(" ", BatchWorld.Picked(made)
        .Select(p => $"{Enumerable.Range(0, ShelfOp.Cells).Single(c => ShelfOp.CellOf(c) == p.Cell)}:{p.Quantity}"));

    private string Goods(ShelfOp op, ValueList<StockUnits> units, ImmutableArray<StockBalance> seen)
    {
        if (op.Act is ShelfAct.WriteOff or ShelfAct.Gift)
        {
            var posted = new AdjustmentPosted(op.Act == ShelfAct.Gift ? AdjustmentKind.Gift : AdjustmentKind.Damage, Summed(units));
            var effect = StockEffects.Of(posted, Formula.Policy);
            if (planted == ShelfBug.GiftTakesPromisedUnits) effect = StockEffects.Of(posted with { Kind = AdjustmentKind.Damage }, Formula.Policy);
            return Post(effect) ? "ok" : "floor";
        }

        StockCommand command = op.Act switch
        {
            ShelfAct.Receive => new ReceiveStock(units) { Dates = planted == ShelfBug.DayForgotten ? default : Dates(op) },
            ShelfAct.Count => new CountStock(units, "count"),
            ShelfAct.ShipElsewhere => new RecordShippedElsewhere(units, null),
            ShelfAct.Restock => new TakeBack(units, InspectionOutcome.Restock, null),
            _ => new Regrade(units, StockAccount.OnHand, StockAccount.Damaged, "wet"),
        };
        if (!StockMovements.Decide(command, seen).TryGet(out var decision, out var refusal)) return refusal.Code;
        var happened = StockEffects.Of(decision.Events[0]);
        if (planted == ShelfBug.CountGoesToTheShelf && op.Act == ShelfAct.Count)
            happened = happened with { Postings = happened.Postings.Items.Select(p => p with { Cell = p.Cell.ToShelf() }).ToValueList(), Floors = [] };
        return Post(happened) ? "ok" : "floor";
    }

    private static ValueList<StockUnits> Summed(ValueList<StockUnits> units) => units.Items.GroupBy(u => u.Cell).OrderBy(g => g.Key)
        .Select(g => new StockUnits(g.Key, Quantity.Of(g.Sum(u => u.Quantity.Units)))).ToValueList();

    private static ValueList<BatchDate> Dates(ShelfOp op) => op.Units.Items.Where(u => ShelfOp.Days[u.Cell % ShelfOp.Batches] is not null)
        .Select(u => new BatchDate(ShelfOp.CellOf(u.Cell), BatchWorld.Today.PlusDays(ShelfOp.Days[u.Cell % ShelfOp.Batches]!.Value))).ToValueList();

    private bool Post(StockEffect effect)
    {
        var after = StockSheet.Post(Balances, effect.Postings);
        var floors = planted switch
        {
            ShelfBug.FloorsIgnored => [],
            ShelfBug.ShelfFloorForgotten => effect.Floors.Where(f => !f.OverBatches),
            ShelfBug.BatchFloorForgotten => effect.Floors.Where(f => f.Cell.Batch == default || f.Terms.Count == 1),
            ShelfBug.ShelfFloorOfItsOwnCell => effect.Floors.Items.Select(f => f with { OverBatches = false }).ToValueList(),
            ShelfBug.SafetyStockOfEachBatch =>
                effect.Floors.Items.Select(f => f.Cell.Batch != default && f.Terms.Count > 1 ? f with { AtLeast = Safety } : f).ToValueList(),
            _ => effect.Floors,
        };
        if (floors.Items.Any(f => !StockSheet.Holds(after, f))) return false;
        Balances = after;
        return true;
    }

    private ImmutableArray<StockBalance> Spoiled(ImmutableArray<StockBalance> seen, ReservationCommand command) => (planted, command) switch
    {
        (ShelfBug.LastToExpireFirst, Inventory.Reserve) =>
            [.. seen.Select(b => b.Account == StockAccount.ExpiresOn ? b with { Units = 60_000 - b.Units } : b)],
        (ShelfBug.LocksUnseen, Inventory.Reserve) => [.. seen.Where(b => b.Account != StockAccount.Locked || b.Cell.Batch == default)],
        (ShelfBug.PoolsEatEachOther, Inventory.Reserve) => StockSheet.Post([], seen.Select(b =>
            new Posting(b.Cell.Batch == default ? b.Cell with { Pool = default } : b.Cell, b.Account, QuantityDelta.Of(b.Units))).ToValueList()),
        (ShelfBug.MoveUnchecked, MoveHold) => [.. seen.Select(b => b.Account == StockAccount.OnHand ? b with { Units = b.Units + 100 } : b)],
        _ => seen,
    };

    private StockEffect Spoiled(ReservationEvent happened, StockEffect effect) => (planted, happened) switch
    {
        (ShelfBug.ReleaseFreesTheFirstBatch, ReservationReleased) => effect with { Postings = On(effect, _ => effect.Postings[0].Cell) },
        (ShelfBug.CommitLeavesTheBatch, ReservationCommitted) => effect with { Postings = On(effect, c => c.ToShelf()) },
        (ShelfBug.ExpiryLeaksABatch, ReservationExpired) => effect with { Postings = effect.Postings.Items.Take(effect.Postings.Count - 1).ToValueList() },
        (ShelfBug.MoveUnchecked, ReservationMoved) => effect with { Floors = [] },
        _ => effect,
    };

    private static ValueList<Posting> On(StockEffect effect, Func<StockCell, StockCell> cell) =>
        effect.Postings.Items.Select(p => p with { Cell = cell(p.Cell) }).ToValueList();
}
