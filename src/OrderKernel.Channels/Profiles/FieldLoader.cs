using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>Reads field rules of one record kind and gives each path its place in the profile's tree.</summary>
internal sealed class FieldLoader(PathTree tree, RecordFormat format, MoneyUnit unit, TimeFormat time, IReadOnlyList<string> prefixes)
{
    public static readonly string[] MoneyWords = ["yuan", "fen", "either"];
    public static readonly string[] TimeWords = ["text", "epoch-s", "epoch-ms"];
    private static readonly string[] CleaningWords = ["trim", "strip-marks", "collapse-blanks", "half-width", "unquote"];

    public IReadOnlyList<string> Prefixes => prefixes;

    /// <summary>A field under a name, or null when it is not there.</summary>
    /// <param name="reader">The object that has the field.</param>
    /// <param name="name">The field's canonical name.</param>
    /// <param name="below">The paths of the list that the field lies in; null for the record itself.</param>
    public FieldRule? Field(DocumentReader reader, string name, IReadOnlyList<string>? below = null)
    {
        switch (reader.KindOf(name))
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return Rule(reader, name, reader.Text(name) is { } path ? [path] : [], below, null, unit, time, []);
            case JsonValueKind.Array:
                return Rule(reader, name, Paths(reader, name), below, null, unit, time, []);
            default:
                return reader.Child(name) is { } child ? Detailed(child, below) : null;
        }
    }

    /// <summary>A required field.</summary>
    public FieldRule? Required(DocumentReader reader, string name, IReadOnlyList<string>? below = null)
    {
        if (!reader.Has(name)) reader.Report(name, KernelCodes.DocumentPropertyMissing);
        return Field(reader, name, below);
    }

    /// <summary>A place that is only looked at for being there.</summary>
    public FieldRule? Bare(DocumentReader reader, string name, string path) => Rule(reader, name, [path], null, null, unit, time, []);

    /// <summary>The full paths of a list such as <c>orders.order[]</c> under every prefix.</summary>
    public IReadOnlyList<string> ListPaths(DocumentReader reader, string name)
    {
        IReadOnlyList<string> texts = reader.KindOf(name) == JsonValueKind.Array ? Paths(reader, name) : reader.Text(name) is { } one ? [one] : [];
        var lists = new List<string>();
        foreach (var path in texts)
        {
            if (!IsPath(path) || !path.EndsWith("[]", StringComparison.Ordinal)) reader.Report(name, ChannelsCodes.PathInvalid, ("value", path));
            else lists.AddRange(prefixes.Select(p => p + path));
        }

        return lists;
    }

    public IReadOnlyList<int> Scopes(IReadOnlyList<string> lists) => lists.Select(tree.RowsOf).ToArray();

    private FieldRule? Detailed(DocumentReader child, IReadOnlyList<string>? below)
    {
        var money = child.Has("money") ? (MoneyUnit)(WordIndex(child, "money", MoneyWords) + 1) : unit;
        var when = child.Has("time") ? (TimeFormat)(WordIndex(child, "time", TimeWords) + 1) : time;
        var cleaning = new List<CleaningStep>();
        foreach (var word in child.Texts("clean"))
        {
            var at = Array.IndexOf(CleaningWords, word);
            if (at >= 0) cleaning.Add((CleaningStep)(at + 1));
            else child.Report("clean", KernelCodes.DocumentValueInvalid, ("value", word), ("expected", string.Join("|", CleaningWords)));
        }

        IReadOnlyList<string> sum = child.Has("sum") ? Paths(child, "sum") : [];
        var paths = child.Has("sum") ? child.Texts("paths") : Paths(child, "paths");
        child.Close();
        if (sum.Count > 0)
        {
            var signs = sum.Select(s => s.StartsWith('-') ? -1 : 1).ToArray();
            return Rule(child, "sum", sum.Select(s => s.TrimStart('-')).ToArray(), below, signs, money, when, cleaning);
        }

        return Rule(child, "paths", paths, below, null, money, when, cleaning);
    }

    // A list of no paths reads nothing, as if the field stood there.
    internal static IReadOnlyList<string> Paths(DocumentReader reader, string name)
    {
        var paths = reader.Texts(name);
        if (paths.Count == 0) reader.Report(name, KernelCodes.DocumentPropertyMissing);
        return paths;
    }

    private FieldRule? Rule(
        DocumentReader reader, string name, IReadOnlyList<string> paths, IReadOnlyList<string>? below, int[]? signs, MoneyUnit money, TimeFormat when,
        IReadOnlyList<CleaningStep> cleaning)
    {
        var places = new List<Slot>();
        var placeSigns = new List<int>();
        for (var i = 0; i < paths.Count; i++)
        {
            if (!IsPath(paths[i]))
            {
                reader.Report(name, ChannelsCodes.PathInvalid, ("value", paths[i]));
                continue;
            }

            var path = format == RecordFormat.Csv ? paths[i].Trim() : paths[i];
            foreach (var start in below is null ? prefixes : below.Select(b => b + "."))
            {
                places.Add(tree.SlotOf(start + path));
                placeSigns.Add(signs?[i] ?? 1);
            }
        }

        if (places.Count == 0) return null;
        if (signs is null) tree.Wanted.Add(places.ConvertAll(tree.IdOf));
        else tree.Wanted.AddRange(places.ConvertAll(p => new List<int> { tree.IdOf(p) }));
        return new(places, string.Join("|", paths))
        {
            Unit = money, Time = when, Cleaning = cleaning, Signs = signs is null ? null : placeSigns, Unquotes = cleaning.Contains(CleaningStep.Unquote),
                SumsRows = below is null,
        };
    }

    private bool IsPath(string path) => format == RecordFormat.Csv
        ? path.Trim().Length > 0 && !path.Contains('.')
        : path.Length > 0 && path.Split('.').All(part => part.Replace("[]", "").Length > 0);

    internal static int WordIndex(DocumentReader reader, string name, string[] words)
    {
        var text = reader.Text(name);
        if (text is null) return -1;
        var at = Array.IndexOf(words, text);
        if (at < 0) reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", string.Join("|", words)));
        return at;
    }
}
