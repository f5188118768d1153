using NodaTime;

namespace OrderKernel.Channels;

/// <summary>The counts of one hour while they are counted.</summary>
internal sealed class HourCounts(Instant start, Offset offset)
{
    private const int FormsMax = (int)FieldForm.DecimalNumber;
    private readonly long[] _ends = new long[(int)RecordEnd.Held];
    private readonly long[] _latencies = new long[Latency.Bounds.Count + 1];
    private readonly Dictionary<string, long> _parked = new(StringComparer.Ordinal);
    private readonly Dictionary<WatchedKind, (long[] Forms, long[] Records)> _forms = [];
    private readonly Dictionary<(string Kind, string Path), (long Tolerated, long Unread)> _troubles = [];
    private readonly Dictionary<(string Path, string Word), long> _words = [];
    private readonly HashSet<(string, string)> _met = [];
    private long _tolerated;

    public Instant Start { get; } = start;

    public Offset Offset { get; } = offset;

    public long Pushes { get; set; }

    public long PushesFailed { get; set; }

    public long Refused { get; set; }

    public long Pulls { get; set; }

    public long PullsFailed { get; set; }

    public void Record(in RecordReading reading, RecordEnd end, string? code, Instant? arrivedAt, bool withForms)
    {
        _ends[(int)end - 1]++;
        if (end == RecordEnd.Parked && code is not null) Add(_parked, code, 1);
        if (arrivedAt is { } arrived && reading.Claim is { } claim) _latencies[Latency.StretchOf(arrived - claim.SourceTime)]++;
        if (withForms && reading.Shape is { } shape) Count(shape);
        var kind = reading.Shape?.Kind ?? "";
        _met.Clear();
        var isTolerated = false;
        foreach (var finding in reading.Claim?.Findings ?? reading.Partner?.Findings ?? default)
        {
            if (Tolerance.IsOf(finding.Code)) isTolerated |= Trouble(kind, finding.Path, finding.Code, finding.Arguments, isUnread: false);
        }

        if (isTolerated) _tolerated++;
        if (reading.Kind != ReadingKind.Parked) return;
        foreach (var why in reading.Refusal!.Reasons)
        {
            if (Tolerance.PathOf(why) is { } path) Trouble(kind, path, why.Code, why.Arguments, isUnread: true);
        }
    }

    public HourTally ToTally(Instant start, TallyLimits limits)
    {
        var fields = new SortedDictionary<(string Kind, string Path), FieldTally>(Comparer<(string Kind, string Path)>.Create(
            (a, b) => string.CompareOrdinal(a.Kind, b.Kind) is not 0 and var order ? order : string.CompareOrdinal(a.Path, b.Path)));
        foreach (var (kind, (forms, _)) in _forms)
        {
            for (var i = 0; i < kind.Fields.Length; i++)
            {
                var own = Trimmed(forms.AsSpan(i * FormsMax, FormsMax));
                if (own.IsEmpty) continue;
                var key = (kind.Name, kind.Fields[i].Path);
                var one = new FieldTally(key.Name, key.Path) { Forms = own };
                // Two readers of the same profile have their own tables of the same places.
                fields[key] = fields.TryGetValue(key, out var known) ? FieldTally.Sum(known, one) : one;
            }
        }

        foreach (var (key, (tolerated, unread)) in _troubles)
        {
            var known = fields.TryGetValue(key, out var field) ? field : new(key.Kind, key.Path);
            fields[key] = known with { Tolerated = tolerated, Unread = unread };
        }

        var words = _words.Select(w => new WordTally(w.Key.Path, w.Key.Word, w.Value)).ToList();
        words.Sort(WordTally.Order);
        var whole = new HourTally(start)
        {
            Ends = Trimmed(_ends), ParkedBy = Counts(_parked), Tolerated = _tolerated, Pushes = Pushes, PushesFailed = PushesFailed, Refused = Refused,
            Pulls = Pulls, PullsFailed = PullsFailed, Latencies = Trimmed(_latencies), Kinds = Counts(Kinds()), Fields = fields.Values.ToValueList(),
            Words = words.ToValueList(),
        };
        return HourTally.Sum(whole, new(start), limits);
    }

    private Dictionary<string, long> Kinds()
    {
        var kinds = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (kind, (_, records)) in _forms) Add(kinds, kind.Name, records[0]);
        return kinds;
    }

    private void Count(RecordShape shape)
    {
        var kind = shape.Watched;
        if (!_forms.TryGetValue(kind, out var counts)) _forms.Add(kind, counts = (new long[kind.Fields.Length * FormsMax], new long[1]));
        counts.Records[0]++;
        for (var i = 0; i < shape.Forms.Count; i++)
        {
            if (shape.Forms[i] != default) counts.Forms[(i * FormsMax) + (int)shape.Forms[i] - 1]++;
        }
    }

    // One record counts once for a field and once for a word, however many rows have it.
    private bool Trouble(string kind, string told, string code, ValueList<Argument> arguments, bool isUnread)
    {
        var path = Tolerance.Plain(told);
        if (_met.Add((path, "")))
        {
            _troubles.TryGetValue((kind, path), out var known);
            _troubles[(kind, path)] = isUnread ? (known.Tolerated, known.Unread + 1) : (known.Tolerated + 1, known.Unread);
        }

        if (Tolerance.WordOf(code, arguments) is { } word && _met.Add((path, word))) Add(_words, (path, word), 1);
        return true;
    }

    private static void Add<TKey>(Dictionary<TKey, long> counts, TKey key, long more) where TKey : notnull
    {
        counts.TryGetValue(key, out var known);
        counts[key] = known + more;
    }

    private static ValueList<CountOf> Counts(Dictionary<string, long> counts) =>
        counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new CountOf(c.Key, c.Value)).ToValueList();

    // Zeros behind the last count say nothing.
    private static ValueList<long> Trimmed(ReadOnlySpan<long> counts)
    {
        var length = counts.Length;
        while (length > 0 && counts[length - 1] == 0) length--;
        return ValueList.Create(counts.Slice(0, length));
    }
}
