using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Channels.Tests;

/// <summary>Claims about one order, few enough to try each of their orders.</summary>
public sealed record ShortHistory(ValueList<Claim> Claims);

/// <summary>Claims about one order, and the same shuffled.</summary>
public sealed record LongHistory(ValueList<Claim> Claims, ValueList<Claim> Shuffled);

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    private static readonly Gen<Claim> Claim = ArbMap.Default.GeneratorFor<int>().Select(IntakeLaws.Make);

    public static Arbitrary<Claim[]> Histories() => Gen.Choose(1, 8).SelectMany(n => Claim.ArrayOf(n)).ToArbitrary();

    public static Arbitrary<ShortHistory> ShortHistories() =>
        Gen.Choose(1, 5).SelectMany(n => Claim.ArrayOf(n)).Select(c => new ShortHistory(c.ToValueList())).ToArbitrary();

    public static Arbitrary<LongHistory> LongHistories() => (
        from count in Gen.Choose(6, 40) from claims in Claim.ArrayOf(count) from shuffled in Gen.Shuffle(claims)
        select new LongHistory(claims.ToValueList(), shuffled.ToValueList())).ToArbitrary();
}
