using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Inventory.Tests.Batches;

// Fails when shelves of batches in two pools answer, pick or count otherwise than the naive ones, when a batch is promised twice or a shelf below what it keeps
// back, when a lock is leaked or goods appear or vanish in a batch; and when one of the planted bugs (ShelfBug) goes unnoticed within a thousand runs.
public class ShelfLaws
{
    public static TheoryData<ShelfBug> Bugs => [.. Enum.GetValues<ShelfBug>().Where(b => b != ShelfBug.Nothing)];

    [Law(1_000, 100_000, Arbitrary = [typeof(ShelfRuns)])]
    public void Batches_and_pools_agree_with_the_naive_ones_in_every_run(ShelfOp[] ops) => Assert.Equal("", Difference(ops, ShelfBug.Nothing) ?? "");

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found(ShelfBug planted)
    {
        string? found = null;
        Assert.ThrowsAny<Exception>(() => Prop.ForAll(ShelfOp.Runs(), ops => (found = Difference(ops, planted) ?? found) is null).Check(Sizes.Config(1_000)));
        Assert.NotNull(found); // a difference, not an accident of the spoiled code
    }

    [Fact]
    public void Every_kind_of_answer_is_met()
    {
        var answers = new HashSet<string>();
        var sameRuns = new Replay(new Rnd(20260209, 1), Microsoft.FSharp.Core.FSharpOption<int>.None);
        Prop.ForAll(ShelfOp.Runs(), ops =>
        {
            var world = new ShelfWorld(ShelfBug.Nothing);
            foreach (var op in ops) answers.Add($"{op.Act} {world.Run(op).Split(' ')[0]}{(op.Act == ShelfAct.Reserve && op.OverPools ? " over pools" : "")}");
        }).Check(Sizes.Config(2_000).WithReplay(sameRuns));
        string[] met = ["Reserve ok", "Reserve known", "Reserve floor", "Reserve inventory.short", "Reserve ok over pools", "Reserve floor over pools",
            "Reserve inventory.reservation-exists-with-different-content", "Commit ok", "Commit known", "Commit inventory.more-than-reserved",
            "Commit inventory.reservation-ended", "Release ok", "Release inventory.ending-exists-with-different-content", "Expire ok", "Receive ok",
            "Receive floor", "Count ok", "Count floor", "ShipElsewhere ok", "Restock ok", "Regrade ok", "Regrade floor", "Regrade inventory.grade-short",
            "WriteOff ok", "WriteOff floor", "Gift ok", "Gift floor", "Move ok", "Move known", "Move floor", "Move inventory.short",
            "Move inventory.more-than-reserved"];
        Assert.Empty(met.Except(answers));
    }

    private static string? Difference(ShelfOp[] ops, ShelfBug planted)
    {
        var (world, naive) = (new ShelfWorld(planted), new NaiveShelves());
        foreach (var op in ops)
        {
            var (real, expected) = (world.Run(op), naive.Run(op));
            if (real != expected) return $"{op}: answered {real}, expected {expected}";
            for (var c = 0; c < ShelfOp.Cells; c++)
            {
                long[] units = [world.Of(c, StockAccount.OnHand), world.Of(c, StockAccount.Sold), world.Of(c, StockAccount.Supplied),
                    world.Of(c, StockAccount.WrittenOff), world.Of(c, StockAccount.Damaged), world.Of(c, StockAccount.Locked)];
                long[] plain = [naive.OnHand[c], naive.Sold[c], naive.Supplied[c], naive.WrittenOff[c], naive.Damaged[c], naive.Locked(c)];
                if (!units.SequenceEqual(plain)) return $"{op}: balances of {c} are {string.Join(" ", units)}, not {string.Join(" ", plain)}";
                if (world.OpenOf(c) != units[5]) return $"{op}: {world.OpenOf(c)} held open in {c}, {units[5]} locked";
                if (units[0] + units[1] + units[3] + units[4] != units[2]) return $"{op}: goods appeared or vanished in {c}";
            }

            foreach (var shelf in new[] { 0, ShelfOp.Batches })
            {
                if (world.Available(shelf) != naive.Available(shelf))
                    return $"{op}: {world.Available(shelf)} available on {shelf}, expected {naive.Available(shelf)}";
            }
        }

        return null;
    }

    internal static class ShelfRuns
    {
        public static Arbitrary<ShelfOp[]> Runs() => ShelfOp.Runs();
    }
}
