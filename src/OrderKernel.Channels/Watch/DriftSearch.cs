namespace OrderKernel.Channels;

/// <summary>Finds what of the newest hour is otherwise than the hours before it that are kept. Compares counts; no share is computed.</summary>
public static class DriftSearch
{
    private const int Whole = 10_000;
    private const int FormsMax = (int)FieldForm.DecimalNumber + 1;

    // By FieldForm.
    private static readonly string[] Names =
        ["text", "number", "flag", "object or list", "several forms", "text of digits", "text with decimals", "number with decimals"];

    /// <summary>What drifts in the newest hour.</summary>
    /// <param name="tally">What arrived.</param>
    /// <param name="rules">What counts as drift.</param>
    /// <returns>By kind, record and path; empty while the past is too short or the hour too young.</returns>
    public static ValueList<ChannelDrift> Of(ChannelTally tally, DriftRules rules)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(rules);
        if (tally.Hours.IsEmpty) return [];
        var (hour, past) = (tally.Hours[tally.Hours.Count - 1], tally.Hours.Items.RemoveAt(tally.Hours.Count - 1));
        return [.. Fields(hour, past, rules), .. Words(hour, past, rules)];
    }

    private static IEnumerable<ChannelDrift> Fields(HourTally hour, IReadOnlyList<HourTally> past, DriftRules rules)
    {
        var fields = new SortedDictionary<(string Kind, string Path), (FieldTally? Now, FieldTally? Past)>(ByName.Instance);
        foreach (var before in past)
        {
            foreach (var field in before.Fields)
            {
                fields.TryGetValue((field.Kind, field.Path), out var known);
                fields[(field.Kind, field.Path)] = (null, known.Past is { } sum ? FieldTally.Sum(sum, field) : field);
            }
        }

        foreach (var field in hour.Fields)
        {
            fields.TryGetValue((field.Kind, field.Path), out var known);
            fields[(field.Kind, field.Path)] = (field, known.Past);
        }

        var end = EndOf(past.Append(hour));
        foreach (var ((kind, path), (now, before)) in fields)
        {
            // Behind the last field that an hour with too many of them kept nobody knows what was there.
            if (end is { } last && ByName.Instance.Compare((kind, path), last) > 0) yield break;
            var (records, recordsBefore) = (RecordsOf(hour, kind), past.Sum(h => RecordsOf(h, kind)));
            if (records < rules.Least || recordsBefore < rules.PastLeast) continue;
            var none = new FieldTally(kind, path);
            if (kind.Length > 0 && Form(now ?? none, before ?? none, records, recordsBefore, rules) is { } form) yield return form with { Since = hour.Start };
            if (now is { Unread: > 0 } && now.Unread * Whole >= records * rules.ShareBasisPoints
                && (before?.Unread ?? 0) * Whole < recordsBefore * rules.PastShareBasisPoints)
                yield return new(DriftKind.Unread, kind, path, "", "", now.Unread, records, hour.Start);
        }
    }

    // Of no kind are the records that nobody understood; they are weighed against all.
    private static long RecordsOf(HourTally hour, string kind) => kind.Length == 0 ? hour.Records : hour.OfKind(kind);

    private static ChannelDrift? Form(FieldTally now, FieldTally past, long records, long recordsBefore, DriftRules rules)
    {
        long isNew = 0, most = 0, mostBefore = -1;
        int newest = 0, usual = 0;
        for (var form = 0; form < FormsMax; form++)
        {
            var (here, before) = (CountOf(now, form, records), CountOf(past, form, recordsBefore));
            if (before > mostBefore) (mostBefore, usual) = (before, form);
            if (before * Whole >= recordsBefore * rules.PastShareBasisPoints) continue;
            isNew += here;
            if (here > most) (most, newest) = (here, form);
        }

        return isNew > 0 && isNew * Whole >= records * rules.ShareBasisPoints
            ? new(DriftKind.Form, now.Kind, now.Path, NameOf(usual), NameOf(newest), isNew, records, default)
            : null;
    }

    private static long CountOf(FieldTally field, int form, long records) => form == 0 ? records - field.Forms.Items.Sum() : field.Of((FieldForm)form);

    private static string NameOf(int form) => form == 0 ? "nothing" : Names[form - 1];

    private static IEnumerable<ChannelDrift> Words(HourTally hour, IReadOnlyList<HourTally> past, DriftRules rules)
    {
        foreach (var word in hour.Words)
        {
            if (word.Records < rules.Least) continue;
            var before = past.Sum(h => h.Words.Items.Where(w => w.Path == word.Path && w.Word == word.Word).Sum(w => w.Records));
            if (before < rules.Least) yield return new(DriftKind.Word, "", word.Path, "", word.Word, word.Records, hour.Records, hour.Start);
        }
    }

    private static (string Kind, string Path)? EndOf(IEnumerable<HourTally> hours)
    {
        (string Kind, string Path)? end = null;
        foreach (var hour in hours)
        {
            if (hour.FieldsLeftOut == 0 || hour.Fields.IsEmpty) continue;
            var last = (hour.Fields[hour.Fields.Count - 1].Kind, hour.Fields[hour.Fields.Count - 1].Path);
            if (end is not { } known || ByName.Instance.Compare(last, known) < 0) end = last;
        }

        return end;
    }

    private sealed class ByName : IComparer<(string Kind, string Path)>
    {
        public static ByName Instance { get; } = new();

        public int Compare((string Kind, string Path) x, (string Kind, string Path) y) =>
            string.CompareOrdinal(x.Kind, y.Kind) is not 0 and var order ? order : string.CompareOrdinal(x.Path, y.Path);
    }
}
