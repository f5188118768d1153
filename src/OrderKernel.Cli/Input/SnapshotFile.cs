using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Input;

/// <summary>A snapshot of an outside stock master in a file: <c>{ "source", "at", "complete", "ordersUntil", "locations", "cells" }</c>.</summary>
internal static class SnapshotFile
{
    private delegate bool Parsing<T>(string? text, out T id);

    /// <summary>The snapshot of each location, in ordinal order.</summary>
    /// <remarks>Refuses with: <see cref="CliCodes.FileUnreadable"/>; <see cref="CliCodes.SnapshotInvalid"/>, whose reasons list all problems.</remarks>
    public static Result<ValueList<(LocationId Location, MergeSnapshot Snapshot)>> Read(string path)
    {
        byte[] utf8;
        try
        {
            utf8 = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }

        ValueList<(LocationId, MergeSnapshot)> read = [];
        var problems = PolicyDocument.LoadPlain(utf8, null, root => read = Of(root)).Refusal?.Reasons ?? [];
        return problems.IsEmpty ? read : Refusal.Of(CliCodes.SnapshotInvalid, ("count", problems.Count)) with { Reasons = problems };
    }

    private static ValueList<(LocationId Location, MergeSnapshot Snapshot)> Of(DocumentReader root)
    {
        var (source, at, isComplete) = (Id<ActorId>(root, "source", ActorId.TryParse), root.Instant("at"), root.Flag("complete", false));
        Instant? until = root.Has("ordersUntil") ? root.Instant("ordersUntil") : null;
        var units = new SortedDictionary<LocationId, List<StockUnits>>();
        if (root.Has("locations"))
        {
            foreach (var text in root.Texts("locations"))
            {
                if (LocationId.TryParse(text, out var location)) units[location] = [];
                else root.Report("locations", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
            }
        }

        foreach (var entry in root.Children("cells"))
        {
            if (Cell(entry) is not { } cell) continue;
            if (!units.TryGetValue(cell.Cell.Location, out var there)) units.Add(cell.Cell.Location, there = []);
            there.Add(cell);
        }

        return units.Select(u => (u.Key, new MergeSnapshot(source ?? default, at ?? default, u.Value.ToValueList(), isComplete, until))).ToValueList();
    }

    private static StockUnits? Cell(DocumentReader entry)
    {
        var (location, sku) = (Id<LocationId>(entry, "location", LocationId.TryParse), Id<SkuId>(entry, "sku", SkuId.TryParse));
        var pool = entry.Has("pool") ? Id<PoolId>(entry, "pool", PoolId.TryParse) ?? default : default;
        var batch = entry.Has("batch") ? Id<BatchId>(entry, "batch", BatchId.TryParse) ?? default : default;
        var units = entry.Whole("units", 0);
        entry.Close();
        return location is { } there && sku is { } goods && units is { } number ? new(new(there, goods, pool, batch), Quantity.Of(number)) : null;
    }

    private static T? Id<T>(DocumentReader entry, string name, Parsing<T> parse) where T : struct
    {
        if (entry.Text(name) is not { } text) return null;
        if (parse(text, out var id)) return id;
        entry.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
        return null;
    }
}
