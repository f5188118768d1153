using FsCheck;
using FsCheck.Fluent;
using static OrderKernel.Orders.Tests.Serials.SerialScenarios;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Serials;

// Fails when the order in which scans with serial numbers arrive can be told from what is in the parcel, when a number counts twice, when a parcel has more
// numbers than units, or when a step counts units of goods that need a number without one each.
public class SerialScanLaws
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");
    private static readonly string?[] Numbers = ["490154203237518", "356938035643809", "861536030196001", "123", null];

    [Law(150)]
    public bool Scans_in_any_order_put_the_same_units_into_the_parcel((byte, byte, byte)[] raw, int seed) => IsSame(raw, seed, Units);

    [Law(150)]
    public bool A_parcel_has_at_most_a_number_a_unit_and_each_step_counts_as_many((byte, byte, byte)[] raw) => IsBound(raw, Units);

    [Fact]
    public void The_law_notices_numbers_that_are_taken_as_they_come() => Assert.ThrowsAny<Exception>(() =>
        Prop.ForAll<(byte, byte, byte)[]>(raw => IsBound(raw, Careless)).Check(Sizes.Config(150)));

    [Fact]
    public void The_law_notices_numbers_in_the_order_of_their_arrival() => Assert.ThrowsAny<Exception>(() =>
        Prop.ForAll<(byte, byte, byte)[], int>((raw, seed) => IsSame(raw, seed, Arriving)).Check(Sizes.Config(150)));

    private static bool IsSame((byte, byte, byte)[] raw, int seed, Func<World, ScanReading[], ValueList<SerialUnit>> units)
    {
        var readings = Of(raw);
        if (readings.Length == 0) return true;
        var shuffled = readings.Select((r, i) => (r, Key: unchecked((i + 1) * (seed * 2 + 1) * 7919))).OrderBy(p => p.Key).Select(p => p.r).ToArray();
        return units(Scanned(readings, 24), readings) == units(Scanned(shuffled, 2), shuffled);
    }

    private static bool IsBound((byte, byte, byte)[] raw, Func<World, ScanReading[], ValueList<SerialUnit>> units)
    {
        var readings = Of(raw);
        if (readings.Length == 0) return true;
        var w = Scanned(readings, 5);
        var (known, sheet) = (units(w, readings), ScanSheet.Of(w.Order, w.Order.Shipments[0]));
        known = known.Where(u => u.Sku == SkuId.Of("sku-a"));
        return known.Count <= 2 && known.Items.Distinct().Count() == known.Count
            && new[] { "picking", "rechecking" }.All(step => sheet.Counted(step, SkuId.Of("sku-a")).Units <= known.Count)
            && (!sheet.IsComplete("rechecking") || known.Count == 2);
    }

    private static ValueList<SerialUnit> Units(World w, ScanReading[] readings) => ShipmentSerials.Of(w.Order, w.Order.Shipments[0]);

    private static ValueList<SerialUnit> Careless(World w, ScanReading[] readings) =>
        readings.Where(r => r.Serial is not null).Select(r => new SerialUnit(SkuId.Of("sku-a"), r.Serial!.Value)).ToValueList();

    private static ValueList<SerialUnit> Arriving(World w, ScanReading[] readings) => Careless(w, readings).Items.Distinct().Take(2).ToValueList();

    private static ScanReading[] Of((byte Number, byte Minute, byte Step)[] raw) => raw.Take(12).Select((r, i) =>
        Read(r.Number % 7 == 6 ? "sku-b" : "sku-a", i, Numbers[r.Number % Numbers.Length], r.Step % 3 == 0 ? "picking" : "rechecking") with
        {
            DeviceAt = Start + NodaTime.Duration.FromMinutes(r.Minute % 6),
        }).ToArray();

    private static World Scanned(ScanReading[] readings, int size)
    {
        var w = Parcel();
        for (var i = 0; i < readings.Length; i += size)
            w.Must(new RecordOfflineScans(S1, readings.Skip(i).Take(size).ToValueList()), Warehouse);
        return w;
    }
}
