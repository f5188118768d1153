namespace OrderKernel.Cli.Input;

/// <summary>What a folder says of itself: its files, whose they are, and which policies hold.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Zone">The IANA zone of business days.</param>
/// <param name="Files">The files to read.</param>
/// <param name="Policies">Policy documents by kind (<c>skuMap</c>, <c>network</c>, <c>workflow</c>, <c>tiers</c> …), relative to the folder.</param>
/// <param name="Stock">The file of stock counts; null when there is none.</param>
internal sealed record Manifest(string Tenant, string Zone, ValueList<ManifestFile> Files, ValueList<ManifestPolicy> Policies, string? Stock)
{
    public const string FileName = "manifest.json";

    private const string Schema = "manifest-1.json";

    public static Result<Manifest> Read(ReadOnlyMemory<byte> utf8) => PolicyDocument.LoadPlain(utf8, Schema, root => new Manifest(
        root.TextOrNull("tenant") ?? "default",
        Zoned(root),
        root.Children("files").Select(FileOf).ToValueList(),
        PoliciesOf(root),
        root.TextOrNull("stock")));

    private static string Zoned(DocumentReader root)
    {
        var zone = root.TextOrNull("zone") ?? "Asia/Shanghai";
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            root.Report("zone", KernelCodes.DocumentValueInvalid, ("value", zone), ("expected", "IANA zone"));
        return zone;
    }

    private static ManifestFile FileOf(DocumentReader file)
    {
        var entry = new ManifestFile(file.Text("path") ?? "", file.TextOrNull("profile"), file.TextOrNull("shop"));
        file.Close();
        return entry;
    }

    private static ValueList<ManifestPolicy> PoliciesOf(DocumentReader root)
    {
        if (root.ChildOrNull("policies") is not { } policies) return [];
        var entries = policies.Keys().Select(k => new ManifestPolicy(k, policies.Text(k) ?? "")).ToValueList();
        policies.Close();
        return entries;
    }
}

/// <summary>A file of the folder.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Profile">The profile that reads it; null to recognise it.</param>
/// <param name="Shop">The shop; null for the folder's name.</param>
internal sealed record ManifestFile(string Path, string? Profile, string? Shop);

/// <summary>A policy of the folder.</summary>
/// <param name="Kind">Which policy it replaces.</param>
/// <param name="Path">Relative to the folder, with slashes.</param>
internal readonly record struct ManifestPolicy(string Kind, string Path);
