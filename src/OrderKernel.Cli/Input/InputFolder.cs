using OrderKernel.Channels;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Input;

/// <summary>Makes a folder ready: by its manifest, or by recognising each file from its content.</summary>
internal sealed class InputFolder(string folder)
{
    private const int HeadBytes = 64 * 1024;
    private static readonly string[] Partners = ["stock", "outbound", "receipt", "partner"];
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
    private readonly List<Finding> _findings = [];
    private readonly Lazy<IReadOnlyList<PolicyDocument<ChannelProfile>>> _profiles = new(Profiles.Defaults);

    /// <summary>Reads the manifest and policies and finds out what reads each file.</summary>
    /// <returns>The set, or the reason why the folder cannot be used at all.</returns>
    public Result<InputSet> Read()
    {
        if (!Directory.Exists(folder)) return Refusal.Of(CliCodes.FolderMissing, ("path", folder));
        try
        {
            var path = Path.Combine(folder, Manifest.FileName);
            return File.Exists(path) ? ByManifest(path) : ByContent();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", folder), ("detail", e.Message));
        }
    }

    private Result<InputSet> ByManifest(string path)
    {
        if (!Manifest.Read(File.ReadAllBytes(path)).TryGet(out var manifest, out var refusal))
            return Refusal.Of(CliCodes.ManifestInvalid, ("path", path)) with { Reasons = refusal.Reasons };
        var files = new List<InputFile>();
        var named = manifest.Files.Items.Select(f => (f.Path, f.Profile, f.Shop)).ToList();
        if (manifest.Stock is { } stock) named.Add((stock, "stock", null));
        foreach (var (name, profile, shop) in named)
        {
            var full = InFolder(name);
            if (!File.Exists(full)) _findings.Add(Finding.Of(name, CliCodes.FileMissing));
            else if (FileOf(full, name, profile, shop is null ? ShopOf(full) : ShopId.Of(shop)) is { } file) files.Add(file);
        }

        return Policied(manifest, files);
    }

    private Result<InputSet> ByContent()
    {
        var files = Directory.EnumerateFiles(folder, "*", Everywhere)
            .Where(f => Path.GetExtension(f).ToUpperInvariant() is ".CSV" or ".JSON" or ".JSONL")
            .Order(StringComparer.Ordinal)
            .Select(f => FileOf(f, Path.GetRelativePath(folder, f).Replace('\\', '/'), null, ShopOf(f))).OfType<InputFile>().ToList();
        return Policied(new Manifest("default", "Asia/Shanghai", [], [], null), files);
    }

    private Result<InputSet> Policied(Manifest manifest, List<InputFile> files)
    {
        if (files.Count == 0) return Refusal.Of(CliCodes.NothingRecognised, ("path", folder)) with { Reasons = _findings.Select(f => f.ToReason()).ToValueList() };
        var policies = KernelPolicies.Default with { Zone = NodaTime.DateTimeZoneProviders.Tzdb[manifest.Zone] };
        var skus = SkuMap.Same;
        foreach (var (kind, name) in manifest.Policies)
        {
            var path = InFolder(name);
            if (!File.Exists(path)) return Refusal.Of(CliCodes.FileMissing, ("path", name));
            ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
            var loaded = kind == "skuMap"
                ? SkuMap.Load(bytes).Then(m => { skus = m.Policy; return Result.Ok(policies); })
                : policies.With(kind, bytes);
            if (!loaded.TryGet(out var next, out var refusal)) return Refusal.Of(CliCodes.PolicyInvalid, ("path", name), ("kind", kind)) with { Reasons = refusal.Reasons };
            policies = next;
        }

        return new InputSet(TenantId.Of(manifest.Tenant), files.ToValueList(), policies, skus, _findings.ToValueList());
    }

    private InputFile? FileOf(string path, string name, string? profile, ShopId shop)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (profile is null) return Recognise(path, name, shop, length);
            if (profile == "kuaidi100") return new(path, name, InputKind.Kuaidi100, null, shop, length);
            if (Partners.Contains(profile)) return new(path, name, InputKind.Partner, null, shop, length);
            if (Profiles.DefaultNames.Items.Contains(profile)) return new(path, name, InputKind.Channel, _profiles.Value.First(p => p.Reference.Name == profile), shop, length);
            _findings.Add(Finding.Of(name, CliCodes.ProfileUnknown, ("profile", profile), ("known", string.Join(", ", Profiles.DefaultNames.Items.Concat(Partners).Append("kuaidi100")))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _findings.Add(Finding.Of(name, CliCodes.FileUnreadable, ("detail", e.Message)));
        }

        return null;
    }

    private InputFile? Recognise(string path, string name, ShopId shop, long length)
    {
        var head = Head(path);
        if (ProfileRecognizer.Recognize(head, _profiles.Value) is { } found) return new(path, name, InputKind.Channel, found.Profile, shop, length);
        var line = FirstLine(head);
        if (Partner(line)) return new(path, name, InputKind.Partner, null, shop, length);
        if (Logistics.Kuaidi100.Parse(line, Logistics.TrackVocabulary.Kuaidi100.Policy).IsOk) return new(path, name, InputKind.Kuaidi100, null, shop, length);
        _findings.Add(Finding.Of(name, head.Length == 0 ? CliCodes.FileEmpty : CliCodes.FileNotRecognised));
        return null;
    }

    private string InFolder(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));

    private static bool Partner(ReadOnlySpan<byte> line) => OrderKernel.Partners.PartnerRecord.Read(line.ToArray()).IsOk;

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head) => head.IndexOf((byte)'\n') is >= 0 and var end ? head[..end] : head;

    private static byte[] Head(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[HeadBytes];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Without a manifest the shop is the name of the folder that the file lies in.</summary>
    private static ShopId ShopOf(string path) => ShopId.TryParse(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))), out var shop) ? shop : ShopId.Of("shop");
}
