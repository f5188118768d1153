using System.Collections.Immutable;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Stock;

/// <summary>
/// Counts and their instants. Fails when an older count stands over a newer one, of two of one instant the higher one does, a movement from before a count is
/// counted twice, or a decision holds on another clock than it saw.
/// </summary>
public class CountClockScenarios
{
    private static readonly StockCell Shelf = Cell("HZ", "MUG");

    // The last count, as minutes from noon ("-" for none), what is on hand, what moved since the instant; what is counted now, when; does it stand?
    [Theory]
    [InlineData("-", 0, 0, 5, 0, true)]
    [InlineData("-", 9, 0, 5, -60, true)]
    [InlineData("0", 9, 0, 5, 1, true)]
    [InlineData("0", 9, 0, 5, -1, false)]
    [InlineData("0", 9, 0, 12, -1, false)]
    // Of two of one instant the lower one stands.
    [InlineData("0", 9, 0, 5, 0, true)]
    [InlineData("0", 9, 0, 9, 0, true)]
    [InlineData("0", 9, 0, 10, 0, false)]
    [InlineData("0", 9, 4, 5, 0, true)]
    [InlineData("0", 9, 4, 6, 0, false)]
    [InlineData("0", 9, -4, 13, 0, true)]
    [InlineData("0", 9, -4, 14, 0, false)]
    public void A_count_stands_while_no_later_one_is_known(string last, long onHand, long moved, long found, int minutes, bool stands)
    {
        var ticks = last == "-" ? 0 : (Noon + Duration.FromMinutes(int.Parse(last, null))).ToUnixTimeTicks();
        ImmutableArray<StockBalance> positions = [new(Shelf, StockAccount.OnHand, onHand), new(Shelf, StockAccount.CountedAt, ticks)];
        var view = new StockView(positions, StockFormula.Default) { Since = moved == 0 ? [] : [new(Shelf, QuantityDelta.Of(moved))] };
        var outdated = CountClock.Outdated(view, Shelf, Quantity.Of(found), Noon + Duration.FromMinutes(minutes));
        Assert.Equal(stands, outdated is null);
        if (outdated is not null) Assert.Equal((InventoryCodes.CountOutdated, $"{Noon}"), (outdated.Code, outdated.Arguments.Items.Single(a => a.Name == "last").Value));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 5)]
    public void A_count_sets_the_clock_from_what_was_seen(int seenMinutes, long difference)
    {
        var (seen, now) = ((Noon + Duration.FromMinutes(seenMinutes)).ToUnixTimeTicks(), Noon.ToUnixTimeTicks());
        var effect = CountClock.Counted(Shelf, seen, Noon);
        Assert.Equal(difference == 0 ? [] : [new Posting(Shelf, StockAccount.CountedAt, QuantityDelta.Of(now - seen))], effect.Postings);
        Assert.Equal([(1L, now), (-1L, -now)], effect.Floors.Items.Select(f => ((long)f.Terms[0].Sign, f.AtLeast)));
    }

    // Seen: minutes of the last count from noon; when it moved; how much; is it made up for?
    [Theory]
    [InlineData("0", -1, 4, true)]
    [InlineData("0", -1, -4, true)]
    [InlineData("0", 0, 4, false)]
    [InlineData("0", 1, 4, false)]
    [InlineData("0", -1, 0, false)]
    [InlineData("-", -1, 4, false)]
    public void What_moved_before_the_last_count_was_counted_with_it(string last, int minutes, long onHand, bool isCounted)
    {
        var seen = last == "-" ? 0 : Noon.ToUnixTimeTicks();
        var effect = CountClock.Moved(Shelf, seen, Noon + Duration.FromMinutes(minutes), onHand);
        Assert.Equal(isCounted ? [(StockAccount.OnHand, -onHand), (StockAccount.Supplied, -onHand)] : [],
            effect.Postings.Items.Select(p => (p.Account, p.Delta.Units)));
        Assert.Equal([(1L, seen), (-1L, -seen)], effect.Floors.Items.Select(f => ((long)f.Terms[0].Sign, f.AtLeast)));
    }
}
