using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What decisions over stock look at: balances that the store owns, and what counts as available.</summary>
/// <param name="Positions">The balances of the cells that a command names; an account not listed counts as zero.</param>
/// <param name="Formula">What counts as available.</param>
public readonly record struct StockView(ImmutableArray<StockBalance> Positions, PolicyDocument<StockFormula> Formula)
{
    /// <summary>The day on which batches are looked at; null where none is too near its end.</summary>
    public LocalDate? On { get; init; }

    /// <summary>What moved on hand in the cells of a count since it was made; a cell not listed did not move.</summary>
    public ValueList<StockMoved> Since { get; init; }

    /// <summary>The channel for which units are looked for; null where no channel's buffer and quota bound them.</summary>
    internal ChannelId? Channel { get; init; }

    /// <summary>What is free on a shelf, bounded by the buffer and the quota of the channel for which it is looked for.</summary>
    internal long FreeOn(StockCell shelf, LocalDate? on)
    {
        var free = Availability.BalanceOf(shelf, Positions, Formula.Policy, on);
        return Channel is { } channel && Formula.Policy.RuleOf(channel, shelf) is { } rule ? ChannelAvailability.Bound(free, rule) : free;
    }

    internal long MovedSince(StockCell cell)
    {
        var units = 0L;
        foreach (var moved in Since) units = moved.Cell == cell ? checked(units + moved.OnHand.Units) : units;
        return units;
    }
}

/// <summary>What moved on hand in a cell over a while.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="OnHand">The sum of what came and what left.</param>
public readonly record struct StockMoved(StockCell Cell, QuantityDelta OnHand);
