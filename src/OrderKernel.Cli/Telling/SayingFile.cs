using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Telling;

/// <summary>What is to be told, from a file or standard input: one object, or one a line.</summary>
internal static class SayingFile
{
    public const string StandardInput = "-";

    /// <summary>All of its bytes, without byte-order mark.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var bytes = new MemoryStream();
            await using var source = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            await source.CopyToAsync(bytes, cancellationToken);
            ReadOnlyMemory<byte> all = bytes.ToArray();
            return Result.Ok(all.Span.StartsWith("\uFEFF"u8) ? all[3..] : all);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }
    }

    /// <summary>Reads everything before anything is told.</summary>
    /// <returns>The sayings in their order, or a refusal with the problems of all lines.</returns>
    public static Result<ValueList<Saying>> Parse(ReadOnlyMemory<byte> utf8, Circumstances given)
    {
        var (sayings, problems, lines) = (new List<Saying>(), new List<Reason>(), 0);
        foreach (var (line, piece) in Pieces(utf8))
        {
            lines++;
            if (Saying.Read(piece, line, given).TryGet(out var saying, out var refusal)) sayings.Add(saying);
            else problems.AddRange(refusal.Reasons.Items.Select(r => On(line, r)));
        }

        if (lines == 0) return Refusal.Of(CliCodes.NothingToTell);
        return problems.Count == 0
            ? sayings.ToValueList()
            : Refusal.Of(CliCodes.SayingInvalid, ("count", problems.Count)) with { Reasons = problems.ToValueList() };
    }

    /// <summary>Line by line where the first line that is not blank ends an object, else one piece.</summary>
    private static IEnumerable<(int Line, ReadOnlyMemory<byte> Piece)> Pieces(ReadOnlyMemory<byte> utf8)
    {
        var lines = Lines(utf8).Where(l => !l.Piece.Span.Trim(" \t\r"u8).IsEmpty).ToList();
        return lines.Count < 2 || lines[0].Piece.Span.TrimEnd(" \t\r"u8).EndsWith("}"u8)
            ? lines.Select(l => (l.Line, l.Piece))
            : [(lines[0].Line, utf8[lines[0].Start..])];
    }

    private static IEnumerable<(int Line, ReadOnlyMemory<byte> Piece, int Start)> Lines(ReadOnlyMemory<byte> utf8)
    {
        for (int start = 0, line = 1; start < utf8.Length; line++)
        {
            var end = utf8.Span[start..].IndexOf((byte)'\n') is >= 0 and var at ? start + at : utf8.Length;
            yield return (line, utf8[start..end], start);
            start = end + 1;
        }
    }

    // Where it stands: the line of the file, then the path in the object.
    private static Reason On(int line, Reason reason) =>
        reason with { Arguments = reason.Arguments.Items.Select(a => a.Name == "path" ? new Argument("path", $"{line}: {a.Value}") : a).ToValueList() };
}
