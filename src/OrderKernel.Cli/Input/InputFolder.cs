using OrderKernel.Channels;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Input;

/// <summary>Makes a folder ready: by its manifest, or by recognising each file from its content.</summary>
internal sealed class InputFolder(string folder)
{
    private static readonly string[] Endings = [".CSV", ".TSV", ".JSON", ".JSONL", ".NDJSON", ".XML", ".XLSX", ".XLS"];
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
            if (!Endings.Contains(Path.GetExtension(path).ToUpperInvariant()))
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
            var info = new FileInfo(path);
            var file = new InputFile(path, name, InputKind.Channel, null, shop, info.Length)
            {
                ArrivedAt = NodaTime.Instant.FromDateTimeUtc(info.LastWriteTimeUtc),
            };
            if (profile is null) return Recognise(policies, file);
            if (profile == "kuaidi100") return Formed(file with { Kind = InputKind.Kuaidi100 });
            if (Partners.Contains(profile)) return Formed(file with { Kind = InputKind.Partner });
            if (policies.Profiles.Items.FirstOrDefault(p => p.Reference.Name == profile) is { } known) return Channel(file, known);
            if (File.Exists(InFolder(profile)))
            {
                return Profiles.Load(File.ReadAllBytes(InFolder(profile))).TryGet(out var own, out var refusal)
                    ? Channel(file, own)
                    : Refusal.Of(CliCodes.PolicyInvalid, ("path", profile), ("kind", "profile")) with { Reasons = refusal.Reasons };
            }

            _findings.Add(Finding.Of(name, CliCodes.ProfileUnknown, ("profile", profile),
                ("known", string.Join(", ", policies.Profiles.Items.Select(p => p.Reference.Name).Concat(Partners).Append("kuaidi100")))));
        }
        catch (FileFormException e)
        {
            _findings.Add(e.Of(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _findings.Add(Finding.Of(name, CliCodes.FileUnreadable, ("detail", IoDetail.Of(e, path))));
        }

        return default(InputFile);
    }

    private InputFile? Recognise(KernelPolicies policies, InputFile file)
    {
        var tried = FileForms.Of(file, _findings).Select(form => (File: file with { Form = form }, Head: form.Head(file.Path))).ToList();
        var found = tried.Select(t => Recognised(policies, t.File, t.Head)).OfType<InputFile>().ToList();
        if (found.Count > 0) return First(found);
        _findings.Add(Finding.Of(file.Name, tried.TrueForAll(t => t.Head.Length == 0) ? CliCodes.FileEmpty : CliCodes.FileNotRecognised));
        foreach (var (_, head) in tried) _findings.AddRange(ProfileRecognizer.Unread(head, policies.Profiles, file.Name));
        return null;
    }

    private static InputFile? Recognised(KernelPolicies policies, InputFile file, byte[] head)
    {
        if (ProfileRecognizer.Recognize(head, policies.Profiles) is { } found) return file with { Profile = found.Profile };
        var first = LineFile.First(file.Path, head);
        if (Partner(first)) return file with { Kind = InputKind.Partner };
        var isTrack = Logistics.Kuaidi100.Parse(first, Logistics.TrackVocabulary.Kuaidi100.Policy).IsOk;
        return isTrack ? file with { Kind = InputKind.Kuaidi100 } : null;
    }

    /// <summary>A file whose profile the manifest names; null with findings when it would pass over columns that tell how orders stand.</summary>
    private InputFile? Channel(InputFile file, PolicyDocument<ChannelProfile> profile)
    {
        var tried = FileForms.Of(file, _findings).Select(form => (File: file with { Form = form, Profile = profile }, Head: form.Head(file.Path))).ToList();
        if (tried.Count == 0) return Formed(file);
        var fitting = tried.Where(t => ProfileRecognizer.Recognize(t.Head, [profile]) is not null).ToList();
        if (fitting.Count > 0) return First(fitting.ConvertAll(t => t.File));
        var unread = ProfileRecognizer.Unread(tried[0].Head, [profile], file.Name);
        _findings.AddRange(unread);
        return unread.IsEmpty ? tried[0].File : null;
    }

    private InputFile? Formed(InputFile file) => FileForms.Of(file, _findings) is [var form, ..] ? file with { Form = form } : file;

    /// <summary>Of the sheets of a workbook that are recognised the first is read; the others are told.</summary>
    private InputFile First(List<InputFile> found)
    {
        foreach (var other in found.Skip(1))
            _findings.Add(Finding.Of(other.Name, CliCodes.SheetPassedOver, ("sheet", other.Form.Sheet ?? ""), ("readAs", other.ReadAs)));
        return found[0];
    }

    private string InFolder(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));

    private static bool Partner(ReadOnlySpan<byte> line) => PartnerRecord.Read(line.ToArray()).IsOk;

    /// <summary>Without a manifest the shop is the name of the folder that the file lies in.</summary>
    private static ShopId ShopOf(string path) =>
        ShopId.TryParse(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))), out var shop) ? shop : ShopId.Of("shop");
}
