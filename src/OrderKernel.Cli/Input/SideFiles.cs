using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Cli.Output;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Input;

/// <summary>A file of one side of a diagnosis.</summary>
/// <param name="Side">Whose export it is.</param>
/// <param name="File">The file, with what reads it.</param>
internal sealed record SideFile(DiagnosisSide Side, InputFile File);

/// <summary>Finds out which files a side has and what reads each: documents that were named first, then the built-in profiles of the side.</summary>
/// <param name="own">Documents that were named.</param>
internal sealed class SideFiles(IReadOnlyList<PolicyDocument<ChannelProfile>> own)
{
    private static readonly string[] Endings = [".CSV", ".TSV", ".JSON", ".JSONL", ".NDJSON", ".XML", ".XLSX", ".XLS"];
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>What is wrong with single files.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The files of a side.</summary>
    /// <param name="side">The side.</param>
    /// <param name="paths">Files, or folders with files.</param>
    /// <remarks>Refuses with: <see cref="CliCodes.FileMissing"/>, <see cref="CliCodes.FileUnreadable"/>, <see cref="CliCodes.NothingRecognised"/>.</remarks>
    public Result<List<SideFile>> Of(DiagnosisSide side, IReadOnlyList<string> paths)
    {
        var files = new List<SideFile>();
        var before = _findings.Count;
        foreach (var path in paths)
        {
            try
            {
                if (Directory.Exists(path))
                {
                    if (!Folder(side, path, files).TryGet(out _, out var refusal)) return refusal;
                }
                else if (File.Exists(path))
                {
                    One(side, path, path, files);
                }
                else
                {
                    return Refusal.Of(CliCodes.FileMissing, ("path", path));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Refusal.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path)));
            }
        }

        return files.Count > 0 || paths.Count == 0
            ? files
            : Refusal.Of(CliCodes.NothingRecognised, ("path", string.Join(", ", paths)))
                with { Reasons = _findings.Skip(before).Select(f => f.ToReason()).ToValueList() };
    }

    private Result<int> Folder(DiagnosisSide side, string folder, List<SideFile> files)
    {
        if (side == DiagnosisSide.Channel && File.Exists(Path.Combine(folder, Manifest.FileName)))
        {
            if (!new InputFolder(folder).Read().TryGet(out var set, out var refusal)) return refusal;
            _findings.AddRange(set.Findings);
            foreach (var file in set.Files) Add(side, file.Kind == InputKind.Channel ? file : null, files);
            return 0;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", Everywhere).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (Endings.Contains(Path.GetExtension(path).ToUpperInvariant())) One(side, path, name, files);
            else _findings.Add(Finding.Of(name, CliCodes.FilePassedOver));
        }

        return 0;
    }

    private void One(DiagnosisSide side, string path, string name, List<SideFile> files)
    {
        try
        {
            var info = new FileInfo(path);
            var file = new InputFile(path, name, InputKind.Channel, null, ShopOf(path), info.Length)
            {
                ArrivedAt = Instant.FromDateTimeUtc(info.LastWriteTimeUtc),
            };
            Add(side, Recognised(side, file), files);
        }
        catch (FileFormException e)
        {
            _findings.Add(e.Of(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _findings.Add(Finding.Of(name, CliCodes.FileUnreadable, ("detail", IoDetail.Of(e, path))));
        }
    }

    private void Add(DiagnosisSide side, InputFile? file, List<SideFile> files)
    {
        if (file is null) return;
        if (_taken.Add($"{(int)side} {Path.GetFullPath(file.Path)}")) files.Add(new(side, file));
        else _findings.Add(Finding.Of(file.Name, CliCodes.FileRepeated, ("other", file.Name)));
    }

    private InputFile? Recognised(DiagnosisSide side, InputFile file)
    {
        var tried = FileForms.Of(file, _findings).Select(form => (File: file with { Form = form }, Head: form.Head(file.Path))).ToList();
        var found = tried.Select(t => Recognised(side, t.Head) is { } profile ? t.File with { Profile = profile } : null).OfType<InputFile>().ToList();
        foreach (var other in found.Skip(1))
            _findings.Add(Finding.Of(other.Name, CliCodes.SheetPassedOver, ("sheet", other.Form.Sheet ?? ""), ("readAs", other.ReadAs)));
        if (found.Count > 0) return found[0];
        _findings.Add(Finding.Of(file.Name, tried.TrueForAll(t => t.Head.Length == 0) ? CliCodes.FileEmpty : CliCodes.FileNotRecognised));
        foreach (var (_, head) in tried) _findings.AddRange(ProfileRecognizer.Unread(head, [.. own, .. BuiltIn(side)], file.Name));
        return null;
    }

    private PolicyDocument<ChannelProfile>? Recognised(DiagnosisSide side, byte[] head) =>
        (ProfileRecognizer.Recognize(head, own) ?? ProfileRecognizer.Recognize(head, BuiltIn(side)))?.Profile;

    private static IReadOnlyList<PolicyDocument<ChannelProfile>> BuiltIn(DiagnosisSide side) => side == DiagnosisSide.Channel
        ? Profiles.Defaults()
        : [.. Profiles.SystemNames.Items.Where(n => n.StartsWith(side + "-", StringComparison.OrdinalIgnoreCase)).Select(Profiles.Default)];

    /// <summary>The shop of a channel's file is the name of the folder that it lies in.</summary>
    private static ShopId ShopOf(string path) =>
        ShopId.TryParse(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))), out var shop) ? shop : ShopId.Of("shop");
}
