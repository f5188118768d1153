using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static OrderKernel.Orders.Tests.ScanScenarios;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when the order in which online scans and offline batches arrive, or their
// repetition, can be told from the state, or more is counted than the parcel holds.
public class ScanLaws
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");
    private static readonly string[] Barcodes = ["sku-a", "sku-b", "BOX-A", "other", "nothing", "CRATE"];

    [Fact]
    public void Every_permutation_of_a_short_history_ends_in_the_same_state()
    {
        ScanReading[] readings =
        [
            Reading("BOX-A", 1, 3, device: "d1"), Reading("sku-a", 2, 1, device: "d1"), Reading("sku-a", 1, 2, device: "d2"),
            Reading("sku-b", 2, 3, device: "d2"), Reading("other", 3, 0, device: "d2"),
        ];
        var expected = Arrived(Ready(), readings.Select(r => new[] { r }), online: false).Order;
        Assert.All(Permutations(readings), p => Assert.Equal(expected, Arrived(Ready(), p.Select(r => new[] { r }), online: false).Order));
        Assert.All(Permutations(readings), p => Assert.Equal(expected, Arrived(Ready(), [p.Take(2).ToArray(), p.Skip(2).ToArray(), p], online: false).Order));
    }

    [Law(150)]
    public bool Scans_in_any_order_batches_and_repetition_end_in_the_same_state((byte, byte, byte)[] raw, int seed) =>
        Merges((known, more) => Arrived(known, [more], online: false), raw, seed);

    [Fact]
    public void The_law_notices_scans_that_are_judged_in_the_order_of_arrival() => Assert.ThrowsAny<Exception>(() => CheckMerge((world, batch) =>
    {
        // The planted bug: each reading gets the time at which it arrived.
        var late = batch.Select((r, i) => r with { DeviceAt = Start + Duration.FromHours(world.Order.Shipments[0].Scans.Count + i) }).ToArray();
        return Arrived(world, [late], online: false);
    }));

    [Fact]
    public void The_law_notices_repeated_scans_that_count_again() => Assert.ThrowsAny<Exception>(() => CheckMerge((world, batch) =>
    {
        var fresh = batch.Select((r, i) => r with { Sequence = 1000 + world.Order.Shipments[0].Scans.Count + i }).ToArray();
        return Arrived(world, [fresh], online: false);
    }));

    // A device keeps what was refused online in its log, and its log comes as a batch in the end.
    [Law(150)]
    public bool Online_scans_and_logs_in_any_order_end_in_the_same_state((byte, byte, byte)[] raw, int seed)
    {
        var readings = Of(raw);
        if (readings.Length == 0) return true;
        var expected = Arrived(Ready(), [readings], online: false).Order.Shipments[0].Scans;
        var world = Ready();
        foreach (var reading in Shuffled(readings, seed)) Arrived(world, [[reading]], online: (reading.Sequence + seed) % 3 != 0);
        Arrived(world, [Shuffled(readings, seed + 1)], online: false);
        return world.Order.Shipments[0].Scans == expected;
    }

    // Without cartons a scan that was refused once is refused whatever comes later: nothing needs to be kept of it.
    [Law(150)]
    public bool Single_items_are_counted_alike_even_when_nobody_sends_what_was_refused((byte, byte, byte)[] raw, int seed)
    {
        var readings = Of(raw).Where(r => r.Barcode is not ("BOX-A" or "CRATE")).Select((r, i) => r with { Sequence = i }).ToArray();
        if (readings.Length == 0) return true;
        var all = Sheet(Arrived(Ready(), [readings], online: false));
        var world = Ready();
        foreach (var reading in Shuffled(readings, seed)) Arrived(world, [[reading]], online: true);
        var online = Sheet(world);
        return all.Counted("rechecking") == online.Counted("rechecking") && all.IsComplete("rechecking") == online.IsComplete("rechecking");
    }

    [Law(150)]
    public bool No_step_counts_more_than_the_parcel_holds((byte, byte, byte)[] raw) => IsBound((sheet, step, sku) => sheet.Counted(step, sku), raw);

    [Fact]
    public void The_law_notices_a_count_of_everything_scanned() => Assert.ThrowsAny<Exception>(() => CheckBound((sheet, step, sku) =>
        Units(sheet.Scans.Items.Where(s => s.Scan.Reading.Step == step && (s.Scan.Sku ?? SkuId.Of(s.Scan.Reading.Barcode)) == sku)
            .Sum(s => s.Scan.Units.Units))));

    private static void CheckBound(Func<ScanSheet, string, SkuId, Quantity> counted) =>
        Prop.ForAll<(byte, byte, byte)[]>(raw => IsBound(counted, raw)).Check(Sizes.Config(150));

    private static bool IsBound(Func<ScanSheet, string, SkuId, Quantity> counted, (byte, byte, byte)[] raw)
    {
        var readings = Of(raw);
        if (readings.Length == 0) return true;
        var sheet = Sheet(Arrived(Ready(), [readings], online: false));
        return counted(sheet, "rechecking", SkuId.Of("sku-a")) <= Units(2) && counted(sheet, "rechecking", SkuId.Of("sku-b")) <= Units(1)
            && sheet.Scans.Items.Where(s => s.WhyNot is null)
                .Sum(s => s.Scan.Units.Units) == sheet.Counted("rechecking").Units + sheet.Counted("picking").Units;
    }

    private static IEnumerable<ScanReading[]> InPieces(IReadOnlyList<ScanReading> readings, int size)
    {
        for (var i = 0; i < readings.Count; i += size) yield return [.. readings.Skip(i).Take(size)];
    }

    private static void CheckMerge(Func<World, ScanReading[], World> arrive) =>
        Prop.ForAll<(byte, byte, byte)[], int>((raw, seed) => Merges(arrive, raw, seed)).Check(Sizes.Config(150));

    private static bool Merges(Func<World, ScanReading[], World> arrive, (byte, byte, byte)[] raw, int seed)
    {
        var readings = Of(raw);
        if (readings.Length == 0) return true;
        var (once, twice) = (Ready(), Ready());
        foreach (var batch in InPieces(readings, 3)) arrive(once, batch);
        foreach (var batch in InPieces(Shuffled([.. readings, .. readings.Take(4)], seed), 2)) arrive(twice, batch);
        return once.Order.Shipments == twice.Order.Shipments && twice.Order == OrderDecider.Replay(twice.Events);
    }

    // Devices number what they read; some share a minute, and every fifth number was used twice by a faulty device.
    private static ScanReading[] Of((byte Code, byte Minute, byte Device)[] raw) => raw.Take(24).Select((r, i) => Reading(
        Barcodes[r.Code % Barcodes.Length], i % 5 == 4 ? i - 1 : i, r.Minute % 12, r.Code % 7 == 0 ? "picking" : "rechecking", $"d{r.Device % 2}")).ToArray();

    private static World Arrived(World world, IEnumerable<ScanReading[]> batches, bool online)
    {
        foreach (var batch in batches)
        {
            if (online) world.Do(new ScanItem(S1, batch[0]), Warehouse);
            else world.Must(new RecordOfflineScans(S1, batch.ToValueList()), Warehouse);
        }

        return world;
    }

    private static ScanReading[] Shuffled(ScanReading[] readings, int seed) =>
        readings.Select((r, i) => (r, Key: unchecked((uint)((i + 1) * 2654435761L) ^ (uint)(seed * 40503L) * (uint)(i + 7)))).OrderBy(p => p.Key)
            .Select(p => p.r).ToArray();

    private static IEnumerable<ScanReading[]> Permutations(ScanReading[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((first, i) => Permutations([.. items.Take(i), .. items.Skip(i + 1)]).Select(rest => (ScanReading[])[first, .. rest]));
}
