using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels;

/// <summary>What arrived, within the JSON of a state. Zeros and empty lists leave nothing.</summary>
internal static class ChannelTallyJson
{
    private const long CountMax = 1L << 48;

    public static void Write(Utf8JsonWriter w, ChannelTally tally)
    {
        w.WriteStartArray("hours");
        foreach (var hour in tally.Hours) Write(w, hour);
        w.WriteEndArray();
        w.WriteStartArray("minutes");
        foreach (var minute in tally.Minutes)
        {
            w.WriteStartObject();
            w.WriteString("start", InstantPattern.ExtendedIso.Format(minute.Start));
            Number(w, "pushes", minute.Pushes);
            Number(w, "failed", minute.Failed);
            Number(w, "refused", minute.Refused);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    public static ChannelTally Read(JsonElement root) => new()
    {
        Hours = Ascending(root.GetProperty("hours").EnumerateArray().Select(Hour).ToValueList(), h => h.Start),
        Minutes = Ascending(root.GetProperty("minutes").EnumerateArray()
            .Select(m => new MinuteTally(Start(m), Long(m, "pushes"), Long(m, "failed"), Long(m, "refused"))).ToValueList(), m => m.Start),
    };

    public static Instant At(JsonElement element)
    {
        var at = InstantPattern.ExtendedIso.Parse(element.GetString() ?? "").GetValueOrThrow();
        return PullState.IsSensible(at) ? at : throw new FormatException();
    }

    private static void Write(Utf8JsonWriter w, HourTally hour)
    {
        w.WriteStartObject();
        w.WriteString("start", InstantPattern.ExtendedIso.Format(hour.Start));
        Numbers(w, "ends", hour.Ends);
        Counts(w, "parkedBy", hour.ParkedBy);
        Number(w, "tolerated", hour.Tolerated);
        Number(w, "pushes", hour.Pushes);
        Number(w, "pushesFailed", hour.PushesFailed);
        Number(w, "refused", hour.Refused);
        Number(w, "pulls", hour.Pulls);
        Number(w, "pullsFailed", hour.PullsFailed);
        Numbers(w, "latencies", hour.Latencies);
        Counts(w, "kinds", hour.Kinds);
        w.WriteStartArray("fields");
        foreach (var field in hour.Fields)
        {
            w.WriteStartObject();
            w.WriteString("kind", field.Kind);
            w.WriteString("path", field.Path);
            Numbers(w, "forms", field.Forms);
            Number(w, "tolerated", field.Tolerated);
            Number(w, "unread", field.Unread);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        Number(w, "fieldsLeftOut", hour.FieldsLeftOut);
        w.WriteStartArray("words");
        foreach (var word in hour.Words)
        {
            w.WriteStartObject();
            w.WriteString("path", word.Path);
            w.WriteString("word", word.Word);
            w.WriteNumber("records", word.Records);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        Number(w, "wordsLeftOut", hour.WordsLeftOut);
        w.WriteEndObject();
    }

    private static HourTally Hour(JsonElement hour) => new(Start(hour))
    {
        Ends = Longs(hour, "ends", (int)RecordEnd.Held),
        ParkedBy = Counts(hour, "parkedBy"),
        Tolerated = Long(hour, "tolerated"),
        Pushes = Long(hour, "pushes"),
        PushesFailed = Long(hour, "pushesFailed"),
        Refused = Long(hour, "refused"),
        Pulls = Long(hour, "pulls"),
        PullsFailed = Long(hour, "pullsFailed"),
        Latencies = Longs(hour, "latencies", Latency.Bounds.Count + 1),
        Kinds = Counts(hour, "kinds"),
        Fields = hour.GetProperty("fields").EnumerateArray().Select(f => new FieldTally(Text(f, "kind"), Text(f, "path"))
        {
            Forms = Longs(f, "forms", (int)FieldForm.DecimalNumber), Tolerated = Long(f, "tolerated"), Unread = Long(f, "unread"),
        }).OrderBy(f => f, Comparer<FieldTally>.Create(FieldTally.Order)).ToValueList(),
        FieldsLeftOut = Long(hour, "fieldsLeftOut"),
        Words = hour.GetProperty("words").EnumerateArray().Select(x => new WordTally(Text(x, "path"), Text(x, "word"), Long(x, "records")))
            .OrderBy(x => x, Comparer<WordTally>.Create(WordTally.Order)).ToValueList(),
        WordsLeftOut = Long(hour, "wordsLeftOut"),
    };

    private static void Number(Utf8JsonWriter w, string name, long count)
    {
        if (count != 0) w.WriteNumber(name, count);
    }

    private static void Numbers(Utf8JsonWriter w, string name, ValueList<long> counts)
    {
        if (counts.IsEmpty) return;
        w.WriteStartArray(name);
        foreach (var count in counts) w.WriteNumberValue(count);
        w.WriteEndArray();
    }

    private static void Counts(Utf8JsonWriter w, string name, ValueList<CountOf> counts)
    {
        if (counts.IsEmpty) return;
        w.WriteStartObject(name);
        foreach (var (what, count) in counts) w.WriteNumber(what, count);
        w.WriteEndObject();
    }

    private static long Long(JsonElement element, string name) => element.TryGetProperty(name, out var count) ? Count(count) : 0;

    // Sums of what anybody wrote must not overflow.
    private static long Count(JsonElement count) => count.GetInt64() is >= 0 and < CountMax and var value ? value : throw new FormatException();

    private static ValueList<long> Longs(JsonElement element, string name, int most)
    {
        var counts = element.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(Count).ToValueList() : [];
        return counts.Count <= most ? counts : throw new FormatException();
    }

    private static ValueList<CountOf> Counts(JsonElement element, string name) => element.TryGetProperty(name, out var counts)
        ? counts.EnumerateObject().Select(c => new CountOf(c.Name, Count(c.Value))).OrderBy(c => c.Name, StringComparer.Ordinal).ToValueList()
        : [];

    private static Instant Start(JsonElement element) => At(element.GetProperty("start"));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException();

    private static ValueList<T> Ascending<T>(ValueList<T> items, Func<T, Instant> start)
    {
        for (var i = 1; i < items.Count; i++)
        {
            if (start(items[i]) <= start(items[i - 1])) throw new FormatException();
        }

        return items;
    }
}
