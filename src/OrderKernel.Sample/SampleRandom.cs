namespace OrderKernel.Sample;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): the same sequence on every machine and runtime, which System.Random does not promise.
/// </summary>
internal sealed class SampleRandom(ulong seed)
{
    private const ulong GoldenGamma = 0x9E37_79B9_7F4A_7C15;
    private ulong _state = seed;

    /// <summary>A stream of its own, so that one more draw for one order does not move all later orders.</summary>
    public static SampleRandom For(ulong seed, ulong purpose) => new(Mix(seed + (GoldenGamma * (purpose + 1))));

    public ulong Next() => Mix(_state += GoldenGamma);

    /// <summary>A number from 0 to <paramref name="bound"/> − 1, by multiply and shift.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(int perMille) => Below(1_000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public T Weighted<T>(IReadOnlyList<T> items, Func<T, int> weight)
    {
        var rest = Below(items.Sum(weight));
        foreach (var item in items)
        {
            rest -= weight(item);
            if (rest < 0)
            {
                return item;
            }
        }

        throw new InvalidOperationException("Weights must be positive.");
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    public string Digits(int count) => string.Create(count, this, static (span, random) =>
    {
        foreach (ref var digit in span)
        {
            digit = (char)('0' + random.Below(10));
        }
    });

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
