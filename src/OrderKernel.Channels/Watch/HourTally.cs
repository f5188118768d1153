using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What arrived in one hour of a shop's clock.</summary>
/// <param name="Start">When the hour began.</param>
public sealed record HourTally(Instant Start)
{
    /// <summary>Records, each once under what became of it; see <see cref="Of"/>.</summary>
    public ValueList<long> Ends { get; init; }

    /// <summary>All records.</summary>
    public long Records => Ends.Items.Sum();

    /// <summary>The parked records by their reason's code, in ordinal order.</summary>
    public ValueList<CountOf> ParkedBy { get; init; }

    /// <summary>Records that were read although something in them was passed over, such as a word that no table has.</summary>
    public long Tolerated { get; init; }

    /// <summary>Pushes whose proof was good.</summary>
    public long Pushes { get; init; }

    /// <summary>Of these, pushes of which nothing could be used.</summary>
    public long PushesFailed { get; init; }

    /// <summary>Pushes whose signature was refused.</summary>
    public long Refused { get; init; }

    /// <summary>Pages that were asked for.</summary>
    public long Pulls { get; init; }

    /// <summary>Of these, those that did not come.</summary>
    public long PullsFailed { get; init; }

    /// <summary>How long after the channel's own time records arrived, counted by <see cref="Latency"/>'s stretches.</summary>
    public ValueList<long> Latencies { get; init; }

    /// <summary>The records of each record kind, by its name in ordinal order; those of none are not among them.</summary>
    public ValueList<CountOf> Kinds { get; init; }

    /// <summary>The fields, in ordinal order of kind and path.</summary>
    public ValueList<FieldTally> Fields { get; init; }

    /// <summary>What was counted of fields beyond those that are kept.</summary>
    public long FieldsLeftOut { get; init; }

    /// <summary>The unknown words, in ordinal order of path and word.</summary>
    public ValueList<WordTally> Words { get; init; }

    /// <summary>What was counted of words beyond those that are kept.</summary>
    public long WordsLeftOut { get; init; }

    /// <summary>The records of which one thing became.</summary>
    /// <param name="end">What became of them.</param>
    public long Of(RecordEnd end) => Ends.Count >= (int)end ? Ends[(int)end - 1] : 0;

    /// <summary>The records of one kind.</summary>
    /// <param name="kind">The kind's name.</param>
    public long OfKind(string kind)
    {
        foreach (var (name, count) in Kinds)
        {
            if (name == kind) return count;
        }

        return 0;
    }

    internal static HourTally Sum(HourTally a, HourTally b, TallyLimits limits)
    {
        var (fields, fieldsOut) = Sorted.Join(a.Fields, b.Fields, FieldTally.Order, FieldTally.Sum, limits.Fields, f => f.Records);
        var (words, wordsOut) = Sorted.Join(a.Words, b.Words, WordTally.Order, WordTally.Sum, limits.Words, w => w.Records);
        return new(a.Start)
        {
            Ends = Sorted.Plus(a.Ends, b.Ends),
            ParkedBy = Sorted.Join(a.ParkedBy, b.ParkedBy),
            Tolerated = a.Tolerated + b.Tolerated,
            Pushes = a.Pushes + b.Pushes,
            PushesFailed = a.PushesFailed + b.PushesFailed,
            Refused = a.Refused + b.Refused,
            Pulls = a.Pulls + b.Pulls,
            PullsFailed = a.PullsFailed + b.PullsFailed,
            Latencies = Sorted.Plus(a.Latencies, b.Latencies),
            Kinds = Sorted.Join(a.Kinds, b.Kinds),
            Fields = fields,
            FieldsLeftOut = a.FieldsLeftOut + b.FieldsLeftOut + fieldsOut,
            Words = words,
            WordsLeftOut = a.WordsLeftOut + b.WordsLeftOut + wordsOut,
        };
    }
}

/// <summary>How often something was counted.</summary>
/// <param name="Name">What.</param>
/// <param name="Count">How often.</param>
public readonly record struct CountOf(string Name, long Count);

/// <summary>What arrived in one minute, for the circuit.</summary>
/// <param name="Start">When the minute began.</param>
/// <param name="Pushes">Pushes whose proof was good.</param>
/// <param name="Failed">Of these, pushes of which nothing could be used.</param>
/// <param name="Refused">Pushes whose signature was refused.</param>
public readonly record struct MinuteTally(Instant Start, long Pushes, long Failed, long Refused);
