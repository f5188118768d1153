namespace OrderKernel.Allocation;

/// <summary>The tree of locations and areas: each lies in one other at most, and none in itself.</summary>
internal static class LocationTree
{
    /// <summary>The names of a location or an area, in English and in Chinese.</summary>
    public static (string? English, string? Chinese) Names(DocumentReader entry)
    {
        var name = entry.ChildOrNull("name");
        var names = (name?.TextOrNull("en"), name?.TextOrNull("zh"));
        name?.Close();
        return names;
    }

    /// <summary>The parent that an entry names; it is looked up when all are read.</summary>
    public static LocationId? Parent(DocumentReader entry, LocationId? child, NetworkDraft draft)
    {
        var parent = entry.Has("parent") ? NetworkReader.Id(entry, "parent", LocationId.Of) : null;
        if (child is { } id && parent is { } named) draft.Parents.Add((id, named, entry));
        return parent;
    }

    /// <summary>Reads the areas, and holds the parents of all against what there is.</summary>
    public static void Read(DocumentReader root, NetworkDraft draft)
    {
        foreach (var entry in root.Children("areas"))
        {
            var (english, chinese) = Names(entry);
            var id = NetworkReader.Id(entry, "id", LocationId.Of);
            var parent = Parent(entry, id, draft);
            entry.Close();
            if (id is not { } area) continue;
            if (draft.Areas.Exists(a => a.Id == area) || draft.Locations.Exists(l => l.Id == area))
                NetworkReader.Repeated(entry, "id", "location", area.Value);
            else draft.Areas.Add(new(area, english, chinese, parent));
        }

        draft.Areas.Sort((a, b) => a.Id.CompareTo(b.Id));
        foreach (var (child, parent, entry) in draft.Parents)
        {
            if (!draft.Areas.Exists(a => a.Id == parent) && !draft.Locations.Exists(l => l.Id == parent))
                NetworkReader.Unknown(entry, "parent", "location", parent.Value);
            else if (parent == child || Chain(parent, draft.Tree).Contains(child))
                entry.Report("parent", AllocationCodes.NetworkTreeLoops, ("location", child), ("parent", parent));
            else draft.Tree[child] = parent;
        }
    }

    /// <summary>Where each location stands.</summary>
    public static ValueList<LocationPlace> Places(NetworkDraft draft) => draft.Locations.Select(l =>
        new LocationPlace(l.Id, l.Kind, draft.Tree.TryGetValue(l.Id, out var p) ? Chain(p, draft.Tree).ToValueList() : [])).ToValueList();

    /// <summary>A place and all that it lies in. A link that would close a loop is never among the parents.</summary>
    private static IEnumerable<LocationId> Chain(LocationId from, Dictionary<LocationId, LocationId> parents)
    {
        for (LocationId? at = from; at is { } here; at = parents.TryGetValue(here, out var next) ? next : null) yield return here;
    }
}
