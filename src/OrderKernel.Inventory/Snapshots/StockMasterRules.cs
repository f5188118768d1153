using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What an outside system's number of a cell is. 0 is unset.</summary>
public enum SnapshotMeaning
{
    /// <summary>All that lies there, promised or not 实物库存.</summary>
    OnHand = 1,

    /// <summary>What lies there less what it has locked for the orders that it knows 可用库存.</summary>
    Available = 2,
}

/// <summary>An outside system that says what is on hand at some locations.</summary>
/// <param name="Source">Its name, as its snapshots bear it.</param>
/// <param name="Locations">Where it is the master; null for all locations that no earlier master names.</param>
/// <param name="Tells">What its numbers are.</param>
/// <param name="Lag">How long before a snapshot's instant its view of movements and orders may end.</param>
/// <param name="TakeOverUnits">An unexplained difference of so many units is taken over by itself.</param>
/// <param name="TakeOverBasisPoints">So is one of this share of what it tells, rounded down to units.</param>
public sealed record StockMaster(ActorId Source, ValueList<LocationId>? Locations, SnapshotMeaning Tells, Duration Lag, long TakeOverUnits,
    int TakeOverBasisPoints)
{
    /// <summary>True when a difference that nothing explains is small enough to be taken over without a person.</summary>
    /// <param name="unexplained">The difference, signed.</param>
    /// <param name="there">What the outside system has on hand.</param>
    public bool TakesOver(long unexplained, long there)
    {
        var size = Math.Abs((decimal)unexplained);
        return size <= TakeOverUnits || size <= decimal.Floor(Math.Abs((decimal)there) * TakeOverBasisPoints / 10_000);
    }
}

/// <summary>Who is the master of on hand 库存主数据归属, location by location; where nobody is named, the kernel is.</summary>
/// <param name="Masters">The outside masters; the first that fits a location holds.</param>
/// <param name="Deciders">Who hears of differences that wait for a person and may decide on them.</param>
/// <remarks>Source: capability I12.</remarks>
public sealed record StockMasterRules(ValueList<StockMaster> Masters, ValueList<Role> Deciders)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "stock-master-1.json";

    private const long UnitsMax = 1_000_000_000;

    /// <summary>The rules that hold when a host brings none: the kernel is the master everywhere.</summary>
    public static PolicyDocument<StockMasterRules> Default { get; } = LoadDefault();

    /// <summary>The outside master of a location; null where the kernel is.</summary>
    /// <param name="location">The location.</param>
    public StockMaster? Of(LocationId location) => Masters.Items.FirstOrDefault(m => m.Locations is not { } named || named.Items.Contains(location));

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path; among them
    /// <see cref="InventoryCodes.StockMasterTwice"/>.</remarks>
    public static Result<PolicyDocument<StockMasterRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static StockMasterRules Read(DocumentReader root)
    {
        var (masters, everywhere) = (new List<StockMaster>(), -1);
        var named = new HashSet<LocationId>();
        foreach (var entry in root.Children("masters"))
        {
            if (everywhere >= 0) entry.ReportAt(entry.Path, InventoryCodes.StockMasterTwice, ("before", $"{root.Path}.masters[{everywhere}]"));
            var master = Master(entry, named);
            if (master.Locations is null && everywhere < 0) everywhere = masters.Count;
            masters.Add(master);
        }

        return new(masters.ToValueList(), Roles(root));
    }

    private static StockMaster Master(DocumentReader entry, HashSet<LocationId> named)
    {
        ActorId source = default;
        if (entry.Text("source") is { } text && !ActorId.TryParse(text, out source))
            entry.Report("source", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
        ValueList<LocationId>? locations = null;
        if (entry.Has("locations"))
        {
            var (texts, read) = (entry.Texts("locations"), new List<LocationId>());
            if (texts.Count == 0)
                entry.Report("locations", KernelCodes.DocumentValueInvalid, ("value", "[]"), ("expected", "one id at least, or nothing for all"));
            for (var i = 0; i < texts.Count; i++)
            {
                if (!LocationId.TryParse(texts[i], out var id))
                    entry.ReportAt($"{entry.Path}.locations[{i}]", KernelCodes.DocumentValueInvalid, ("value", texts[i]), ("expected", "id"));
                else if (!named.Add(id)) entry.ReportAt($"{entry.Path}.locations[{i}]", InventoryCodes.StockMasterTwice, ("before", id));
                else read.Add(id);
            }

            locations = read.ToValueList();
        }

        var tells = entry.Word<SnapshotMeaning>("tells");
        var lag = entry.Has("lag") ? entry.Duration("lag") ?? Duration.Zero : Duration.Zero;
        if (lag < Duration.Zero) entry.Report("lag", KernelCodes.DocumentValueInvalid, ("value", lag), ("expected", "ISO 8601 duration without years and months"));
        var master = new StockMaster(source, locations, tells ?? SnapshotMeaning.OnHand, lag, entry.WholeOrNull("takeOverUnits", 0, UnitsMax) ?? 0,
            (int)(entry.WholeOrNull("takeOverBasisPoints", 0, 10_000) ?? 0));
        entry.Close();
        return master;
    }

    // An empty list would be silence: what needs a person must reach one.
    private static ValueList<Role> Roles(DocumentReader root)
    {
        var (words, roles) = (root.Texts("deciders"), new List<Role>());
        for (var i = 0; i < words.Count; i++)
        {
            if (Role.TryParse(words[i], out var role)) roles.Add(role);
            else root.ReportAt($"{root.Path}.deciders[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "a role"));
        }

        if (roles.Count == 0) root.Report("deciders", KernelCodes.DocumentPropertyMissing);
        return roles.ToValueList();
    }

    private static PolicyDocument<StockMasterRules> LoadDefault()
    {
        using var stream = typeof(StockMasterRules).Assembly.GetManifestResourceStream("Documents/stock-master.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Load(copy.ToArray()).OrUnreachable("Embedded documents load");
    }
}
