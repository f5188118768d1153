namespace OrderKernel.Allocation;

/// <summary>Reads a network document; names that it does not declare and things that it declares twice are problems.</summary>
internal static class NetworkReader
{
    /// <summary>Ten million yuan: far above any price, far below what could overflow.</summary>
    private const long MilliFenMax = 1_000_000_000_000;
    private const long GramsMax = 100_000_000;
    private const long YuanMilliFen = 100_000;

    public static NetworkDraft Read(DocumentReader root)
    {
        var draft = new NetworkDraft
        {
            SplitPenalty = root.WholeOrNull("splitPenaltyMilliFen", 0, MilliFenMax) ?? 2 * YuanMilliFen,
            UnfilledPenalty = root.WholeOrNull("unfilledPenaltyMilliFen", 0, MilliFenMax) ?? 1_000 * YuanMilliFen,
            Handling = root.WholeOrNull("handlingMilliFen", 0, MilliFenMax) ?? 0,
            UnknownSkuGrams = root.WholeOrNull("unknownSkuGrams", 0, GramsMax) ?? 500,
            SearchNodesMax = root.WholeOrNull("searchNodesMax", 1) ?? 100_000,
        };
        ReadLocations(root, draft);
        LocationTree.Read(root, draft);
        ReadZones(root, draft);
        if (root.TextOrNull("unknownProvinceZone") is { } unknown) draft.UnknownProvinceZone = Zone(root, "unknownProvinceZone", unknown, draft);
        ReadTariffs(root, draft);
        ReadBans(root, draft);
        ReadSkus(root, draft);
        return draft;
    }

    private static void ReadLocations(DocumentReader root, NetworkDraft draft)
    {
        foreach (var entry in root.Children("locations"))
        {
            var (english, chinese) = LocationTree.Names(entry);
            var id = Id(entry, "id", LocationId.Of);
            var province = entry.Has("province") ? Id(entry, "province", t => RegionId.Of(Regions.Plain(t))) : null;
            var location = new NetworkLocation(id
                ?? default, english, chinese, province, entry.Flag("open", true), entry.WholeOrNull("handlingMilliFen", 0, MilliFenMax) ?? 0)
            {
                Kind = entry.WordOrNull<LocationKind>("kind") ?? LocationKind.Warehouse, Parent = LocationTree.Parent(entry, id, draft),
            };
            entry.Close();
            if (id is null) continue;
            if (draft.Locations.Exists(l => l.Id == id)) Repeated(entry, "id", "location", id.Value.Value);
            else draft.Locations.Add(location);
        }

        draft.Locations.Sort((a, b) => a.Id.CompareTo(b.Id));
        if (draft.Locations.Count == 0) root.Report("locations", AllocationCodes.NetworkWithoutLocation);
    }

    private static void ReadZones(DocumentReader root, NetworkDraft draft)
    {
        if (root.Child("zones") is not { } zones) return;
        foreach (var name in zones.Keys())
        {
            if (!ZoneId.TryParse(name, out var zone))
            {
                zones.Report(name, KernelCodes.DocumentValueInvalid, ("value", name), ("expected", "id"));
                continue;
            }

            draft.Zones.Add(zone);
            foreach (var province in zones.Texts(name))
            {
                if (province.Trim().Length == 0) zones.Report(name, KernelCodes.DocumentValueInvalid, ("value", province), ("expected", "provinces"));
                else if (!draft.ZoneOfProvince.TryAdd(Regions.Plain(province), draft.Zones.Count - 1)) Repeated(zones, name, "province", province);
            }
        }
    }

    private static void ReadTariffs(DocumentReader root, NetworkDraft draft)
    {
        var rows = new List<(int Location, CarrierId Carrier, int Zone, Tariff Tariff)>();
        foreach (var entry in root.Children("tariffs"))
        {
            var carrier = Id(entry, "carrier", CarrierId.Of);
            var location = Location(entry, "from", entry.Text("from"), draft);
            var zone = Zone(entry, "zone", entry.Text("zone"), draft);
            var perShipment = entry.Whole("perShipmentMilliFen", 0, MilliFenMax);
            var perKilogram = entry.Whole("perKilogramMilliFen", 0, MilliFenMax);
            entry.Close();
            if (carrier is not { } c || location is not { } l || zone is not { } z || perShipment is not { } s || perKilogram is not { } k) continue;
            if (rows.Exists(r => r.Location == l && r.Carrier == c && r.Zone == z))
                Repeated(entry, "carrier", "tariff", $"{c} {draft.Locations[l].Id} {draft.Zones[z]}");
            else rows.Add((l, c, z, new(true, s, k)));
        }

        draft.Carriers.AddRange(rows.Select(r => r.Carrier).Distinct().OrderBy(c => c));
        draft.Tariffs = new Tariff[draft.Locations.Count * draft.Carriers.Count * draft.Zones.Count];
        foreach (var (location, carrier, zone, tariff) in rows)
            draft.Tariffs[(((location * draft.Carriers.Count) + draft.Carriers.IndexOf(carrier)) * draft.Zones.Count) + zone] = tariff;
    }

    private static void ReadBans(DocumentReader root, NetworkDraft draft)
    {
        foreach (var entry in root.Children("bans"))
        {
            var location = entry.Has("location") ? Location(entry, "location", entry.Text("location"), draft) : null;
            var zone = entry.Has("zone") ? Zone(entry, "zone", entry.Text("zone"), draft) : null;
            var province = entry.TextOrNull("province") is { } text ? Regions.Plain(text) : null;
            var sku = entry.Has("sku") ? Id(entry, "sku", SkuId.Of) : null;
            int? carrier = null;
            if (entry.TextOrNull("carrier") is { } carrierName)
            {
                carrier = draft.Carriers.FindIndex(c => c.Value == carrierName);
                if (carrier < 0) Unknown(entry, "carrier", "carrier", carrierName);
            }

            if (carrier is not null && sku is not null)
                entry.Report("carrier", KernelCodes.DocumentValueInvalid, ("value", entry.Text("carrier")), ("expected", "a SKU or a carrier, not both"));
            if (!entry.Has("zone") && !entry.Has("province") && !entry.Has("sku")) entry.ReportAt(entry.Path, AllocationCodes.BanForNothing);
            draft.Bans.Add(new(location, carrier, zone, province, sku, entry.Text("reason") ?? ""));
            entry.Close();
        }
    }

    private static void ReadSkus(DocumentReader root, NetworkDraft draft)
    {
        foreach (var entry in root.Children("skus"))
        {
            var sku = Id(entry, "sku", SkuId.Of);
            var grams = entry.Whole("grams", 0, GramsMax) ?? 0;
            var handling = entry.WholeOrNull("handlingMilliFen", 0, MilliFenMax) ?? draft.Handling;
            var penalty = entry.WholeOrNull("unfilledPenaltyMilliFen", 0, MilliFenMax) ?? draft.UnfilledPenalty;
            bool[]? from = null;
            if (entry.Has("locations"))
            {
                from = new bool[draft.Locations.Count];
                foreach (var name in entry.Texts("locations"))
                {
                    if (Location(entry, "locations", name, draft) is { } index) from[index] = true;
                }
            }

            entry.Close();
            if (sku is { } known && !draft.Skus.TryAdd(known, new(grams, handling, penalty, from))) Repeated(entry, "sku", "sku", known.Value);
        }
    }

    private static int? Location(DocumentReader entry, string property, string? name, NetworkDraft draft)
    {
        if (name is null) return null;
        var index = draft.Locations.FindIndex(l => l.Id.Value == name);
        if (index >= 0) return index;
        Unknown(entry, property, "location", name);
        return null;
    }

    private static int? Zone(DocumentReader entry, string property, string? name, NetworkDraft draft)
    {
        if (name is null) return null;
        var index = draft.Zones.FindIndex(z => z.Value == name);
        if (index >= 0) return index;
        Unknown(entry, property, "zone", name);
        return null;
    }

    internal static T? Id<T>(DocumentReader entry, string name, Func<string, T> make) where T : struct
    {
        if (entry.Text(name) is not { } text) return null;
        try
        {
            return make(text);
        }
        catch (ArgumentException)
        {
            entry.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
            return null;
        }
    }

    internal static void Unknown(DocumentReader entry, string property, string kind, string value) =>
        entry.Report(property, AllocationCodes.NetworkNameUnknown, ("kind", kind), ("value", value));

    internal static void Repeated(DocumentReader entry, string property, string kind, string value) =>
        entry.Report(property, AllocationCodes.NetworkRepeated, ("kind", kind), ("value", value));
}
