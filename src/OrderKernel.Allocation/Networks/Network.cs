namespace OrderKernel.Allocation;

/// <summary>
/// Where goods ship from, whom carriers serve at which price, and what is forbidden.
/// All amounts are in thousandths of a fen (1 yuan = 100 000), weights in grams.
/// </summary>
/// <remarks>Formula: a shipment costs <c>perShipment</c>, each unit in it <c>⌈grams ·
/// perKilogram / 1000⌉ + handling</c>, each shipment after the first the split penalty,
/// each unfilled unit its penalty. Rounding: per unit, up, by less than a thousandth of a fen.</remarks>
public sealed class Network
{
    /// <summary>The schema name of such documents.</summary>
    public const string Schema = "network-1.json";

    private readonly Tariff[] _tariffs;
    private readonly Dictionary<string, int> _zoneOfProvince;
    private readonly Dictionary<LocationId, int> _locationIndex = [];
    private readonly Dictionary<SkuId, NetworkSku> _skus;
    private readonly NetworkSku _unknownSku;

    internal Network(NetworkDraft draft)
    {
        Locations = draft.Locations.ToValueList();
        Areas = draft.Areas.ToValueList();
        Places = LocationTree.Places(draft);
        Carriers = draft.Carriers.ToValueList();
        Zones = draft.Zones.ToValueList();
        Bans = draft.Bans.ToArray();
        (_tariffs, _zoneOfProvince, _skus, UnknownProvinceZone) = (draft.Tariffs, draft.ZoneOfProvince, draft.Skus, draft.UnknownProvinceZone);
        (SplitPenaltyMilliFen, SearchNodesMax) = (draft.SplitPenalty, draft.SearchNodesMax);
        _unknownSku = new(draft.UnknownSkuGrams, draft.Handling, draft.UnfilledPenalty, null);
        for (var i = 0; i < Locations.Count; i++) _locationIndex.Add(Locations[i].Id, i);
    }

    /// <summary>The default document's network: four warehouses, two carriers.</summary>
    public static PolicyDocument<Network> Default { get; } = LoadDefault();

    /// <summary>The locations, in ordinal order of their ids.</summary>
    public ValueList<NetworkLocation> Locations { get; }

    /// <summary>The areas in which locations lie, in ordinal order of their ids; none by default.</summary>
    public ValueList<NetworkArea> Areas { get; }

    /// <summary>Where each location stands in the tree, in the order of <see cref="Locations"/>.</summary>
    public ValueList<LocationPlace> Places { get; }

    /// <summary>The carriers that have a tariff, in ordinal order.</summary>
    public ValueList<CarrierId> Carriers { get; }

    /// <summary>The zones, in document order.</summary>
    public ValueList<ZoneId> Zones { get; }

    /// <summary>What each shipment after the first costs beside its tariff.</summary>
    public long SplitPenaltyMilliFen { get; }

    /// <summary>How many steps the search may take before it answers with the best plan so far.</summary>
    public long SearchNodesMax { get; }

    internal NetworkBan[] Bans { get; }

    internal int? UnknownProvinceZone { get; }

    /// <summary>Reads a network document and checks it as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; its reasons list every problem with its path, among them
    /// <see cref="AllocationCodes.NetworkNameUnknown"/>, <see cref="AllocationCodes.NetworkRepeated"/>, <see cref="AllocationCodes.NetworkWithoutLocation"/>,
    /// <see cref="AllocationCodes.NetworkTreeLoops"/> and <see cref="AllocationCodes.BanForNothing"/>.</remarks>
    public static Result<PolicyDocument<Network>> Load(ReadOnlyMemory<byte> utf8) =>
        PolicyDocument.Load(utf8, Schema, root => new Network(NetworkReader.Read(root)));

    /// <summary>The locations that lie in a place, the place itself where it is one, in ordinal order; none when the network has no such place.</summary>
    /// <param name="place">An area or a location.</param>
    public ValueList<LocationId> LocationsIn(LocationId place) => Places.Items.Where(p => p.IsIn(place)).Select(p => p.Id).ToValueList();

    /// <summary>The zone of a province, written with or without its suffix; null when it is in none and the document names no zone for such.</summary>
    /// <param name="province">The name, such as 广东 or 广东省; <c>default</c> is in no zone of its own.</param>
    public ZoneId? ZoneOf(RegionId province) => ZoneIndex(province) is { } zone ? Zones[zone] : null;

    internal int? ZoneIndex(RegionId province) =>
        province.Value is { } name && _zoneOfProvince.TryGetValue(Regions.Plain(name), out var zone) ? zone : UnknownProvinceZone;

    internal int LocationIndex(LocationId id) => id.Value is not null && _locationIndex.TryGetValue(id, out var index) ? index : -1;

    internal bool Knows(SkuId sku) => _skus.ContainsKey(sku);

    internal NetworkSku Sku(SkuId sku) => _skus.TryGetValue(sku, out var known) ? known : _unknownSku;

    internal Tariff TariffOf(int location, int carrier, int zone) => _tariffs[(((location * Carriers.Count) + carrier) * Zones.Count) + zone];

    private static PolicyDocument<Network> LoadDefault()
    {
        using var stream = typeof(Network).Assembly.GetManifestResourceStream("Documents/four-warehouses.network.json")!;
        var bytes = new byte[stream.Length];
        var read = 0;
        while (read < bytes.Length) read += stream.Read(bytes, read, bytes.Length - read);
        return Load(bytes).OrUnreachable("Embedded documents load");
    }
}

/// <summary>What the reader found, before it is compiled.</summary>
internal sealed class NetworkDraft
{
    public List<NetworkLocation> Locations { get; } = [];

    public List<NetworkArea> Areas { get; } = [];

    /// <summary>Who names which parent, with where it is written.</summary>
    public List<(LocationId Child, LocationId Parent, DocumentReader Entry)> Parents { get; } = [];

    /// <summary>The parents that there are; no chain of them loops.</summary>
    public Dictionary<LocationId, LocationId> Tree { get; } = [];

    public List<CarrierId> Carriers { get; } = [];

    public List<ZoneId> Zones { get; } = [];

    public Dictionary<string, int> ZoneOfProvince { get; } = new(StringComparer.Ordinal);

    public Dictionary<SkuId, NetworkSku> Skus { get; } = [];

    public List<NetworkBan> Bans { get; } = [];

    public Tariff[] Tariffs { get; set; } = [];

    public int? UnknownProvinceZone { get; set; }

    public long SplitPenalty { get; set; }

    public long UnfilledPenalty { get; set; }

    public long Handling { get; set; }

    public long UnknownSkuGrams { get; set; }

    public long SearchNodesMax { get; set; }
}
