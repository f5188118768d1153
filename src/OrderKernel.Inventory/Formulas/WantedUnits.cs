using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What was wanted of a cell, what is available there and why: looked up among the balances again when somebody reads it.</summary>
internal sealed class WantedUnits(StockUnits wanted, ImmutableArray<StockBalance> positions, StockFormula formula, LocalDate? on = null,
    ValueList<PoolId> pools = default) : IReasonFacts
{
    public ValueList<Argument> Print()
    {
        var (sum, terms) = (0L, "");
        foreach (var cell in Picking.Cells(wanted.Cell, pools))
        {
            var available = Availability.Of(cell, positions, formula, on);
            sum = checked(sum + available.Balance);
            terms = terms.Length == 0 ? available.TermsText() : $"{terms}; {available.TermsText()}";
        }

        return [new("location", wanted.Cell.Location.ToString()), new("sku", wanted.Cell.Sku.ToString()), new("wanted", wanted.Quantity.ToString()),
            ("available", sum), new("terms", terms)];
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
