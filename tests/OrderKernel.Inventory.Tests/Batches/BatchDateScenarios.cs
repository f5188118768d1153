using NodaTime;
using static OrderKernel.Inventory.Tests.Batches.BatchWorld;

namespace OrderKernel.Inventory.Tests.Batches;

// Fails when the later of two last days stands, when nobody hears that they differ, when a batch loses its day on its way to another location, or when one
// that was decided on what another writer changed is booked.
public class BatchDateScenarios
{
    private static readonly StockCell B = Batch("b");

    [Theory]
    [InlineData(10, 10, 10, false)]
    [InlineData(10, 20, 10, true)]
    [InlineData(20, 10, 10, true)]
    public void Of_two_days_the_earlier_stands_and_it_is_said(int first, int second, int stands, bool isTold)
    {
        var balances = Came((B, 1, first));
        var decided = StockMovements.Decide(new ReceiveStock([new(B, Quantity.Of(1))]) { Dates = [new(B, Today.PlusDays(second))] }, balances).ValueOrThrow();
        Assert.Equal(isTold, decided.Reasons.Items.Any(r => r.Code == InventoryCodes.BatchDateDiffers));
        Assert.Equal(Today.PlusDays(stands), BatchClock.Of(balances.With(decided.Events[0]), B));
    }

    [Fact]
    public void A_count_tells_days_too()
    {
        var count = new CountStock([new(B, Quantity.Of(7))], "cycle") { Dates = [new(B, Today.PlusDays(9))] };
        var balances = Came().With(StockMovements.Decide(count, []).ValueOrThrow().Events[0]);
        Assert.Equal((7L, Today.PlusDays(9)), (StockSheet.BalanceOf(balances, B, StockAccount.OnHand), BatchClock.Of(balances, B)));
    }

    [Fact]
    public void Somebody_who_looked_sets_any_day_and_the_same_again_moves_nothing()
    {
        var balances = Came((B, 1, 10));
        var look = new DateBatches([new(B, Today.PlusDays(30))], "label read");
        var decided = StockMovements.Decide(look, balances).ValueOrThrow();
        Assert.Equal(InventoryCodes.BatchDated, Assert.Single(decided.Reasons.Items).Code);
        balances = balances.With(decided.Events[0]);
        Assert.Equal(Today.PlusDays(30), BatchClock.Of(balances, B));
        Assert.Equal(InventoryCodes.NothingToMove, StockMovements.Decide(look, balances).Refusal?.Code);
        Assert.Equal(KernelCodes.IdUnset, StockMovements.Decide(new DateBatches([new(Shelf, Today)], "label read"), balances).Refusal?.Code);
    }

    [Fact]
    public void A_batch_keeps_its_day_wherever_it_goes()
    {
        var there = B with { Location = LocationId.Of("GZ") };
        var balances = Came((B, 3, 10));
        balances = balances.With(StockMovements.Decide(new ReceiveTransfer("t-1", [new(there, Quantity.Of(1))]), balances).ValueOrThrow().Events[0]);
        Assert.Equal(Today.PlusDays(10), BatchClock.Of(balances, there));
    }

    [Fact]
    public void A_day_that_another_writer_set_meanwhile_is_not_set_again()
    {
        var receive = new ReceiveStock([new(B, Quantity.Of(1))]) { Dates = [new(B, Today.PlusDays(10))] };
        var effect = StockEffects.Of(StockMovements.Decide(receive, []).ValueOrThrow().Events[0]);
        var after = StockSheet.Post(Came((B, 1, 10)), effect.Postings);
        Assert.Contains(effect.Floors.Items, f => !StockSheet.Holds(after, f));
    }

    [Fact]
    public void The_day_on_which_the_calendar_of_machines_begins_is_a_day() =>
        Assert.Equal(new LocalDate(1969, 12, 31), BatchClock.DayOf(BatchClock.DaysOf(new(1970, 1, 1))));
}
