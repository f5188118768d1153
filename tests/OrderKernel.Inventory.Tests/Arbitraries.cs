using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Inventory.Tests;

/// <summary>What one cell holds, and units that are taken from it.</summary>
public sealed record Held(long OnHand, long Locked, long InTransfer, long Take);

/// <summary>One step of an adjustment's walk: which command, who, after how many hours, which variety.</summary>
public sealed record Turn(int Command, int Who, int Hours, int Pick);

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    public static Arbitrary<Held> Cells() => (
        from onHand in Gen.Choose(-3, 20) from locked in Gen.Choose(0, 12) from transfer in Gen.Choose(0, 5) from take in Gen.Choose(1, 12)
        select new Held(onHand, locked, transfer, take)).ToArbitrary();

    public static Arbitrary<Turn[]> Walks() => (
        from command in Gen.Choose(0, 6) from who in Gen.Choose(0, 5) from hours in Gen.Choose(0, 30) from pick in Gen.Choose(0, 11)
        select new Turn(command, who, hours, pick)).ArrayOf(20).ToArbitrary();

    /// <summary>Few ids, few units, few messages: so that things meet.</summary>
    public static Arbitrary<LedgerOp[]> Runs() => Arb.From(
        from count in Gen.Choose(1, 80)
        from ops in Op().ArrayOf(count)
        from dice in Gen.Choose(0, 99).ArrayOf(count)
        select WithRepeats(ops, dice), Shorter);

    private static Gen<LedgerOp> Op() =>
        from kind in Gen.Frequency((7, Gen.Constant(OpKind.Reserve)), (7, Gen.Constant(OpKind.Commit)), (6, Gen.Constant(OpKind.Release)),
            (3, Gen.Constant(OpKind.Expire)),
            (7, Gen.Constant(OpKind.Receive)), (1, Gen.Constant(OpKind.RecordShippedElsewhere)), (1, Gen.Constant(OpKind.Restock)),
            (1, Gen.Constant(OpKind.WriteOff)), (1, Gen.Constant(OpKind.Count)),
            (3, Gen.Constant(OpKind.Extend)), (10, Gen.Constant(OpKind.MoveHold)),
            (2, Gen.Constant(OpKind.PutAside)), (3, Gen.Constant(OpKind.Regrade)), (1, Gen.Constant(OpKind.ReceiveTransfer)))
        // The first three expire while a run lasts.
        from reservation in Gen.Choose(0, kind is OpKind.Extend ? 2 : 5)
        from lines in Gen.Choose(0, 3)
        from units in kind == OpKind.MoveHold
            ? (from cell in Gen.Elements(0, 0, 0, 2, 2, 2, 1) from n in Gen.Choose(1, 2) select (cell, n)).ArrayOf(Math.Min(lines, 2))
            : (from cell in Gen.Choose(0, 2) from n in Gen.Choose(1, 4) select (cell, n)).ArrayOf(lines)
        from message in Gen.Choose(0, 7)
        from minutes in Gen.Choose(0, 12)
        from old in Gen.Choose(0, 3)
        select new LedgerOp(kind, reservation, units.ToValueList(), message, minutes, old == 0 || (old < 3 && kind == OpKind.MoveHold));

    /// <summary>
    /// Makes every fourth step a repeat of one of the five before it, as a retry would be, and some the same again by somebody else who saw what was before.
    /// </summary>
    private static LedgerOp[] WithRepeats(LedgerOp[] ops, int[] dice)
    {
        for (var i = 1; i < ops.Length; i++)
        {
            if (dice[i] < 25) ops[i] = ops[i - 1 - (dice[i] % Math.Min(i, 5))];
            else if (dice[i] < 40) ops[i] = ops[i - 1] with { Message = ops[i - 1].Message + 8, OnOldBalances = true };
        }

        return ops;
    }

    private static IEnumerable<LedgerOp[]> Shorter(LedgerOp[] ops) =>
        Enumerable.Range(0, ops.Length).Select(i => ops.Where((_, j) => j != i).ToArray()).Where(o => o.Length > 0);
}
