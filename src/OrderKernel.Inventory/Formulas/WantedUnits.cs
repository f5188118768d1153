using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>What was wanted of a cell, what is available there and why: looked up among the balances again when somebody reads it.</summary>
internal sealed class WantedUnits(StockUnits wanted, ImmutableArray<StockBalance> positions, StockFormula formula) : IReasonFacts
{
    public ValueList<Argument> Print()
    {
        var available = Availability.Of(wanted.Cell, positions, formula);
        return [("location", wanted.Cell.Location), ("sku", wanted.Cell.Sku), ("wanted", wanted.Quantity), ("available", available.Balance),
            ("terms", available.TermsText())];
    }
}
