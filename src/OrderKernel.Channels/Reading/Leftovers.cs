namespace OrderKernel.Channels;

/// <summary>Finds what of a record no field of its kind reads.</summary>
internal static class Leftovers
{
    /// <summary>The values, or where nothing below a name is read the name alone.</summary>
    public static ValueList<LeftoverTrace> Of(RecordKind kind, PathTree tree, IReadOnlyList<PayloadValue> values)
    {
        var read = new HashSet<string>(KindFields.Of(kind).SelectMany(f => f.Rule.Places).Select(p => Plain(tree.PathOf(p.Slot).Substring(2))));
        // Of CSV the rows of a record are no part of the name.
        if (tree.CsvRows is { Name: var rows })
            read.UnionWith(read.Where(p => p.StartsWith(rows + ".", StringComparison.Ordinal)).Select(p => p.Substring(rows.Length + 1)).ToList());
        var above = new HashSet<string>(read.SelectMany(Starts));
        var left = new List<LeftoverTrace>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (read.Contains(Plain(value.Path))) continue;
            var path = Topmost(value.Path, above);
            if (known.TryGetValue(path, out var at))
            {
                left[at] = left[at] with { Values = left[at].Values + 1 };
                continue;
            }

            known.Add(path, left.Count);
            left.Add(new("$." + path, 1, TraceMask.Leftover(path, value.Text)));
        }

        return left.ToValueList();
    }

    // The shortest start of the path below which nothing is read.
    private static string Topmost(string path, HashSet<string> above) =>
        Starts(path).FirstOrDefault(start => !above.Contains(Plain(start))) ?? path;

    private static IEnumerable<string> Starts(string path)
    {
        for (var dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1)) yield return path.Substring(0, dot);
        yield return path;
    }

    private static string Plain(string path) => path.Replace("[]", "");
}
