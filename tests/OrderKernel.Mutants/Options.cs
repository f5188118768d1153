namespace OrderKernel.Mutants;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Package">The package, without the family's name: <c>Channels</c>.</param>
/// <param name="Out">Where everything that is made goes, verdicts too; outside the tree. A later run with the same folder goes on.</param>
/// <param name="Only">Beginnings of paths under the package (<c>Intake/</c>, <c>Reading/TimeText.cs</c>); empty for the whole of it.</param>
/// <param name="SlowestMs">Tests that take longer than so many milliseconds are not asked.</param>
/// <param name="Every">Only each so-many-th mutant is asked: a sample, spread evenly over every file.</param>
/// <param name="Again">Asks those again that lived, after tests were added or with slower ones.</param>
/// <param name="Once">Asks those too that are in values made once, each in a process of its own.</param>
/// <param name="Table">Asks nothing: the table of the verdicts that are kept.</param>
/// <param name="Compare">A report of Stryker's whose verdicts are compared with those kept; nothing is asked then.</param>
internal sealed record Options(string Package, string Out, string[] Only, int SlowestMs, int Every, bool Again, bool Once, bool Table, string? Compare)
{
    public const string Usage = """
        dotnet run --project tests/OrderKernel.Mutants -- Channels --out ../mutants/channels
            [--only Intake/]...    beginnings of paths under the package
            [--slowest 100]        leaves out tests that take longer, in milliseconds
            [--every 1]            asks each so-many-th mutant only
            [--again]              asks again those that lived
            [--once]               asks mutants of values made once, each in its own process
            [--table]              asks nothing, and prints the table of what is known
            [--compare report]     compares the verdicts with a mutation-report.json of Stryker's
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown, or the package or the folder is missing.</exception>
    public static Options Parse(string[] args)
    {
        var read = new Options("", "", [], 100, 1, false, false, false, null);
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            read = arg switch
            {
                "--out" => read with { Out = Path.GetFullPath(rest.Dequeue()) },
                "--only" => read with { Only = [.. read.Only, rest.Dequeue()] },
                "--slowest" => read with { SlowestMs = Number(rest.Dequeue()) },
                "--every" => read with { Every = Number(rest.Dequeue()) },
                "--again" => read with { Again = true },
                "--once" => read with { Once = true },
                "--table" => read with { Table = true },
                "--compare" => read with { Compare = rest.Dequeue() },
                _ when arg.StartsWith('-') || read.Package.Length > 0 => throw new ArgumentException($"'{arg}' is unknown."),
                _ => read with { Package = arg },
            };
        }

        return read.Package.Length > 0 && read.Out.Length > 0 ? read : throw new ArgumentException("A package and --out are needed.");
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
