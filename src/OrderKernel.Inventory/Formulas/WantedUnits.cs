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
