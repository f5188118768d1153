using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Input;

/// <summary>What a folder says of itself: its files, whose they are, and which policies hold.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Zone">The IANA zone of business days.</param>
/// <param name="Files">The files to read.</param>
/// <param name="Policies">Policy documents by kind (<c>skuMap</c>, <c>network</c>, <c>workflow</c>, <c>tiers</c> …), relative to the folder, each after
/// those whose documents it may name.</param>
/// <param name="DefaultShipments">The workflow of parcels whose order's workflow names none, <c>none</c> for none; null for the default.</param>
/// <param name="Stock">The file of stock counts; null when there is none.</param>
internal sealed record Manifest(string Tenant, string Zone, ValueList<ManifestFile> Files, ValueList<ManifestPolicy> Policies, string? DefaultShipments,
    string? Stock)
{
    public const string FileName = "manifest.json";

    private const string Schema = "manifest-1.json";

    public static Result<Manifest> Read(ReadOnlyMemory<byte> utf8) => PolicyDocument.LoadPlain(utf8, Schema, root => new Manifest(
        TenantOf(root),
        Zoned(root),
        root.Children("files").Select(FileOf).ToValueList(),
        PoliciesOf(root),
        ShipmentsOf(root),
        root.Has("stock") ? PathOf(root, "stock") : null));

    private static string TenantOf(DocumentReader root)
    {
        var tenant = root.TextOrNull("tenant") ?? "default";
        if (!TenantId.TryParse(tenant, out _)) root.Report("tenant", KernelCodes.DocumentValueInvalid, ("value", tenant), ("expected", "id"));
        return tenant;
    }

    private static string? ShipmentsOf(DocumentReader root)
    {
        var named = root.TextOrNull("defaultShipments");
        if (named is not (null or "none") && !WorkflowSelector.TryParse(named, out _))
            root.Report("defaultShipments", KernelCodes.DocumentValueInvalid, ("value", named), ("expected", "name@major, name@version or none"));
        return named;
    }

    /// <summary>A path that leads out of the folder is refused: a folder that came from elsewhere must not name our files.</summary>
    private static string PathOf(DocumentReader from, string name) => Inside(from, from.Text(name), $"{from.Path}.{name}");

    private static string Inside(DocumentReader from, string? path, string at)
    {
        if (path is null
            || (path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains(':') && !path.Contains('\0') && !path.Split('/', '\\').Contains("..")))
                return path ?? "";
        from.ReportAt(at, KernelCodes.DocumentValueInvalid, ("value", path), ("expected", "path inside the folder"));
        return "";
    }

    private static string Zoned(DocumentReader root)
    {
        var zone = root.TextOrNull("zone") ?? "Asia/Shanghai";
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            root.Report("zone", KernelCodes.DocumentValueInvalid, ("value", zone), ("expected", "IANA zone"));
        return zone;
    }

    private static ManifestFile FileOf(DocumentReader file)
    {
        var (path, profile, shop) = (PathOf(file, "path"), file.Has("profile") ? PathOf(file, "profile") : null, file.TextOrNull("shop"));
        if (shop is not null && !ShopId.TryParse(shop, out _)) file.Report("shop", KernelCodes.DocumentValueInvalid, ("value", shop), ("expected", "id"));
        file.Close();
        var entry = new ManifestFile(path, profile, shop);
        return entry;
    }

    private static ValueList<ManifestPolicy> PoliciesOf(DocumentReader root)
    {
        if (root.ChildOrNull("policies") is not { } policies) return [];
        var entries = PolicyKinds.Known.Items.Where(policies.Has)
            .SelectMany(kind => PathsOf(policies, kind).Select(path => new ManifestPolicy(kind, path))).ToValueList();
        // A kind that is not known is a property that nobody read.
        policies.Close();
        return entries;
    }

    /// <summary>One path, or a list of them where documents of the kind add up.</summary>
    private static IEnumerable<string> PathsOf(DocumentReader policies, string kind)
    {
        if (policies.KindOf(kind) != System.Text.Json.JsonValueKind.Array || !PolicyKinds.Many.Items.Contains(kind)) return [PathOf(policies, kind)];
        return policies.Texts(kind).Select((path, i) => Inside(policies, path, $"{policies.Path}.{kind}[{i}]")).ToList();
    }
}

/// <summary>A file of the folder.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Profile">The profile that reads it, by name or as a document's path; null to recognise it.</param>
/// <param name="Shop">The shop; null for the folder's name.</param>
internal sealed record ManifestFile(string Path, string? Profile, string? Shop);

/// <summary>A policy of the folder.</summary>
/// <param name="Kind">Which policy it replaces.</param>
/// <param name="Path">Relative to the folder, with slashes.</param>
internal readonly record struct ManifestPolicy(string Kind, string Path);
