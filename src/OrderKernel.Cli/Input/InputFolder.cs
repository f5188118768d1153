using OrderKernel.Channels;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Input;

/// <summary>Makes a folder ready: by its manifest, or by recognising each file from its content.</summary>
internal sealed class InputFolder(string folder)
{
    private const int HeadBytes = 64 * 1024;
    private static readonly string[] Partners = ["stock", "outbound", "receipt", "partner"];
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
    private readonly List<Finding> _findings = [];

    /// <summary>Reads the manifest and policies and finds out what reads each file.</summary>
    /// <returns>The set, or the reason why the folder cannot be used at all.</returns>
    public Result<InputSet> Read()
    {
        if (!Directory.Exists(folder)) return Refusal.Of(CliCodes.FolderMissing, ("path", folder));
        try
        {
            return File.Exists(Path.Combine(folder, Manifest.FileName)) ? ByManifest() : ByContent();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", folder), ("detail", IoDetail.Of(e, folder)));
        }
    }

    private Result<InputSet> ByManifest()
    {
        if (!FolderPolicies.ManifestOf(folder).TryGet(out var manifest, out var refusal)) return refusal;
        if (!FolderPolicies.Of(folder, manifest).TryGet(out var policies, out refusal)) return refusal;
        foreach (var chain in policies.Chains)
        {
            if (chain.Policy.Facts.IsEmpty) continue;
            _findings.Add(Finding.Of(Manifest.FileName, CliCodes.RuleFactsUntold, ("chain", chain.Reference.Name),
                ("facts", string.Join(", ", chain.Policy.Facts.Items.Select(f => f.Path)))));
        }

        var files = new List<InputFile>();
        var named = manifest.Files.Items.Select(f => (f.Path, f.Profile, f.Shop)).ToList();
        if (manifest.Stock is { } stock) named.Add((stock, "stock", null));
        foreach (var (name, profile, shop) in named)
        {
            var full = InFolder(name);
            if (!File.Exists(full))
            {
                _findings.Add(Finding.Of(name, CliCodes.FileMissing));
                continue;
            }

            if (!FileOf(policies, full, name, profile, shop is null ? ShopOf(full) : ShopId.Of(shop)).TryGet(out var file, out refusal)) return refusal;
            if (file is not null) files.Add(file);
        }

        return Set(manifest, policies, files);
    }

    private Result<InputSet> ByContent()
    {
        var policies = KernelPolicies.Default;
        var files = new List<InputFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", Everywhere).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (Path.GetExtension(path).ToUpperInvariant() is not (".CSV" or ".JSON" or ".JSONL"))
            {
                _findings.Add(Finding.Of(name, CliCodes.FilePassedOver));
                continue;
            }

            if (!FileOf(policies, path, name, null, ShopOf(path)).TryGet(out var file, out var refusal)) return refusal;
            if (file is not null) files.Add(file);
        }

        return Set(new Manifest("default", "Asia/Shanghai", [], [], null, null), policies, files);
    }

    private Result<InputSet> Set(Manifest manifest, KernelPolicies policies, List<InputFile> files) => files.Count == 0
        ? Refusal.Of(CliCodes.NothingRecognised, ("path", folder)) with { Reasons = _findings.Select(f => f.ToReason()).ToValueList() }
        : new InputSet(TenantId.Of(manifest.Tenant), files.ToValueList(), policies, policies.Skus?.Policy ?? SkuMap.Same, _findings.ToValueList());

    /// <summary>A file with what reads it; null with a finding when nothing does, a refusal when its profile is a document with problems.</summary>
    private Result<InputFile?> FileOf(KernelPolicies policies, string path, string name, string? profile, ShopId shop)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (profile is null) return Recognise(policies, path, name, shop, length);
            if (profile == "kuaidi100") return new InputFile(path, name, InputKind.Kuaidi100, null, shop, length);
            if (Partners.Contains(profile)) return new InputFile(path, name, InputKind.Partner, null, shop, length);
            if (policies.Profiles.Items.FirstOrDefault(p => p.Reference.Name == profile) is { } known)
                return Channel(path, name, known, shop, length);
            if (File.Exists(InFolder(profile)))
            {
                return Profiles.Load(File.ReadAllBytes(InFolder(profile))).TryGet(out var own, out var refusal)
                    ? Channel(path, name, own, shop, length)
                    : Refusal.Of(CliCodes.PolicyInvalid, ("path", profile), ("kind", "profile")) with { Reasons = refusal.Reasons };
            }

            _findings.Add(Finding.Of(name, CliCodes.ProfileUnknown, ("profile", profile),
                ("known", string.Join(", ", policies.Profiles.Items.Select(p => p.Reference.Name).Concat(Partners).Append("kuaidi100")))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _findings.Add(Finding.Of(name, CliCodes.FileUnreadable, ("detail", IoDetail.Of(e, path))));
        }

        return default(InputFile);
    }

    private InputFile? Recognise(KernelPolicies policies, string path, string name, ShopId shop, long length)
    {
        var head = Head(path);
        if (ProfileRecognizer.Recognize(head, policies.Profiles) is { } found) return new(path, name, InputKind.Channel, found.Profile, shop, length);
        var line = FirstLine(head);
        if (Partner(line)) return new(path, name, InputKind.Partner, null, shop, length);
        if (Logistics.Kuaidi100.Parse(line, Logistics.TrackVocabulary.Kuaidi100.Policy).IsOk) return new(path, name, InputKind.Kuaidi100, null, shop, length);
        _findings.Add(Finding.Of(name, head.Length == 0 ? CliCodes.FileEmpty : CliCodes.FileNotRecognised));
        _findings.AddRange(ProfileRecognizer.Unread(head, policies.Profiles, name));
        return null;
    }

    /// <summary>A file whose profile the manifest names; null with findings when it would pass over columns that tell how orders stand.</summary>
    private InputFile? Channel(string path, string name, PolicyDocument<ChannelProfile> profile, ShopId shop, long length)
    {
        var unread = ProfileRecognizer.Unread(Head(path), [profile], name);
        _findings.AddRange(unread);
        return unread.IsEmpty ? new(path, name, InputKind.Channel, profile, shop, length) : null;
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
    private static ShopId ShopOf(string path) =>
        ShopId.TryParse(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))), out var shop) ? shop : ShopId.Of("shop");
}
