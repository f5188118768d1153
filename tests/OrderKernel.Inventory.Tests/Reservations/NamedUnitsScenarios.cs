using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Holds;

/// <summary>
/// Which held units are meant by those that are named when some leave. Fails when a shelf means a batch of another one, a pool another pool's units, or the
/// order in which they were picked is not the order in which they leave; when more leaves than is held; or when what was asked is forgotten.
/// </summary>
public class NamedUnitsScenarios
{
    // Cells as words: HZ, HZ/b1 (a batch), HZ.retail (a pool), HZ.retail/b1; of MUG, but for those behind a colon. Asked; held in the order in which it was
    // picked; named; what leaves.
    [Theory]
    // What is named is what is held.
    [InlineData("", "HZ 3, GZ 2", "HZ 2", "HZ 2")]
    [InlineData("", "HZ 3, GZ 2", "GZ 2, HZ 3", "GZ 2, HZ 3")]
    [InlineData("", "HZ 3", "GZ 1", InventoryCodes.MoreThanReserved)]
    [InlineData("", "HZ 3", "HZ 4", InventoryCodes.MoreThanReserved)]
    // A shelf means its batches, as they were picked.
    [InlineData("HZ 5", "HZ/b2 2, HZ/b1 3", "HZ 3", "HZ/b1 1, HZ/b2 2")]
    [InlineData("HZ 5", "HZ/b2 2, HZ/b1 3", "HZ 5", "HZ/b1 3, HZ/b2 2")]
    [InlineData("HZ 5", "HZ/b2 2, HZ/b1 3", "HZ/b1 1", "HZ/b1 1")]
    [InlineData("HZ 5", "HZ/b2 2, HZ/b1 3", "HZ/b3 1", InventoryCodes.MoreThanReserved)]
    [InlineData("HZ 5", "HZ/b2 2, HZ/b1 3", "HZ 6", InventoryCodes.MoreThanReserved)]
    // Who names a batch gets it, whoever is named first.
    [InlineData("HZ 5", "HZ/b2 2, HZ/b1 3", "HZ 3, HZ/b2 2", "HZ/b1 3, HZ/b2 2")]
    [InlineData("HZ 5, GZ 2", "HZ/b2 2, HZ/b1 3, GZ/b1 2", "GZ 1, HZ 1", "GZ/b1 1, HZ/b2 1")]
    [InlineData("HZ:TEA 2, HZ 2", "HZ:TEA/b1 2, HZ/b1 2", "HZ 2", "HZ/b1 2")]
    // Batches that were asked for by name.
    [InlineData("", "HZ/b1 3, HZ/b2 2", "HZ 4", "HZ/b1 3, HZ/b2 1")]
    [InlineData("", "HZ/b1 3, GZ 2", "HZ 1, GZ 2", "GZ 2, HZ/b1 1")]
    [InlineData("", "HZ/b1 3, GZ/b1 2", "GZ 1", "GZ/b1 1")]
    // One of no pool means whatever was picked for it; one of a pool that pool.
    [InlineData("HZ 5", "HZ.retail 2, HZ.trade 3", "HZ 4", "HZ.retail 2, HZ.trade 2")]
    [InlineData("HZ 5", "HZ.retail 2, HZ.trade 3", "HZ.trade 3", "HZ.trade 3")]
    [InlineData("HZ 5", "HZ.retail 2, HZ.trade 3", "HZ.retail 3", InventoryCodes.MoreThanReserved)]
    [InlineData("HZ.retail 2, HZ.trade 3", "HZ.retail/b1 2, HZ.trade/b1 3", "HZ.trade 3", "HZ.trade/b1 3")]
    [InlineData("HZ.retail 2, HZ.trade 3", "HZ.retail/b1 2, HZ.trade/b1 3", "HZ 1", InventoryCodes.MoreThanReserved)]
    [InlineData("HZ 2, GZ 3", "HZ.retail 2, GZ.trade 3", "GZ 3", "GZ.trade 3")]
    public void What_is_named_is_what_was_picked_for_it(string asked, string held, string named, string leaves)
    {
        var state = Held(asked, held);
        var decision = Decide(state, new Commit(R(), Parse(named)));
        if (decision.Refusal is { } refusal)
        {
            Assert.Equal(leaves, refusal.Code);
            return;
        }

        var left = (ReservationCommitted)decision.ValueOrThrow().Events[0];
        Assert.Equal(leaves, Print(left.Units));
        // What was said is kept where it is another than what left, so that it is known again.
        Assert.Equal(Print(left.Units) == Print(Sorted(named)) ? "" : Print(Sorted(named)), Print(left.Asked));
        var after = Reservations.Evolve(state, left);
        Assert.Equal(InventoryCodes.AlreadyKnown, Decide(after, new Commit(R(), Parse(named))).ValueOrThrow().Reasons[0].Code);
        Assert.Equal(Sum(state.OpenUnits) - Sum(left.Units), Sum(after.OpenUnits));

        static long Sum(ValueList<StockUnits> units) => units.Items.Sum(u => u.Quantity.Units);
    }

    // What left before is not there to be named again.
    [Fact]
    public void What_has_left_is_passed_over()
    {
        var state = Held("HZ 5", "HZ/b2 2, HZ/b1 3");
        state = Reservations.Evolve(state, Decide(state, new Commit(R(), Parse("HZ 2")), message: "m-1").ValueOrThrow().Events[0]);
        var left = (ReservationReleased)Decide(state, new Release(R(), Parse("HZ 2")), message: "m-2").ValueOrThrow().Events[0];
        Assert.Equal(("HZ/b1 2", "HZ 2"), (Print(left.Units), Print(left.Asked)));
        state = Reservations.Evolve(state, left);
        // The same number of another word under the message is another saying; the same saying as a whole is another as well.
        Assert.Equal(InventoryCodes.EndingDiffers, Decide(state, new Release(R(), Parse("HZ 1")), message: "m-2").Refusal?.Code);
        Assert.Equal(InventoryCodes.EndingDiffers, Decide(state, new Release(R()), message: "m-2").Refusal?.Code);
        Assert.Equal(InventoryCodes.EndingDiffers, Decide(state, new Commit(R(), Parse("HZ 2")), message: "m-2").Refusal?.Code);
        Assert.True(Decide(state, new Release(R(), Parse("HZ 2")), message: "m-2").IsOk);
    }

    private static Reservation Held(string asked, string held)
    {
        var picked = Parse(held);
        return Reservations.Evolve(null, new StockReserved(R(), "order", Sorted(held), Noon + NodaTime.Duration.FromMinutes(30))
        {
            Asked = asked.Length == 0 ? [] : Sorted(asked),
            Picked = asked.Length == 0 ? [] : picked.Items.Select(p => new PickedUnits(p.Cell, p.Quantity)).ToValueList(),
        });
    }

    private static ValueList<StockUnits> Sorted(string units) => Parse(units).Items.OrderBy(u => u.Cell).ToValueList();

    private static ValueList<StockUnits> Parse(string units) => units.Split([", "], StringSplitOptions.RemoveEmptyEntries).Select(u => u.Split(' '))
        .Select(p => new StockUnits(CellOf(p[0]), Quantity.Of(long.Parse(p[1], null)))).ToValueList();

    private static StockCell CellOf(string name)
    {
        var (batch, rest) = name.Split('/') is [var before, var b] ? (BatchId.Of(b), before) : (default, name);
        var (sku, place) = rest.Split(':') is [var at, var s] ? (s, at) : ("MUG", rest);
        var (pool, location) = place.Split('.') is [var l, var p] ? (PoolId.Of(p), l) : (default, place);
        return Cell(location, sku) with { Pool = pool, Batch = batch };
    }

    private static string Print(ValueList<StockUnits> units) => string.Join(", ", units.Items.Select(u => $"{Name(u.Cell)} {u.Quantity}"));

    private static string Name(StockCell cell) => $"{cell.Location}{(cell.Pool == default ? "" : $".{cell.Pool}")}"
        + $"{(cell.Sku.Value == "MUG" ? "" : $":{cell.Sku}")}{(cell.Batch == default ? "" : $"/{cell.Batch}")}";
}
