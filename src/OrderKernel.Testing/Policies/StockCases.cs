using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing;

/// <summary>The accounts of one cell, and how many units more.</summary>
internal sealed record StockCase(StockCell Cell, int OnHand, int Locked, int InTransfer, int More)
{
    public ImmutableArray<StockBalance> Balances(int moreOnHand, int moreLocked) =>
    [
        new(Cell, StockAccount.OnHand, OnHand + moreOnHand), new(Cell, StockAccount.Locked, Locked + moreLocked),
        new(Cell, StockAccount.InTransfer, InTransfer),
    ];
}

internal static class StockCases
{
    private static readonly Gen<int> Units = Gen.Frequency((3, Gen.Choose(0, 30)), (3, Gen.Choose(0, 200)), (1, Gen.Choose(0, 1_000_000)));

    public static Arbitrary<StockCase> Any { get; } = Arb.From(
        from cell in StockGenerators.Cells
        from onHand in Gen.Frequency((9, Units), (1, Units.Select(u => -u)))
        from locked in Units
        from inTransfer in Units
        from more in Units
        select new StockCase(cell, onHand, locked, inTransfer, more + 1),
        one => new[]
        {
            one with { OnHand = one.OnHand / 2 }, one with { Locked = one.Locked / 2 }, one with { InTransfer = one.InTransfer / 2 },
            one with { More = (one.More + 1) / 2 },
        }.Where(smaller => smaller != one));
}
