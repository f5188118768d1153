namespace OrderKernel.Testing;

/// <summary>How hard the store conformance kit tries.</summary>
public sealed record StoreConformanceOptions
{
    /// <summary>Seed of the random trace; the same seed gives the same trace.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Operations of the random trace; 400 by default.</summary>
    public int TraceLength { get; init; } = 400;

    /// <summary>Concurrent writers, readers and buyers; 16 by default.</summary>
    public int Workers { get; init; } = 16;

    /// <summary>Buyers that want one of the last hundred units; 400 by default.</summary>
    public int Buyers { get; init; } = 400;
}
