using System.Text;

namespace OrderKernel.Inventory.Tests;

// Fails when what is suggested is not enough, or more than enough; when more stock suggests more or more sales less; or when SKUs together are told
// otherwise than each by itself.
public class ReplenishmentLaws
{
    private static readonly PolicyDocument<StockFormula> Safe = StockFormula.Load(Encoding.UTF8.GetBytes("""
        {"$schema":"stock-formula-1.json","name":"safe","version":"1","terms":[{"account":"OnHand","sign":1},{"account":"Locked","sign":-1},{"account":"InTransfer","sign":-1}],"safetyStock":7}
        """)).ValueOrThrow();

    private static ReplenishmentReport Of(IEnumerable<Past> past) => ReplenishmentScenarios.Of(past, Safe);

    [Law(500, 50_000)]
    public void What_is_suggested_leaves_nothing_to_order_and_one_less_leaves_the_target_open(Seed seed)
    {
        var past = Past.Any(new Random(seed));
        foreach (var hint in Of(past).Hints)
        {
            var lacking = hint.Cells.Items.Where(c => c.Balance < 0);
            List<Past> filled = [.. past, .. lacking.Select(c => Past.Received(91, hint.Sku.Value, -c.Balance, c.Cell.Location.Value))];
            var (at, rest) = (hint.Cells[0].Cell.Location.Value, hint.Suggested - hint.Missing);
            Assert.InRange(rest, 0, long.MaxValue);
            Past Came(long units) => Past.Received(91, hint.Sku.Value, units, at);
            Assert.DoesNotContain(Of(rest == 0 ? filled : [.. filled, Came(rest)]).Hints.Items,
                h => h.Sku == hint.Sku && (h.Urgency == ReplenishmentUrgency.Order || h.Suggested > 0));
            if (rest <= 1) continue;
            var almost = (hint.Free + rest - 1) * 30;
            Assert.True(almost < hint.Sold * 30, $"{hint} lasts with one less");
        }
    }

    [Law(500, 50_000)]
    public void More_stock_never_suggests_more_and_more_sales_never_less(Seed seed)
    {
        var chance = new Random(seed);
        var past = Past.Any(chance);
        var (before, units) = (Of(past), chance.Next(1, 40));
        foreach (var hint in before.Hints)
        {
            var (sku, at) = (hint.Sku.Value, hint.Cells[0].Cell.Location.Value);
            var more = Of([.. past, Past.Received(91, sku, units, at)]).Hints.Items.FirstOrDefault(h => h.Sku == hint.Sku);
            Assert.True((more?.Suggested ?? 0) <= hint.Suggested, $"{hint} {more}");
            var sold = Of([.. past, Past.Sold(91, sku, units, at)]).Hints.Items.FirstOrDefault(h => h.Sku == hint.Sku);
            Assert.True(sold is not null, $"{hint} is not told any more");
            Assert.True(sold.Suggested >= hint.Suggested && sold.Urgency <= hint.Urgency, $"{hint} {sold}");
        }
    }

    [Law(300, 20_000)]
    public void Each_SKU_by_itself_is_told_the_same(Seed seed)
    {
        var past = Past.Any(new Random(seed));
        var alone = new[] { "A", "B" }.SelectMany(sku => Of(past.Where(p => Names(p, sku))).Hints.Items).OrderBy(h => h.Sku);
        Assert.Equal(alone, Of(past).Hints.Items.OrderBy(h => h.Sku));
    }

    private static bool Names(Past past, string sku) => past.Happened switch
    {
        StockCounted e => e.Counts[0].Cell.Sku.Value == sku,
        StockReceived e => e.Units[0].Cell.Sku.Value == sku,
        ShippedElsewhere e => e.Units[0].Cell.Sku.Value == sku,
        GoodsTakenBack e => e.Units[0].Cell.Sku.Value == sku,
        GoodsRegraded e => e.Units[0].Cell.Sku.Value == sku,
        StockReserved e => e.Units[0].Cell.Sku.Value == sku,
        ReservationCommitted e => e.Units[0].Cell.Sku.Value == sku,
        _ => throw new ArgumentException($"{past} is none of them.", nameof(past)),
    };
}
