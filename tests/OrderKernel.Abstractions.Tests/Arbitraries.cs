using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Abstractions.Tests;

/// <summary>Units of a line that moved in the past and move once more.</summary>
public sealed record GoodsStory(ValueList<UnitMove> Past, UnitMove Next, Quantity Units, bool IsPaid);

/// <summary>Moves of the units of one line.</summary>
public sealed record UnitHistory(Quantity Ordered, ValueList<(UnitMove Move, Quantity Units)> Moves);

/// <summary>Moves of the money of one order.</summary>
public sealed record MoneyHistory(Money Due, ValueList<(string Move, long Fen)> Moves);

/// <summary>An amount that was paid, and parts of it that go back.</summary>
public sealed record PartsPaid(int Fen, ValueList<int> Parts);

/// <summary>A total over weights, of which one at least is not zero.</summary>
public sealed record WeightedTotal(long Total, ValueList<long> Weights);

/// <summary>Two ratios of counts.</summary>
public sealed record TwoRatios(long A, long B, long C, long D);

/// <summary>The digits of a phone number.</summary>
public sealed record PhoneDigits(string Text);

/// <summary>Some bytes of a document, by place, that are written over.</summary>
public sealed record Scratches(ValueList<(int At, byte Value)> Bytes);

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    private static readonly string[] MoneyMoves = ["pay", "rebase", "reclaim", "owe", "refund", "withdraw", "reverse", "withhold", "take-back-pending",
        "reassign", "take-over", "release-withheld", "reverse-payment"];

    private static readonly Gen<long> AnyLong = Limits.Longs().Generator;

    private static readonly Gen<long> Count = AnyLong.Select(x => x & long.MaxValue);

    public static Arbitrary<GoodsStory> GoodsStories() => (
        from past in Gen.Elements(UnitMove.All.ToArray()).ArrayOf()
        from next in Gen.Elements(UnitMove.Reserve, UnitMove.Ship, UnitMove.ShipElsewhere, UnitMove.Deliver)
        from units in Gen.Choose(1, 3)
        from paid in Gen.Elements(true, false)
        select new GoodsStory(past.ToValueList(), next, Quantity.Of(units), paid)).ToArbitrary();

    public static Arbitrary<UnitHistory> UnitHistories() => (
        from ordered in Gen.Choose(0, 12)
        from moves in (from move in Gen.Elements(UnitMove.All.ToArray()) from units in Gen.Choose(0, 6) select (move, Quantity.Of(units))).ArrayOf()
        select new UnitHistory(Quantity.Of(ordered), moves.ToValueList())).ToArbitrary();

    public static Arbitrary<MoneyHistory> MoneyHistories() => (
        from fen in Gen.Frequency((3, Gen.Constant(Gen.Choose(0, 600).Select(f => (long)f))), (1, Gen.Constant(Count)))
        from due in fen
        from moves in (from move in Gen.Elements(MoneyMoves) from moved in fen select (move, moved)).ArrayOf()
        select new MoneyHistory(Money.Fen(due), moves.ToValueList())).ToArbitrary();

    public static Arbitrary<PartsPaid> Payments() =>
        (from paid in Gen.Choose(1, 1000) from parts in Gen.Choose(1, 300).ArrayOf() select new PartsPaid(paid, parts.ToValueList())).ToArbitrary();

    public static Arbitrary<WeightedTotal> Splits() => (
        from total in AnyLong
        from weights in Gen.OneOf(Gen.Choose(0, 10).Select(w => (long)w), AnyLong.Select(w => (w & long.MaxValue) >> 8)).NonEmptyListOf()
            .Select(w => w.Take(50).ToValueList())
        where weights.Items.Any(w => w > 0)
        select new WeightedTotal(total, weights)).ToArbitrary();

    public static Arbitrary<TwoRatios> Ratios() =>
        (from a in Count from b in Count from c in Count from d in Count where b > 0 && d > 0 select new TwoRatios(a, b, c, d)).ToArbitrary();

    public static Arbitrary<PhoneDigits> Phones() =>
        Gen.Choose(0, 9).ListOf().Where(d => d.Count is >= 1 and < 20).Select(d => new PhoneDigits(string.Concat(d))).ToArbitrary();

    public static Arbitrary<Scratches> AnyScratches() => (
        from bytes in (from at in Gen.Choose(0, int.MaxValue - 1) from value in Gen.Choose(0, 255) select (at, (byte)value)).ArrayOf(3)
        select new Scratches(bytes.ToValueList())).ToArbitrary();
}
