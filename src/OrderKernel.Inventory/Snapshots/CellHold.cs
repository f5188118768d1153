using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What one reservation holds in one cell, as somebody knows it who hears of things by their instants.</summary>
internal sealed class CellHold(IGrouping<string, HoldStep> steps)
{
    /// <summary>The reservation's stream.</summary>
    public string Stream => steps.Key;

    /// <summary>When units first came to be held.</summary>
    public Instant Since { get; } = steps.Where(s => s.Kind == HoldStepKind.Held).Select(s => s.At).DefaultIfEmpty(Instant.MaxValue).Min();

    /// <summary>True when what is held may be sent; of a stock-take or an adjustment it is released.</summary>
    public bool Sends { get; } = steps.All(s => s.Holder is not (HolderKind.StockTake or HolderKind.Adjustment));

    /// <summary>True when an order, or a replacement, holds the units.</summary>
    public bool IsOfOrder { get; } = steps.All(s => s.Holder is null or HolderKind.Order or HolderKind.AfterSales);

    /// <summary>Units that were held before an instant and are held still.</summary>
    public long OpenBefore(Instant at) =>
        Math.Max(0, Sum(HoldStepKind.Held, at) - Sum(HoldStepKind.Sent, Instant.MaxValue) - Sum(HoldStepKind.Freed, Instant.MaxValue));

    /// <summary>Units that are locked at an instant for somebody who knows of holds and of their ends until another one, and of what left as we do.</summary>
    public long LockedAt(Instant at, Instant known) => Math.Max(0, Sum(HoldStepKind.Held, known) - Sum(HoldStepKind.Freed, known) - Sum(HoldStepKind.Sent, at));

    private long Sum(HoldStepKind kind, Instant before)
    {
        var sum = 0L;
        foreach (var step in steps) sum = step.Kind == kind && step.At < before ? checked(sum + step.Units.Units) : sum;
        return sum;
    }
}
