namespace OrderKernel.Sample;

/// <summary>Warehouses, zones, tariffs (thousandths of a fen), bans and weights.</summary>
internal static class NetworkFile
{
    private const int MilliFen = 1_000;

    public static byte[] Write() => SampleJson.Document(json => json.Object(() =>
    {
        json.WriteString("$schema", "network-1.json");
        json.WriteString("name", "demo-network");
        json.WriteString("version", "1.0.0");
        json.Array("locations", SampleLocation.All, location => json.Object(() =>
        {
            json.WriteString("id", location.Id);
            json.Object("name", () =>
            {
                json.WriteString("zh", location.Chinese);
                json.WriteString("en", location.English);
            });
            json.WriteString("province", location.Province);
        }));
        json.Object("zones", () =>
        {
            foreach (var zone in Enum.GetValues<SampleZone>())
            {
                var provinces = SamplePlaces.Provinces.Where(province => province.Zone == zone);
                json.Array(NameOf(zone), provinces, province => json.WriteStringValue(province.Short));
            }
        });
        json.Array("tariffs", Tariffs(), row => json.Object(() =>
        {
            json.WriteString("carrier", row.Carrier.Code);
            json.WriteString("from", row.From.Id);
            json.WriteString("zone", NameOf(row.Zone));
            json.WriteNumber("perShipmentMilliFen", row.Carrier.FirstFen * (4 + row.Steps) / 4 * MilliFen);
            json.WriteNumber("perKilogramMilliFen", row.Carrier.KilogramFen * (2 + row.Steps) / 2 * MilliFen);
        }));
        json.Array("bans", ["GZ"], location => json.Object(() =>
        {
            json.WriteString("location", location);
            json.WriteString("zone", NameOf(SampleZone.Remote));
            json.WriteString("reason", "region");
        }));
        json.Array("skus", SampleAssortment.Skus, item => json.Object(() =>
        {
            json.WriteString("sku", item.Sku);
            json.WriteNumber("grams", item.Grams);
            json.Array("locations", item.Locations.Split(' '), json.WriteStringValue);
        }));
    }));

    private static IEnumerable<(SampleCarrier Carrier, SampleLocation From, SampleZone Zone, int Steps)> Tariffs() =>
        from carrier in SampleCarrier.All
        from location in SampleLocation.All
        from zone in Enum.GetValues<SampleZone>()
        select (carrier, location, zone, location.Steps(zone));

    private static string NameOf(SampleZone zone) => zone switch
    {
        SampleZone.East => "east",
        SampleZone.South => "south",
        SampleZone.Central => "central",
        SampleZone.North => "north",
        SampleZone.Northeast => "northeast",
        SampleZone.Southwest => "southwest",
        SampleZone.Remote => "remote",
        _ => throw new ArgumentOutOfRangeException(nameof(zone)),
    };
}
