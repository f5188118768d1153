using System.Text.Json;

namespace OrderKernel.Mutants.Making;

/// <summary>One change of the sources, as Stryker's report lists it.</summary>
/// <param name="Id">The number that switches it on.</param>
/// <param name="Path">Of the file, under the package.</param>
/// <param name="Line">The first is 1.</param>
/// <param name="Column">The first is 1.</param>
/// <param name="Original">What stands there, on one line.</param>
/// <param name="Replacement">What stands there instead, on one line.</param>
/// <param name="Status">Stryker's word; a mutant that is ignored or does not compile is none.</param>
internal sealed record Mutant(int Id, string Path, int Line, int Column, string Original, string Replacement, string Status)
{
    public bool Compiles => Status is not ("CompileError" or "Ignored");

    /// <summary>The first folder under the package, or the package itself.</summary>
    public string Folder => Path.IndexOf('/') is var at and > 0 ? Path[..at] : ".";

    /// <summary>The place and the change, on one line.</summary>
    public string Change => $"{Path}:{Line}:{Column} {Original} → {Replacement}";

    /// <summary>Reads those that compile and are not left out by the configuration, in the order of their files and places.</summary>
    public static IReadOnlyList<Mutant> Read(string report)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(report));
        var root = json.RootElement.GetProperty("projectRoot").GetString()!;
        return
        [
            .. (from file in json.RootElement.GetProperty("files").EnumerateObject()
                let lines = file.Value.GetProperty("source").GetString()!.Split('\n')
                from mutant in file.Value.GetProperty("mutants").EnumerateArray()
                select Of(System.IO.Path.GetRelativePath(root, file.Name).Replace('\\', '/'), lines, mutant))
                .Where(m => m.Compiles).OrderBy(m => m.Path, StringComparer.Ordinal).ThenBy(m => m.Line).ThenBy(m => m.Column).ThenBy(m => m.Id),
        ];
    }

    private static Mutant Of(string path, string[] lines, JsonElement mutant)
    {
        var (start, end) = (mutant.GetProperty("location").GetProperty("start"), mutant.GetProperty("location").GetProperty("end"));
        var (line, column) = (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32());
        var (last, stop) = (end.GetProperty("line").GetInt32(), end.GetProperty("column").GetInt32());
        var original = line == last
            ? lines[line - 1][(column - 1)..Math.Min(stop - 1, lines[line - 1].Length)]
            : lines[line - 1][(column - 1)..] + " " + string.Join(' ', lines[line..last].Select(l => l.Trim()));
        return new Mutant(
            int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture), path, line, column, OneLine(original),
            OneLine(mutant.TryGetProperty("replacement", out var replacement) ? replacement.GetString() ?? "" : ""), mutant.GetProperty("status").GetString()!);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
