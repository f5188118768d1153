using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.AfterSales.Tests;

/// <summary>One step of a walk: which case, which command, how much, who.</summary>
public sealed record Turn(int Case, int Command, int Fen, int Who);

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    public static Arbitrary<Turn[]> Walks() => (
        from at in Gen.Choose(0, 3) from command in Gen.Choose(0, 15) from fen in Gen.Choose(0, 12_000) from who in Gen.Choose(0, 5)
        select new Turn(at, command, fen, who)).ArrayOf(40).ToArbitrary();
}
