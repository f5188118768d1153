namespace OrderKernel.Sample;

/// <summary>What <see cref="SampleGenerator"/> is to write, and where.</summary>
/// <param name="Orders">Number of orders, from <see cref="OrdersMin"/> to <see cref="OrdersMax"/>.</param>
/// <param name="Seed">Starting point of every draw; the same seed gives the same bytes.</param>
/// <param name="OutputDirectory">Folder to write into; created when it is not there.</param>
public sealed record SampleOptions(int Orders, ulong Seed, string OutputDirectory)
{
    /// <summary>Fewest orders that still leave room for every scenario.</summary>
    public const int OrdersMin = 200;

    /// <summary>Most orders that the five-digit running number of an order can tell apart.</summary>
    public const int OrdersMax = 50_000;

    /// <summary>Orders of the bundled sample.</summary>
    public const int OrdersDefault = 1_000;

    /// <summary>Seed of the bundled sample.</summary>
    public const ulong SeedDefault = 20251111;
}
