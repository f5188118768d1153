using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Inventory.Tests;

public enum OpKind
{
    Reserve = 1,
    Commit = 2,
    Release = 3,
    Expire = 4,
    Receive = 5,
    ShipElsewhere = 6,
    Restock = 7,
    WriteOff = 8,
    Count = 9,
}

/// <summary>One step: what is asked of which reservation, with which units (cell number and count), under which message, after how much time, on fresh or old balances.</summary>
public sealed record LedgerOp(OpKind Kind, int Reservation, ValueList<(int Cell, int Units)> Units, int Message, int Minutes, bool OnOldBalances)
{
    public static readonly string[] Cells = ["HZ/A", "HZ/B", "GZ/A"];

    /// <summary>Few ids, few units, few messages: so that things meet.</summary>
    public static readonly Arbitrary<LedgerOp[]> Runs = Arb.From(
        from count in Gen.Choose(1, 50)
        from ops in One().ArrayOf(count)
        from dice in Gen.Choose(0, 99).ArrayOf(count)
        select WithRepeats(ops, dice), Shorter);

    private static Gen<LedgerOp> One() =>
        from kind in Gen.Frequency((6, Gen.Constant(OpKind.Reserve)), (5, Gen.Constant(OpKind.Commit)), (3, Gen.Constant(OpKind.Release)), (2, Gen.Constant(OpKind.Expire)),
            (3, Gen.Constant(OpKind.Receive)), (1, Gen.Constant(OpKind.ShipElsewhere)), (1, Gen.Constant(OpKind.Restock)), (1, Gen.Constant(OpKind.WriteOff)), (1, Gen.Constant(OpKind.Count)))
        from reservation in Gen.Choose(0, 5)
        from lines in Gen.Choose(0, 3)
        from units in (from cell in Gen.Choose(0, 2) from n in Gen.Choose(1, 4) select (cell, n)).ArrayOf(lines)
        from message in Gen.Choose(0, 7)
        from minutes in Gen.Choose(0, 12)
        from old in Gen.Choose(0, 3)
        select new LedgerOp(kind, reservation, units.ToValueList(), message, minutes, old == 0);

    /// <summary>Makes every fourth step a repeat of one of the five before it, as a retry would be.</summary>
    private static LedgerOp[] WithRepeats(LedgerOp[] ops, int[] dice)
    {
        for (var i = 1; i < ops.Length; i++)
        {
            if (dice[i] < 25) ops[i] = ops[i - 1 - (dice[i] % Math.Min(i, 5))];
        }

        return ops;
    }

    private static IEnumerable<LedgerOp[]> Shorter(LedgerOp[] ops) =>
        Enumerable.Range(0, ops.Length).Select(i => ops.Where((_, j) => j != i).ToArray()).Where(o => o.Length > 0);
}
