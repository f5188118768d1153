using System.Collections.Immutable;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Stock;

/// <summary>
/// What of a movement's reasons people hear of. Fails when a finding is missed, when an explanation is taken for one, when people are told again of what was as
/// impossible before, or when something stands that is so no more.
/// </summary>
public class StockFindingScenarios
{
    private static readonly StockCell Shelf = Cell("HZ", "MUG"), Batch = Shelf with { Batch = BatchId.Of("b") };

    [Theory]
    [InlineData(InventoryCodes.CountBelowLocked, true)]
    [InlineData(InventoryCodes.OnHandNegative, true)]
    [InlineData(InventoryCodes.SoldNegative, true)]
    [InlineData(InventoryCodes.BatchDateDiffers, true)]
    [InlineData(InventoryCodes.TransferSurplus, true)]
    [InlineData(InventoryCodes.AlreadyKnown, false)]
    [InlineData(InventoryCodes.CountOutdated, false)]
    public void Some_reasons_need_a_person_and_others_explain(string code, bool isFinding) => Assert.Equal(isFinding, StockFindings.IsFinding(Reason.Of(code)));

    // On hand, locked, in transfer of the shelf; of its batch besides; does a promise without goods stand?
    [Theory]
    [InlineData(5, 5, 0, 0, false)]
    [InlineData(4, 5, 0, 0, true)]
    [InlineData(5, 3, 2, 0, false)]
    [InlineData(4, 3, 2, 0, true)]
    [InlineData(4, 5, 0, 1, false)]
    [InlineData(0, 0, 0, 0, false)]
    [InlineData(-1, 0, 0, 0, true)]
    [InlineData(-1, -3, 0, 0, true)]
    public void A_promise_without_goods_stands_while_it_is_so(long onHand, long locked, long transfer, long batch, bool stands)
    {
        ImmutableArray<StockBalance> now =
        [
            new(Shelf, StockAccount.OnHand, onHand), new(Shelf, StockAccount.Locked, locked), new(Shelf, StockAccount.InTransfer, transfer),
            new(Batch, StockAccount.OnHand, batch), new(Cell("GZ", "MUG"), StockAccount.OnHand, -9), new(Cell("HZ", "TEA"), StockAccount.Locked, 9),
        ];
        foreach (var code in new[] { InventoryCodes.CountBelowLocked, InventoryCodes.OnHandNegative })
            Assert.Equal(stands, StockFindings.Stands(Why(code), now));
    }

    [Theory]
    [InlineData(InventoryCodes.SoldNegative, StockAccount.Sold, -1, true)]
    [InlineData(InventoryCodes.SoldNegative, StockAccount.Sold, 0, false)]
    [InlineData(InventoryCodes.SoldNegative, StockAccount.OnHand, -1, false)]
    [InlineData(InventoryCodes.TransferSurplus, StockAccount.Forwarded, -1, true)]
    [InlineData(InventoryCodes.TransferSurplus, StockAccount.Forwarded, 0, false)]
    [InlineData(InventoryCodes.BatchDateDiffers, StockAccount.OnHand, 5, true)]
    public void What_was_found_stands_while_it_is_so_and_what_is_to_be_decided_until_it_is(string code, StockAccount account, long units, bool stands)
    {
        Assert.Equal(stands, StockFindings.Stands(Why(code), [new(Shelf, account, units)]));
        // What was forwarded is one number over all locations; all else is a location's own.
        var elsewhere = StockFindings.Stands(Why(code), [new(Shelf, account, units), new(Cell("GZ", "MUG"), account, 1)]);
        Assert.Equal(code == InventoryCodes.TransferSurplus ? units + 1 < 0 : stands, elsewhere);
        Assert.Equal(code == InventoryCodes.BatchDateDiffers, StockFindings.Stands(Why(code), []));
    }

    // After the movement, its units, and whether anybody ever told what there is: is it news?
    [Theory]
    [InlineData(-1, 1, true, true)]
    [InlineData(-1, 3, true, true)]
    [InlineData(-3, 1, true, false)]
    [InlineData(-2, 1, true, false)]
    [InlineData(-1, 1, false, false)]
    public void More_gone_than_there_was_is_news_once_and_only_where_stock_is_kept(long after, long units, bool isKept, bool isNews)
    {
        foreach (var code in new[] { InventoryCodes.OnHandNegative, InventoryCodes.SoldNegative })
        {
            var why = Reason.Of(code, ("location", "HZ"), ("sku", "MUG"), ("after", after), ("units", units));
            var decision = new Decision<StockEvent>([], [why, Reason.Of(InventoryCodes.AlreadyKnown, ("message", "m"))], []);
            foreach (var account in new[] { StockAccount.Supplied, StockAccount.CountedAt })
                Assert.Equal(isNews ? [why] : [], StockFindings.News(decision, [new(Shelf, account, isKept ? 9 : 0), new(Shelf, StockAccount.OnHand, 7)]));
            ImmutableArray<StockBalance> others = [new(Cell("GZ", "MUG"), StockAccount.Supplied, 9), new(Cell("HZ", "TEA"), StockAccount.Supplied, 9)];
            Assert.Equal([], StockFindings.News(decision, others));
        }
    }

    [Theory]
    [InlineData("HZ", "MUG", -1, true)]
    [InlineData("HZ", "MUG", 1, false)]
    [InlineData("HZ", "MUG", 0, false)]
    [InlineData("GZ", "MUG", -1, false)]
    [InlineData("HZ", "TEA", -1, false)]
    public void A_count_below_what_is_promised_is_news_when_it_found_less_than_the_book_had(string location, string sku, long difference, bool isNews)
    {
        var counted = new StockCounted([new(Cell(location, sku), Quantity.Of(5), QuantityDelta.Of(difference))], "count");
        var decision = new Decision<StockEvent>([counted], [Why(InventoryCodes.CountBelowLocked)], []);
        Assert.Equal(isNews ? 1 : 0, StockFindings.News(decision, []).Count);
    }

    private static Reason Why(string code) => Reason.Of(code, ("location", "HZ"), ("sku", "MUG"));
}
