using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static OrderKernel.Health.Tests.Sample;

namespace OrderKernel.Health.Tests;

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    public static Arbitrary<MilestoneFact[]> Milestones() => (
        from what in Gen.Choose(1, 14)
        from minutes in Gen.Choose(-10, 6_000)
        from how in Gen.Choose(0, 5)
        select new MilestoneFact(Order, (Milestone)what, Noon)
        {
            Since = how == 0 ? null : Noon - Duration.FromMinutes(minutes),
            IsGood = how < 2 ? null : how < 4,
        }).ArrayOf().ToArbitrary();

    /// <summary>Times in milliseconds, one at least, as many short as long ones.</summary>
    public static Arbitrary<long[]> Times() => (
        from bits in Gen.Choose(0, 40) from x in Gen.Choose(0, int.MaxValue - 1)
        select (((long)x << 10) ^ x) & ((1L << bits) - 1)).ArrayOf().Where(t => t.Length > 0).ToArbitrary();
}
