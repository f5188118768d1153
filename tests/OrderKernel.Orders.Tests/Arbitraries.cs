using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static OrderKernel.Orders.Tests.Screening.Risky;

namespace OrderKernel.Orders.Tests;

/// <summary>What <see cref="Play"/> turns into a command.</summary>
public readonly record struct Move(int Op, int A, int B, int Who);

/// <summary>Histories of an order's commands; what falsifies a law is shrunk by leaving moves out.</summary>
public static class OrderMoves
{
    public const int Kinds = 28;

    public static Arbitrary<Move[]> Histories() => Of(Kinds);

    internal static Arbitrary<Move[]> Of(int kinds) => Arb.From(
        (from op in Gen.Choose(0, kinds - 1) from a in Gen.Choose(0, 60) from b in Gen.Choose(0, 60) from who in Gen.Choose(0, 9)
            select new Move(op, a, b, who)).ArrayOf(),
        moves => Enumerable.Range(0, moves.Length).Select(i => moves.Where((_, j) => j != i).ToArray()));
}

/// <summary>The same with changes that are proposed, confirmed and declined.</summary>
public static class ChangeMoves
{
    public const int Kinds = 36;

    public static Arbitrary<Move[]> Histories() => OrderMoves.Of(Kinds);
}

/// <summary>The same with splits and merges.</summary>
public static class LineageMoves
{
    public const int Kinds = 30;

    public static Arbitrary<Move[]> Histories() => OrderMoves.Of(Kinds);
}

/// <summary>Amounts of a shop's orders, of every magnitude.</summary>
public sealed record AmountsInFen(ValueList<long> Fen);

/// <summary>One or two refunds of any size, in yuan, on an order paid in part, in full or too much; the parcel may come in two.</summary>
public sealed record TwoRefunds(long Paid, long First, long Second, bool IsOpen, int Parcels);

/// <summary>What else the laws of this package are tried on.</summary>
public static class Arbitraries
{
    public static Arbitrary<ScreeningFacts> Facts() => (
        from street in Gen.Elements(GoodStreet, "附近", "人民路", null)
        from phone in Gen.Elements("13800001234", "1", null)
        from recent in (from hours in Gen.Choose(-24, 240) from odd in Gen.Elements(true, false) from same in Gen.Elements(true, false)
            select Past(Duration.FromHours(hours), odd, same)).ListOf()
        select new ScreeningFacts { Recipient = To(street, phone), ShopAmounts = Hundred, Recent = recent.ToValueList() }).ToArbitrary();

    public static Arbitrary<TwoRefunds> Refunds() => (
        from paid in Gen.Elements(160L, 160, 100, 200)
        from first in Gen.Elements(1L, 30, 99, 150, 155, 160)
        from second in Gen.Elements(0L, 1, 7, 10, 60)
        from isOpen in Gen.Elements(false, true)
        from parcels in Gen.Choose(1, 2)
        select new TwoRefunds(paid, first, second, isOpen, parcels)).ToArbitrary();

    public static Arbitrary<AmountsInFen> Amounts() =>
        (from size in Gen.Choose(0, 62) from rest in Gen.Choose(0, int.MaxValue) select ((1L << size) - 1) & (((long)rest << 31) | (uint)rest)).ListOf()
            .Select(fen => new AmountsInFen(fen.ToValueList())).ToArbitrary();
}
