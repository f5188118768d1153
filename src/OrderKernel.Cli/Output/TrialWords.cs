using System.Text.RegularExpressions;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Output;

/// <summary>The words of a trial in one language: what tables and pages have in common.</summary>
internal sealed partial class TrialWords(ProfileTrial trial, Labels given)
{
    private readonly Labels labels = given.At(trial.Profile.Policy.Zone);

    /// <summary>Which record it is and what became of it, in a sentence.</summary>
    public string Head(TriedRecord record)
    {
        var how = record.Trace.Reading.Kind switch
        {
            ReadingKind.Claimed => "claimed",
            ReadingKind.Partner => "partner",
            ReadingKind.Skipped => "skipped",
            _ => "parked",
        };
        var kind = record.Trace.RecordKind is { } name ? labels.Text("try.kind", ("kind", name)) : labels["try.no-kind"];
        return labels.Text("try.record", ("number", record.Number), ("line", record.Line), ("kind", kind), ("outcome", labels["try." + how]));
    }

    /// <summary>A field's name, in brackets behind it what documents call it.</summary>
    public string Field(FieldTrace field) => Field(field.Field, labels);

    /// <summary>A field's name, in brackets behind it what documents call it.</summary>
    public static string Field(string field, Labels labels)
    {
        var label = "field." + Rows().Replace(field, "");
        return labels.Has(label) ? $"{labels[label]} [{field}]" : field.StartsWith("tables.", StringComparison.Ordinal) ? $"[{field}]" : field;
    }

    /// <summary>What stands in the record: the place and its text.</summary>
    public static IEnumerable<string> Raw(FieldTrace field) => field.Read.Items.Select(r => $"{r.Path} = {Shown(r.Raw)}");

    /// <summary>The text after each step.</summary>
    public IEnumerable<string> Steps(FieldTrace field) => field.Steps.Items.Select(s => $"{labels["step." + s.Step]}: {Shown(s.Text)}");

    /// <summary>The canonical value; of a word the row that was hit and what it says.</summary>
    public string Value(FieldTrace field)
    {
        if (field.Value is not { } value) return field.Read.IsEmpty ? "" : "–";
        if (field.Evidence is null && field.Table is null) return labels.Value(value);
        var said = Words().Replace(value, m => labels.Has("axis." + m.Value) ? labels["axis." + m.Value]
            : labels.Language == Language.Chinese ? labels.Word(m.Value) : m.Value);
        var row = field.Word is { } word ? $"{word} → " : "";
        var evidence = field.Evidence is { } sure ? $" ({labels["evidence." + sure]})" : "";
        return (field.Table is { } table ? $"[{table}] " : "") + row + said + evidence;
    }

    /// <summary>The fields that told something, or whose absence says something.</summary>
    public static IEnumerable<FieldTrace> Told(TriedRecord record) => record.Trace.Fields.Items.Where(f => !f.Read.IsEmpty || f.Value is not null);

    /// <summary>The fields that told nothing, in a sentence; null where all did.</summary>
    public string? Untold(TriedRecord record)
    {
        var names = record.Trace.Fields.Items.Where(f => f.Read.IsEmpty && f.Value is null).Select(Field).Distinct().ToList();
        return names.Count == 0 ? null : labels.Text("try.untold", ("fields", string.Join(labels["try.and"], names)));
    }

    /// <summary>What the lines come to beside what is due, in a sentence; null where nothing is compared.</summary>
    public string? Tie(TriedRecord record)
    {
        if (record.Trace.TieOut is not { } tie) return null;
        var lines = tie.Lines is { } sum ? labels.Text("try.lines-come", ("lines", sum), ("due", tie.Due), ("difference", sum - tie.Due)) : null;
        var paid = tie.Paid is { } told ? labels.Text("try.paid-is", ("paid", told), ("due", tie.Due), ("difference", told - tie.Due)) : null;
        return lines is null && paid is null ? null : string.Join(" ", new[] { lines, paid }.OfType<string>());
    }

    /// <summary>Why each record kind does not take the record.</summary>
    public IEnumerable<string> Tried(TriedRecord record) => record.Trace.Tried.Items.Select(t => labels.Text("try.kind-not", ("kind", t.Kind),
        ("wanting", t.Wanting.IsEmpty ? "–" : string.Join(", ", t.Wanting.Items.Select(p => "$." + p))),
        ("unwanted", t.Unwanted.IsEmpty ? "–" : string.Join(", ", t.Unwanted.Items.Select(p => "$." + p)))));

    /// <summary>What parks the record or is told of it besides, each in a sentence with its code.</summary>
    public IEnumerable<string> Reasons(TriedRecord record) => record.Reasons.Items.Select(labels.Coded);

    /// <summary>What is not shown, in a sentence; null where all is.</summary>
    public string? More => trial.Tried.Count < trial.Records && trial.Tried.Count == ProfileTrial.RecordsMax
        ? labels.Text("try.more", ("count", trial.Records - trial.Tried.Count))
        : null;

    private static string Shown(string text) => Breaks().Replace(text, " ");

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Rows();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Breaks();
}
