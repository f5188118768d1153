using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Output;

/// <summary>Prints a trial: of each record a table of its fields, what is left over, how it ties out, and what parks.</summary>
internal static class TrialTables
{
    public static void Print(ProfileTrial trial, Labels labels)
    {
        var words = new TrialWords(trial, labels);
        Terminal.Say(labels.Text("try.file", ("file", trial.File), ("profile", trial.Profile.Reference), ("records", Html.Number(trial.Records))));
        foreach (var record in trial.Tried) Print(record, words, labels);
        if (words.More is { } more) Terminal.Say(more);
    }

    private static void Print(TriedRecord record, TrialWords words, Labels labels)
    {
        Console.Out.WriteLine();
        Terminal.Say(words.Head(record));
        var fields = TrialWords.Told(record).ToList();
        if (fields.Count > 0)
            Terminal.Table(labels["table.fields"], [labels["head.field"], labels["head.raw"], labels["head.steps"], labels["head.canonical"]],
                fields.Select(f => new[] { words.Field(f), string.Join("; ", TrialWords.Raw(f)), string.Join("; ", words.Steps(f)), words.Value(f) }));
        if (words.Untold(record) is { } untold) Terminal.Say(untold);
        if (!record.Trace.Left.IsEmpty)
            Terminal.Table(labels["table.left"], [labels["head.path"], "#" + labels["head.values"], labels["head.example"]],
                record.Trace.Left.Items.Select(l => new[] { l.Path, Html.Number(l.Values), l.Example }));
        if (words.Tie(record) is { } tie) Terminal.Say(tie);
        foreach (var line in words.Tried(record).Concat(words.Reasons(record))) Terminal.Say(line);
    }
}
