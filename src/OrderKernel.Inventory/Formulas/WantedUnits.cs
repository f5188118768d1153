using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What was wanted of a cell, what is available there and why: looked up among the balances again when somebody reads it.</summary>
internal sealed class WantedUnits(StockUnits wanted, ImmutableArray<StockBalance> positions, StockFormula formula, LocalDate? on = null,
    ValueList<PoolId> pools = default) : IReasonFacts
{
    public ValueList<Argument> Print()
    {
        var available = Picking.Cells(wanted.Cell, pools).Select(c => Availability.Of(c, positions, formula, on)).ToArray();
        return [("location", wanted.Cell.Location), ("sku", wanted.Cell.Sku), ("wanted", wanted.Quantity), ("available", available.Sum(a => a.Balance)),
            ("terms", string.Join("; ", available.Select(a => a.TermsText())))];
    }
}

/// <summary>The same of a channel: what it may be promised there, with its buffer and quota.</summary>
internal sealed class WantedOfChannel(StockUnits wanted, ChannelId channel, StockView stock, ValueList<PoolId> pools = default) : IReasonFacts
{
    public ValueList<Argument> Print()
    {
        var formula = stock.Formula.Policy;
        var available = Picking.Cells(wanted.Cell, pools).Select(c => c.ToShelf()).Distinct()
            .Select(c => ChannelAvailability.Of(Availability.Of(c, stock.Positions, formula, stock.On), formula, channel)).ToArray();
        return [("channel", channel), ("location", wanted.Cell.Location), ("sku", wanted.Cell.Sku), ("wanted", wanted.Quantity),
            ("available", available.Sum(a => a.Units.Units)), ("terms", string.Join("; ", available.Select(a => a.TermsText())))];
    }
}
