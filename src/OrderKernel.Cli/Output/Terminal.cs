using Spectre.Console;

namespace OrderKernel.Cli.Output;

/// <summary>What the tool prints: tables and progress on a terminal, plain lines when piped.</summary>
internal static class Terminal
{
    public static bool IsPlain => Console.IsOutputRedirected;

    /// <summary>The columns that there are to write on; piped output has no edge.</summary>
    public static int Width => IsPlain ? int.MaxValue / 2 : AnsiConsole.Profile.Width;

    /// <summary>Says on the error stream why nothing can be done, and gives the exit code for it.</summary>
    public static int Refuse(Labels labels, Refusal refusal)
    {
        Console.Error.WriteLine(labels.Coded(refusal));
        return ExitCode.Unusable;
    }

    /// <summary>Says on the error stream why nothing can be done, and gives the exit code for it.</summary>
    public static int Refuse(Labels labels, Reason reason)
    {
        Console.Error.WriteLine(labels.Coded(reason));
        return ExitCode.Unusable;
    }

    /// <summary>Prints bytes as they are.</summary>
    public static int Bytes(ReadOnlyMemory<byte> bytes)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(bytes.Span);
        return ExitCode.Ok;
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

        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Rounded };
        foreach (var head in heads)
        {
            var column = new TableColumn(Markup.Escape(head.TrimStart('#')));
            table.AddColumn(head.StartsWith('#') ? column.RightAligned() : column);
        }

        foreach (var row in rows) table.AddRow(row.Select(c => new Markup(Markup.Escape(c))).ToArray());
        AnsiConsole.Write(table);
    }

    /// <summary>Several lines as the last cell of a row: below each other, in plain output below the row.</summary>
    public static string Lines(IEnumerable<string> lines) => IsPlain ? string.Concat(lines.Select(l => "\n      " + l)) : string.Join("\n", lines);

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
