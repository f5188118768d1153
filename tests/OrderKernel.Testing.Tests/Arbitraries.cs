using FsCheck;
using OrderKernel.Ports;

namespace OrderKernel.Testing.Tests;

/// <summary>The package's own generators, as a user would register them.</summary>
public static class Arbitraries
{
    public static Arbitrary<Changes> Changes() => KernelGenerators.Of<Changes>();

    public static Arbitrary<StreamAppend> Appends() => KernelGenerators.Of<StreamAppend>();

    public static Arbitrary<Claim> Claims() => KernelGenerators.Of<Claim>();

    public static Arbitrary<OrderAmounts> Amounts() => KernelGenerators.Of<OrderAmounts>();

    public static Arbitrary<TrackReport> Reports() => KernelGenerators.Of<TrackReport>();
}
