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
    public ValueList<FileCount> Files { get; init; }

    /// <summary>How the channels' records could be read, by profile and shop.</summary>
    public ValueList<ChannelHealth> Channels { get; init; }

    /// <summary>Every file of the folder, those that were read first: what each was read as, and what was found about it.</summary>
    public IEnumerable<FileReading> Readings()
    {
        var putAway = PutAway.Items.CountBy(p => PutAwayList.File(p.Source)).ToDictionary(StringComparer.Ordinal);
        var found = Set.Findings.Items.ToLookup(f => f.Path, f => f.Code, StringComparer.Ordinal);
        var read = Files.Items.Select(f => new FileReading(f.File.Name, f.File.ReadAs, f.Records)
        {
            Encoding = f.File.Form.Encoding,
            Sheet = f.File.Form.Sheet,
            Delimiter = f.Delimiter,
        }).ToList();
        var others = found.Select(f => f.Key).Except(read.Select(r => r.Name), StringComparer.Ordinal).Select(name => new FileReading(name, null, 0));
        return read.Concat(others)
            .Select(f => f with { PutAway = putAway.GetValueOrDefault(f.Name), Findings = found[f.Name].Distinct().ToValueList() });
    }
}

/// <summary>A file of the folder.</summary>
/// <param name="Name">Its name, relative to the folder.</param>
/// <param name="ReadAs">The profile and its version, <c>kuaidi100</c> or <c>partner</c>; null when it was not read.</param>
/// <param name="Records">Its records.</param>
internal sealed record FileReading(string Name, string? ReadAs, int Records)
{
    /// <summary>What it is written in; null when it was not read.</summary>
    public string? Encoding { get; init; }

    /// <summary>The sheet that was read of a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>What delimits its fields; null where nothing does.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The records of that name that lie in quarantine.</summary>
    public int PutAway { get; init; }

    /// <summary>The codes of what is wrong with it as a whole.</summary>
    public ValueList<string> Findings { get; init; }
}

/// <summary>A record that could not be used and is kept raw.</summary>
/// <param name="Source">File and line.</param>
/// <param name="Code">The code of the reason.</param>
/// <param name="Text">The reason for people, with the JSON path or column where there is one.</param>
internal sealed record PutAwayRecord(string Source, string Code, string Text);
