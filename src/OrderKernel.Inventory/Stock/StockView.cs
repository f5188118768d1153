using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>What decisions over stock look at: balances that the store owns, and what counts as available.</summary>
/// <param name="Positions">The balances of the cells that a command names; an account not listed counts as zero.</param>
/// <param name="Formula">What counts as available.</param>
public readonly record struct StockView(ImmutableArray<StockBalance> Positions, PolicyDocument<StockFormula> Formula);
