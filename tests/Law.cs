using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel;

/// <summary>A law: a property that holds for whatever is generated. A counterexample comes with what gives it again.</summary>
/// <remarks>
/// <c>Replay</c> takes seed, gamma <em>and size</em>, as the failure prints them: the size grows with the number of the case over all of them,
/// so the same seed under another <c>MaxTest</c> gives another case.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LawAttribute : PropertyAttribute
{
    /// <summary>Tries so many cases, in a build and in a long run.</summary>
    public LawAttribute(int cases) : this(cases, cases)
    {
    }

    /// <summary>Tries so many cases in a build, and so many in a long run.</summary>
    public LawAttribute(int usual, int full)
    {
        MaxTest = Sizes.Of(usual, full);
        QuietOnSuccess = true;
        Arbitrary = [typeof(Seed), typeof(Limits)];
        // A build judges a change: it tries the same cases each time. Whoever runs the tests by hand, or the long sizes, draws new ones.
        // No size: with one, FsCheck would begin there, and not with the smallest cases.
        if (Sizes.IsBuild) Replay = "20260209,1";
    }
}

/// <summary>Whole numbers of 64 bits as amounts and counts are: everyday ones, all sizes, both ends and zero. FsCheck's own stay within ±100.</summary>
public static class Limits
{
    public static Arbitrary<long> Longs() => Arb.From(Gen.Frequency(
        (4, Gen.Choose(-1_000_000, 1_000_000).Select(n => (long)n)),
        (3, from high in Gen.Choose(int.MinValue, int.MaxValue) from low in Gen.Choose(int.MinValue, int.MaxValue) from shift in Gen.Choose(0, 63)
            select (((long)high << 32) | (uint)low) >> shift),
        (1, Gen.Elements(0, 1, -1, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1))),
        n => n == 0 ? [] : new[] { 0, n / 2, n - Math.Sign(n) }.Where(s => s != n).Distinct());
}

/// <summary>Whatever a law makes its input from by itself, so that the number is all that a counterexample needs.</summary>
public readonly record struct Seed(int Value)
{
    public static Arbitrary<Seed> Any() => Gen.Choose(0, int.MaxValue - 1).Select(n => new Seed(n)).ToArbitrary();

    public static implicit operator int(Seed seed) => seed.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>
/// How many cases a law tries: by default what a build can wait for, many more with <c>ORDERKERNEL_LONG=1</c>,
/// a tenth with <c>ORDERKERNEL_SHORT=1</c>, for runs that repeat all tests for each of many mutants, and on .NET Framework, which repeats what the modern
/// run has found to hold and only looks for what the platform does otherwise.
/// </summary>
internal static class Sizes
{
    public static bool IsBuild { get; } = Environment.GetEnvironmentVariable("CI") == "true" && Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") != "1";

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") == "1";

#if NETFRAMEWORK
    private static bool IsShort => true;
#else
    private static bool IsShort { get; } = Environment.GetEnvironmentVariable("ORDERKERNEL_SHORT") == "1";
#endif

    public static int Of(int usual, int full) => IsLong ? full : IsShort ? Math.Min(usual, Math.Max(20, usual / 10)) : usual;

    /// <summary>
    /// For a property that is checked by hand: one that must fail for a planted bug, or one of a table. A build tries the same cases each time: what is rare
    /// would else be missed now and then.
    /// </summary>
    public static Config Config(int cases)
    {
        var config = FsCheck.Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases);
        return IsBuild ? config.WithReplay(new Replay(new Rnd(20260209, 1), Microsoft.FSharp.Core.FSharpOption<int>.None)) : config;
    }
}
