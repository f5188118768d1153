using BenchmarkDotNet.Attributes;

namespace OrderKernel.Benchmarks;

/// <summary>
/// A discount spread over five lines by largest remainder. Against rounding each share down in
/// decimals and giving the last line the rest, which is off by up to four fen for it.
/// </summary>
[MemoryDiagnoser]
public class ApportionBenchmarks
{
    private readonly long[] _weights = [26_800, 12_990, 26_400, 4_550, 999];
    private readonly Money _discount = Money.Fen(5_000);
    private readonly decimal[] _prices = [268.00m, 129.90m, 264.00m, 45.50m, 9.99m];

    [Benchmark(Baseline = true)]
    public decimal[] DecimalsLastTakesRest()
    {
        var sum = 0m;
        foreach (var price in _prices) sum += price;
        var shares = new decimal[_prices.Length];
        var rest = 50.00m;
        for (var i = 0; i < shares.Length - 1; i++) rest -= shares[i] = decimal.Round(50.00m * _prices[i] / sum, 2, MidpointRounding.ToZero);
        shares[^1] = rest;
        return shares;
    }

    [Benchmark]
    public Money[] LargestRemainder() => _discount.Apportion(_weights);
}
