using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Figures;
using OrderKernel.Runs;

namespace OrderKernel.Cli.Output;

/// <summary>What a run has to tell.</summary>
/// <param name="Set">What was read.</param>
/// <param name="Result">What was done.</param>
/// <param name="Report">What the store says now.</param>
/// <param name="AsOf">Until when deadlines passed.</param>
/// <param name="PutAway">The records that lie raw in quarantine, by file and line.</param>
internal sealed record RunSummary(InputSet Set, RunResult Result, FigureReport Report, Instant AsOf, ValueList<PutAwayRecord> PutAway)
{
    /// <summary>The files that were read, with the records of each.</summary>
    public ValueList<(InputFile File, int Records)> Files { get; init; }

    /// <summary>Every file of the folder, those that were read first: what each was read as, and what was found about it.</summary>
    public IEnumerable<FileReading> Readings()
    {
        var putAway = PutAway.Items.CountBy(p => PutAwayList.File(p.Source)).ToDictionary(StringComparer.Ordinal);
        var found = Set.Findings.Items.ToLookup(f => f.Path, f => f.Code, StringComparer.Ordinal);
        var read = Files.Items.Select(f => (f.File.Name, ReadAs: (string?)f.File.ReadAs, f.Records)).ToList();
        return read.Concat(found.Select(f => f.Key).Except(read.Select(r => r.Name), StringComparer.Ordinal).Select(n => (n, default(string), 0)))
            .Select(f => new FileReading(f.Item1, f.Item2, f.Item3, putAway.GetValueOrDefault(f.Item1), found[f.Item1].Distinct().ToValueList()));
    }
}

/// <summary>A file of the folder.</summary>
/// <param name="Name">Its name, relative to the folder.</param>
/// <param name="ReadAs">The profile and its version, <c>kuaidi100</c> or <c>partner</c>; null when it was not read.</param>
/// <param name="Records">Its records.</param>
/// <param name="PutAway">The records of that name that lie in quarantine.</param>
/// <param name="Findings">The codes of what is wrong with it as a whole.</param>
internal sealed record FileReading(string Name, string? ReadAs, int Records, int PutAway, ValueList<string> Findings);

/// <summary>A record that could not be used and is kept raw.</summary>
/// <param name="Source">File and line.</param>
/// <param name="Code">The code of the reason.</param>
/// <param name="Text">The reason for people, with the JSON path or column where there is one.</param>
internal sealed record PutAwayRecord(string Source, string Code, string Text);
