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
internal sealed record RunSummary(InputSet Set, RunResult Result, FigureReport Report, Instant AsOf);
