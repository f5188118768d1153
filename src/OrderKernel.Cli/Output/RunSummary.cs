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
}

/// <summary>A record that could not be used and is kept raw.</summary>
/// <param name="Source">File and line.</param>
/// <param name="Code">The code of the reason.</param>
/// <param name="Text">The reason for people, with the JSON path or column where there is one.</param>
internal sealed record PutAwayRecord(string Source, string Code, string Text);
