using BenchmarkDotNet.Attributes;

namespace OrderKernel.Benchmarks;

/// <summary>
/// Units of an order line reserved, shipped and delivered in its quantity ledger. Against plain counters that check nothing but the place they take from.
/// </summary>
[MemoryDiagnoser]
public class UnitLedgerBenchmarks
{
    private readonly UnitLedger _ledger = UnitLedger.Of(Quantity.Of(3));
    private readonly Quantity _units = Quantity.Of(2);
    private readonly long[] _counters = new long[7];

    [Benchmark(Baseline = true)]
    public long Counters()
    {
        Array.Clear(_counters);
        _counters[0] = 3;
        for (var place = 0; place < 3; place++)
        {
            if (_counters[place] < 2) throw new InvalidOperationException("Short.");
            _counters[place] -= 2;
            _counters[place + 1] += 2;
        }

        return _counters[3];
    }

    [Benchmark]
    public UnitLedger ReserveShipDeliver() => _ledger
        .Move(UnitMove.Reserve, _units).ValueOrThrow()
        .Move(UnitMove.Ship, _units).ValueOrThrow()
        .Move(UnitMove.Deliver, _units).ValueOrThrow();
}
