using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Inventory.Tests.Batches;

public enum ShelfAct
{
    Reserve = 1,
    Commit = 2,
    Release = 3,
    Expire = 4,
    Receive = 5,
    Count = 6,
    ShipElsewhere = 7,
    Restock = 8,
    Regrade = 9,
    WriteOff = 10,
    Gift = 11,
    Move = 12,
}

/// <summary>
/// One step on one SKU at one location: what is asked, of which reservation, with which units by number of cell, under which message, served from several
/// pools or not, on balances of now or of one step before.
/// </summary>
public sealed record ShelfOp(ShelfAct Act, int Reservation, ValueList<(int Cell, int Units)> Units, int Message, bool OverPools, bool OnOldBalances)
{
    /// <summary>Two pools; in each units of no batch, a batch near its end, one that expires first, one later, one without a day.</summary>
    public const int Pools = 2, Batches = 5, Cells = Pools * Batches;

    /// <summary>Days from <see cref="BatchWorld.Today"/> to the last day of each batch.</summary>
    public static readonly int?[] Days = [null, 10, 60, 200, null];

    /// <summary>The cells in the order of their names.</summary>
    public static readonly int[] ByName = [0, 4, 1, 3, 2, 5, 9, 6, 8, 7];

    public static int ShelfOf(int cell) => cell / Batches * Batches;

    public static bool IsShelf(int cell) => cell % Batches == 0;

    public static StockCell CellOf(int cell)
    {
        var pool = BatchWorld.In(cell < Batches ? "" : "retail");
        // By name the one without a day stands before, and the one that expires first behind, those that are picked after and before it.
        return IsShelf(cell) ? pool : pool with { Batch = BatchId.Of(new[] { "b-near", "d-soon", "c-late", "a-none" }[(cell % Batches) - 1]) };
    }

    public static Arbitrary<ShelfOp[]> Runs() => Arb.From(
        from count in Gen.Choose(1, 60) from ops in Any().ArrayOf(count) from dice in Gen.Choose(0, 99).ArrayOf(count) select WithRepeats(ops, dice), Shorter);

    private static Gen<ShelfOp> Any() =>
        from act in Gen.Frequency((8, Gen.Constant(ShelfAct.Reserve)), (5, Gen.Constant(ShelfAct.Commit)), (5, Gen.Constant(ShelfAct.Release)),
            (2, Gen.Constant(ShelfAct.Expire)), (9, Gen.Constant(ShelfAct.Receive)), (2, Gen.Constant(ShelfAct.Count)),
            (1, Gen.Constant(ShelfAct.ShipElsewhere)), (1, Gen.Constant(ShelfAct.Restock)), (2, Gen.Constant(ShelfAct.Regrade)),
            (1, Gen.Constant(ShelfAct.WriteOff)), (2, Gen.Constant(ShelfAct.Gift)), (7, Gen.Constant(ShelfAct.Move)))
        from reservation in Gen.Choose(0, 5)
        from pool in Gen.Choose(0, Pools - 1)
        from lines in Gen.Choose(act is ShelfAct.Commit or ShelfAct.Release ? 0 : 1, act == ShelfAct.Move ? 1 : 3)
        // Who reserves mostly names the shelf; goods come by batches.
        from cells in (act is ShelfAct.Reserve or ShelfAct.Commit or ShelfAct.Release
            ? Gen.Elements(0, 0, 0, 1, 2, 3, 4)
            : Gen.Choose(0, Batches - 1)).ArrayOf(lines)
        from units in Gen.Choose(1, act == ShelfAct.Move ? 2 : 5).ArrayOf(lines)
        from message in Gen.Choose(0, 7)
        from over in Gen.Choose(0, 2)
        from old in Gen.Choose(0, 3)
        select new ShelfOp(act, reservation, cells.Select((c, i) => ((pool * Batches) + c, units[i])).ToValueList(), message, over == 0,
            old == 0 || (old < 3 && act == ShelfAct.Move));

    private static ShelfOp[] WithRepeats(ShelfOp[] ops, int[] dice)
    {
        for (var i = 1; i < ops.Length; i++)
        {
            if (dice[i] < 20) ops[i] = ops[i - 1 - (dice[i] % Math.Min(i, 5))];
            else if (dice[i] < 35)
                ops[i] = ops[i - 1] with { Reservation = (ops[i - 1].Reservation + 1) % 6, Message = ops[i - 1].Message + 8, OnOldBalances = true };
        }

        return ops;
    }

    private static IEnumerable<ShelfOp[]> Shorter(ShelfOp[] ops) =>
        Enumerable.Range(0, ops.Length).Select(i => ops.Where((_, j) => j != i).ToArray()).Where(o => o.Length > 0);
}
