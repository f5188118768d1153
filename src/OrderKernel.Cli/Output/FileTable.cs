using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Output;

/// <summary>The table of a folder's files: each with what it was read as, or with why it was not.</summary>
internal static class FileTable
{
    public static void Print(RunSummary summary, Labels labels) => Terminal.Table(
        labels["table.files"],
        [labels["head.file"], labels["head.read-as"], labels["head.form"], "#" + labels["head.records"], "#" + labels["head.put-away"], labels["head.finding"]],
        summary.Readings().Select(f => new[]
        {
            f.Name, ReadAs(f, labels), Form(f, labels), Html.Number(f.Records), Html.Number(f.PutAway), string.Join(", ", f.Findings.Items),
        }));

    private static string ReadAs(FileReading file, Labels labels) =>
        file.ReadAs is not { } read ? labels["file.unread"] : labels.Has("file." + read) ? labels["file." + read] : read;

    /// <summary>Encoding, delimiter and sheet, those that there are.</summary>
    private static string Form(FileReading file, Labels labels) => string.Join(", ", new[]
    {
        file.Encoding,
        file.Delimiter is { } delimiter ? labels[$"delimiter.{(int)delimiter}"] : null,
        file.Sheet is { } sheet ? labels.Text("file.sheet", ("sheet", sheet)) : null,
    }.OfType<string>());
}
