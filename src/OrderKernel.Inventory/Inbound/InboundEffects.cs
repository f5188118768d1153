using System.Diagnostics;

namespace OrderKernel.Inventory;

/// <summary>
/// What happens to expected goods, as postings: expected + when they are ordered, − when they come, are fewer or are cancelled. No goods move.
/// </summary>
public static class InboundEffects
{
    /// <summary>The effect of an event. It has no floors: an inbound's own stream keeps what is open of it.</summary>
    /// <param name="happened">The event.</param>
    public static StockEffect Of(InboundEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened switch
        {
            GoodsExpected e => Expected(e.Cell, e.Units.Units),
            InboundChanged e => Expected(e.Cell, e.Difference.Units),
            InboundCancelled e => Expected(e.Cell, -e.Units.Units),
            InboundReceived e => Expected(e.Cell, -e.Units.Units),
            InboundRescheduled or InboundOverdue => new([], []),
            _ => throw new UnreachableException($"{happened.GetType()} is no event of inbounds."),
        };
    }

    private static StockEffect Expected(StockCell cell, long units) =>
        new(units == 0 ? [] : [new Posting(cell, StockAccount.Expected, QuantityDelta.Of(units))], []);
}
