#if NET10_0_OR_GREATER
using System.Numerics;
#endif

namespace OrderKernel.Stores;

/// <summary>Some of a partition's shards, gone through in their order: whoever locks several does it so, and nobody waits in a circle.</summary>
internal struct ShardSet
{
    /// <summary>How many shards there are.</summary>
    public const int Shards = 128;

    private ulong _low;
    private ulong _high;

    /// <summary>All of them.</summary>
    public static ShardSet All => new() { _low = ulong.MaxValue, _high = ulong.MaxValue };

    /// <summary>The shard into which a key falls.</summary>
    public static int Of<T>(T key) where T : struct => (int)((uint)key.GetHashCode() % Shards);

    /// <summary>The shard into which a key falls.</summary>
    public static int Of(string key) => (int)((uint)StringComparer.Ordinal.GetHashCode(key) % Shards);

    public void Add(int shard)
    {
        if (shard < 64) _low |= 1UL << shard;
        else _high |= 1UL << (shard - 64);
    }

    /// <summary>Adds the shard of a SKU; one that is named several times in a row is looked at once.</summary>
    public void Add(SkuId sku, ref SkuId last)
    {
        if (sku != last) Add(Of(last = sku));
    }

    /// <summary>The first one behind another; −1 when there is none. Begins behind −1.</summary>
    public readonly int Next(int after)
    {
        var from = after + 1;
        if (from < 64 && _low >> from is not 0 and var low) return from + Zeros(low);
        from = Math.Max(from, 64);
        return from < Shards && _high >> (from - 64) is not 0 and var high ? from + Zeros(high) : -1;
    }

#if NET10_0_OR_GREATER
    private static int Zeros(ulong bits) => BitOperations.TrailingZeroCount(bits);
#else
    private static int Zeros(ulong bits)
    {
        var zeros = 0;
        for (; (bits & 1) == 0; bits >>= 1) zeros++;
        return zeros;
    }
#endif
}
