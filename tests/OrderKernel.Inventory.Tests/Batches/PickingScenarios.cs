using static OrderKernel.Inventory.Tests.Batches.BatchWorld;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Batches;

// Fails when another batch is picked than the one that expires first, when one that is too near its end is sold, when what is kept back is counted a batch
// instead of a shelf, when a pool eats another's stock, or when a shelf's part that leaves is taken from another batch than the first picked one.
public class PickingScenarios
{
    private static readonly (StockCell, long, int?)[] Three = [(Batch("late"), 5, 300), (Batch("soon"), 3, 40), (Batch("old"), 4, -1), (Shelf, 2, null)];

    [Theory]
    [InlineData(2, 0, 0, "soon 2")]
    [InlineData(4, 0, 0, "soon 3, late 1")]
    [InlineData(10, 0, 0, "soon 3, late 5, – 2")]
    [InlineData(11, 0, 0, "inventory.short")]
    [InlineData(4, 2, 0, "late 4")]
    [InlineData(7, 2, 0, "late 5, – 2")]
    [InlineData(8, 2, 0, "inventory.short")]
    [InlineData(7, 0, 3, "soon 3, late 4")]
    [InlineData(8, 0, 3, "inventory.short")]
    public void The_batch_that_expires_first_is_picked_unless_it_is_too_near_its_end(long units, int months, int safety, string picks) =>
        Assert.Equal(picks, Came(Three).Decide(Wanting(units), Formula(months, safety)).Picks());

    [Fact]
    public void A_batch_counts_through_its_last_day_and_no_longer()
    {
        Assert.Equal("b 1", Came((Batch("b"), 1, 0)).Decide(Wanting(1)).Picks());
        Assert.Equal(InventoryCodes.Short, Came((Batch("b"), 1, -1)).Decide(Wanting(1)).Picks());
    }

    [Fact]
    public void Batches_without_a_day_come_behind_those_with_one_and_units_of_no_batch_last()
    {
        var balances = Came((Shelf, 1, null), (Batch("b"), 1, null), (Batch("a"), 1, null), (Batch("z"), 1, 900));
        Assert.Equal("z 1, a 1, b 1, – 1", balances.Decide(Wanting(4)).Picks());
    }

    [Fact]
    public void A_batch_that_is_named_is_taken_whatever_its_age_but_not_of_what_is_kept_back()
    {
        var balances = Came(Three);
        Assert.Equal("old 4", balances.Decide(Wanting(4, Batch("old")), Formula(6)).Picks());
        Assert.Equal(InventoryCodes.Short, balances.Decide(Wanting(5, Batch("old")), Formula(6)).Picks());
        Assert.Equal(InventoryCodes.Short, balances.Decide(Wanting(5, Batch("late")), Formula(0, safety: 10)).Picks());
    }

    [Fact]
    public void What_is_sold_before_it_is_there_is_of_no_batch()
    {
        Assert.Equal("soon 3, late 5, – 5", Came(Three).Decide(Wanting(13), Formula(preSale: 3)).Picks());
        Assert.Equal(InventoryCodes.Short, Came(Three).Decide(Wanting(14), Formula(preSale: 3)).Picks());
    }

    [Theory]
    [InlineData(3, "", "– 2, +")]
    [InlineData(3, "retail common", "retail/r 3")]
    [InlineData(6, "retail common", "retail/r 4, – 2")]
    [InlineData(7, "retail common", "+")]
    [InlineData(3, "common", "– 2, +")]
    [InlineData(2, "common", "– 2")]
    public void Pools_serve_in_their_order_and_no_other_does(long units, string pools, string picks)
    {
        var balances = Came((Shelf, 2, null), (Batch("r", "retail"), 4, 100), (In("wholesale"), 9, null));
        var decided = balances.Decide(Wanting(units, null, pools.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(picks.IndexOf('+') >= 0 ? InventoryCodes.Short : picks, decided.Picks());
    }

    [Theory]
    [InlineData(5, "– 2, soon 3, late 5")]
    [InlineData(6, InventoryCodes.Short)]
    public void What_one_line_takes_another_does_not_find(long ofShelf, string picks)
    {
        var reserve = new Reserve(R(), "order", [new(Shelf, Quantity.Of(ofShelf)), new(Batch("late"), Quantity.Of(5))], null);
        Assert.Equal(Sorted(picks), Sorted(Came(Three).Decide(reserve).Picks()));
        static IEnumerable<string> Sorted(string text) => text.Split(',').Select(t => t.Trim()).OrderBy(t => t, StringComparer.Ordinal);
    }

    [Fact]
    public void The_same_request_is_known_again_whatever_is_first_by_then()
    {
        var balances = Came(Three);
        var made = Made(balances.Decide(Wanting(4)));
        var later = balances.With(StockMovements.Decide(new ReceiveStock([new(Batch("sooner"), Quantity.Of(9))])
        {
            Dates = [new(Batch("sooner"), Today.PlusDays(5))],
        }, balances).ValueOrThrow().Events[0]);
        Assert.Empty(later.Decide(Wanting(4), state: made).ValueOrThrow().Events.Items);
        Assert.Equal(InventoryCodes.ReservationDiffers, later.Decide(Wanting(5), state: made).Refusal?.Code);
    }

    [Fact]
    public void What_leaves_of_a_shelf_is_what_was_picked_first_and_what_comes_back_what_is_left()
    {
        var held = Made(Came(Three).Decide(Wanting(8)));
        StockUnits four = new(Shelf, Quantity.Of(4));
        var decided = Came().Decide(new Commit(R(), [four]), state: held, message: "m-2");
        var left = Assert.IsType<ReservationCommitted>(Assert.Single(decided.ValueOrThrow().Events.Items));
        Assert.Equal([new(Batch("late"), Quantity.Of(1)), new(Batch("soon"), Quantity.Of(3))], left.Units);
        held = held.After(decided);
        Assert.Empty(Came().Decide(new Commit(R(), [four]), state: held, message: "m-2").ValueOrThrow().Events.Items);
        Assert.Equal(InventoryCodes.EndingDiffers,
            Came().Decide(new Commit(R(), [new(Shelf, Quantity.Of(3))]), state: held, message: "m-2").Refusal?.Code);
        Assert.Equal(InventoryCodes.MoreThanReserved, Came().Decide(new Release(R(), [new(Shelf, Quantity.Of(5))]), state: held, message: "m-3").Refusal?.Code);
        held = held.After(Came().Decide(new Release(R(), [four]), state: held, message: "m-3"));
        Assert.Equal((ReservationStatus.Committed, 0L), (held.Status, held.OpenUnits.Items.Sum(u => u.Quantity.Units)));
    }

    // Found by ShelfLaws: the shelf took the batch that was named beside it, and the same units that were held were refused.
    [Fact]
    public void A_batch_and_its_shelf_that_were_asked_together_end_together()
    {
        ValueList<StockUnits> both = [new(Shelf, Quantity.Of(2)), new(Batch("soon"), Quantity.Of(3))];
        var held = Made(Came(Three).Decide(new Reserve(R(), "order", both, null)));
        Assert.Empty(held.After(Came().Decide(new Commit(R(), both), state: held, message: "m-2")).OpenUnits);
    }

    [Fact]
    public void What_was_served_from_several_pools_ends_by_the_shelf_that_was_asked()
    {
        var balances = Came((Shelf, 2, null), (In("retail"), 4, null));
        var held = Made(balances.Decide(Wanting(6, null, "retail", "common")));
        held = held.After(balances.Decide(new Commit(R(), [new(Shelf, Quantity.Of(5))]), state: held, message: "m-2"));
        Assert.Equal([new(In("retail"), Quantity.Of(1))], held.OpenUnits);
    }

    [Fact]
    public void The_reasons_name_the_batches_and_their_last_days()
    {
        var reasons = Came(Three).Decide(Wanting(9)).ValueOrThrow().Reasons;
        Assert.Equal([InventoryCodes.BatchPicked, InventoryCodes.BatchPicked, InventoryCodes.Reserved], reasons.Items.Select(r => r.Code));
        Assert.Equal("location=HZ, sku=MILK, batch=soon, units=3, expires=2026-03-21",
            string.Join(", ", reasons[0].Arguments.Items.Select(a => $"{a.Name}={a.Value}")));
        var missing = Assert.Single(Came(Three).Decide(Wanting(11)).Refusal!.Reasons.Items);
        Assert.Contains("14 OnHand − 0 Locked − 0 InTransfer − 4 NearEnd", missing.Arguments.Items.Select(a => a.Value));
    }
}
