using System.Globalization;
using Spectre.Console;

namespace OrderKernel.Cli.Output;

/// <summary>What the tool prints: tables and progress on a terminal, plain lines when piped.</summary>
internal static class Terminal
{
    /// <summary>Piped output is plain: no frames, no edge. <c>COLUMNS</c>, where it is exported, says otherwise.</summary>
    public static bool IsPlain => Console.IsOutputRedirected && Columns is null;

    /// <summary>The columns that there are to write on.</summary>
    public static int Width => IsPlain ? int.MaxValue / 2 : Columns ?? AnsiConsole.Profile.Width;

    private static int? Columns =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
        && columns is >= 40 and <= 1000 ? columns : null;

    /// <summary>Says on the error stream why nothing can be done, and gives the exit code for it.</summary>
    public static int Refuse(Labels labels, Refusal refusal)
    {
        Complain(labels.Coded(refusal));
        return ExitCode.Unusable;
    }

    /// <summary>Says on the error stream why nothing can be done, and gives the exit code for it.</summary>
    public static int Refuse(Labels labels, Reason reason)
    {
        Complain(labels.Coded(reason));
        return ExitCode.Unusable;
    }

    /// <summary>Says something on the error stream, broken at words where its terminal ends; lines keep their indent, and what goes on stands deeper.</summary>
    public static void Complain(string text)
    {
        var width = Columns ?? (Console.IsErrorRedirected ? int.MaxValue / 2 : AnsiConsole.Profile.Width);
        foreach (var line in text.Split(Environment.NewLine))
        {
            var words = line.TrimStart(' ');
            var indent = line.Length - words.Length;
            var next = new string(' ', indent * 2);
            var lines = TextWidth.Wrap(words, width - next.Length).ToList();
            for (var i = 0; i < lines.Count; i++) Console.Error.WriteLine((i == 0 ? line[..indent] : next) + lines[i]);
        }
    }

    /// <summary>Prints bytes as they are.</summary>
    public static int Bytes(ReadOnlyMemory<byte> bytes)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(bytes.Span);
        return ExitCode.Ok;
    }

    /// <summary>A sentence, broken at words where the terminal ends.</summary>
    public static void Say(string text)
    {
        foreach (var line in TextWidth.Wrap(text, Width)) Console.Out.WriteLine(line);
    }

    /// <summary>A table with a title; columns whose head starts with # hold numbers.</summary>
    public static void Table(string title, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (IsPlain)
        {
            Console.Out.WriteLine($"\n{title}");
            foreach (var row in rows) Console.Out.WriteLine("  " + string.Join("  ", row).TrimEnd());
            return;
        }

        var given = rows.ToList();
        var all = given.Select(IReadOnlyList<string> (r) => [.. r.Select(c => c.TrimStart('\n'))]).ToList();
        if (TableWidths.Of(heads.Select(h => h.TrimStart('#')), all, Width) is not { } widths)
        {
            Rows(title, given);
            return;
        }

        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
        for (var i = 0; i < heads.Count; i++)
        {
            var column = new TableColumn(Cell(heads[i].TrimStart('#'), widths[i])) { NoWrap = true };
            table.AddColumn(heads[i].StartsWith('#') ? column.RightAligned() : column);
        }

        foreach (var row in all) table.AddRow(row.Select((c, i) => Cell(c, widths[i])).ToArray());
        AnsiConsole.Profile.Width = Width;
        if (TextWidth.Of(title) > widths.Sum(w => w + 3) + 1)
        {
            Say(title);
            table.Title = null;
        }

        AnsiConsole.Write(table);
    }

    // Where no columns stand beside each other, each row is a paragraph.
    private static void Rows(string title, IEnumerable<IReadOnlyList<string>> rows)
    {
        Console.Out.WriteLine();
        Say(title);
        foreach (var row in rows)
        {
            var lines = string.Join("  ", row.Where(c => c.Length > 0)).Split('\n').SelectMany(l => TextWidth.Wrap(l, Width - 4)).ToList();
            for (var i = 0; i < lines.Count; i++) Console.Out.WriteLine((i == 0 ? "  " : "    ") + lines[i]);
        }
    }

    private static Markup Cell(string text, int width) =>
        new(Markup.Escape(string.Join('\n', text.Split('\n').SelectMany(l => TextWidth.Wrap(l, width)))));

    /// <summary>Several lines as the last cell of a row: below each other, in plain output below the row.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(l => (IsPlain ? "\n      " : "\n") + l));

    /// <summary>Runs work behind progress bars; plain output shows none.</summary>
    public static Task<T> ProgressAsync<T>(bool isQuiet, Func<Func<string, double, IProgress<double>>, Task<T>> work)
    {
        if (isQuiet || IsPlain || !AnsiConsole.Profile.Capabilities.Interactive) return work((_, _) => new Silent());
        return AnsiConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work((name, all) =>
            {
                var task = context.AddTask(Markup.Escape(name), maxValue: Math.Max(all, 1));
                return new Bar(task);
            }));
    }

    private sealed class Silent : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
