using OrderKernel.Partners;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when the end of an order and of the shelf depends on the order in which claims, records of a warehouse and counts about it arrive, when goods that fit
// nothing move some, when a unit that the channel closed is sent, or when goods appear or vanish.
public class MisfitArrivalLaws
{
    private static readonly (string Name, Func<Bench, Task> Tell)[] News =
    [
        ("paid", b => b.SendAsync(Bench.Delivery(Shop.Part("1", "10:05").Paid("10:04"), "pay"))),
        ("one mug left at eleven", b => OutAsync(b, "o1", "11:00", "YT1", Shop.Mug, 1)),
        ("one mug left at one", b => OutAsync(b, "o2", "13:00", "YT2", Shop.Mug, 1)),
        ("nine counted at noon", b => b.SendAsync(Bench.Delivery(new StockCountRecord(Shop.At("12:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(9)), "c"))),
        ("five mugs left", b => OutAsync(b, "o3", "14:00", "YT3", Shop.Mug, 5)),
        ("a tea left", b => OutAsync(b, "o4", "14:30", "YT4", Shop.Tea, 1)),
        ("a tea came back", b => b.SendAsync(Bench.Delivery(new ReceiptRecord(Shop.At("3 10:00"), "r1", Bench.Platform("1"), Shop.Hangzhou,
            [new GoodsLine(Shop.Tea, Shop.Units(1), InspectionOutcome.Restock)]), "r1"))),
        ("the channel says shipped", b => b.SendAsync(Bench.Delivery(Shop.Part("1", "13:30").Shipped("13:00", "YT1", "YT2"), "shipped"))),
        ("three thermoses closed", b => b.SendAsync(Bench.Delivery(Closed, "closed"))),
    ];

    private static Claim Closed => Whole("10:20") with { Lines = [Whole("10:20").Lines[0], Whole("10:20").Lines[1] with { Outcome = ClaimOutcome.Ended }] };

    [Fact]
    public async Task All_orders_of_five_pieces_of_news_end_the_same()
    {
        var ends = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var order in Permutations(5))
        {
            var news = order.Select(i => News[i]).ToArray();
            ends.TryAdd(await EndAsync(news), string.Join(", ", news.Select(n => n.Name)));
        }

        Assert.True(ends.Count == 1, string.Join("\n\n", ends.Select(e => $"{e.Value}:\n{e.Key}")));
        Assert.Contains("OnHand 8", ends.Keys.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Some_news_in_two_orders_of_arrival_and_some_of_it_twice_ends_the_same()
    {
        for (var seed = 1; seed <= (Sizes.IsLong ? 20_000 : 200); seed++)
        {
            var dice = new Random(seed);
            var news = News.Where(_ => dice.Next(4) > 0).ToArray();
            (string Name, Func<Bench, Task> Tell)[] Arrival()
            {
                var arrival = news.Concat(news.Where(_ => dice.Next(4) == 0)).ToArray();
                dice.Shuffle(arrival);
                return arrival;
            }

            var (first, second) = (Arrival(), Arrival());
            var (one, two) = (await EndAsync(first), await EndAsync(second));
            Assert.True(one == two, $"seed {seed}\n{Names(first)}\n{one}\n\n{Names(second)}\n{two}");
        }
    }

    private static string Names((string Name, Func<Bench, Task> Tell)[] news) => string.Join(", ", news.Select(n => n.Name));

    private static Claim Whole(string told) => Shop.Claim("1", told, "50.00") with
    {
        Payment = null, Lines = [Shop.Line("1", Shop.Mug, 2, "20.00"), Shop.Line("2", Thermos, 3, "30.00")],
    };

    private static SkuId Thermos => SkuId.Of("THERMOS");

    private static Task OutAsync(Bench bench, string id, string at, string waybill, SkuId sku, long units) => bench.SendAsync(Bench.Delivery(
        new OutboundRecord(Shop.At(at), id, Bench.Platform("1"), Shop.Hangzhou, Shop.Yuantong, Waybill.Of(waybill),
            [new GoodsLine(sku, Shop.Units(units), null)]), id));

    private static async Task<string> EndAsync((string Name, Func<Bench, Task> Tell)[] news)
    {
        var bench = new Bench(new MemoryOrderStore());
        foreach (var sku in new[] { Shop.Mug, Shop.Tea, Thermos }) await bench.StockAsync(Shop.Hangzhou, sku, 10);
        await bench.SendAsync(Whole("10:01"));
        foreach (var (_, tell) in news) await tell(bench);
        await bench.Kernel.ClockAsync(History.End);
        var order = await bench.OrderAsync("1");
        if (order.Lines.Items.Any(l => l.Source == LineId.Of("2")) && news.Any(n => n.Name.EndsWith("closed", StringComparison.Ordinal)))
            Assert.True(order.Line(LineId.Of("2"))!.Units.Sent.IsZero);
        var end = await DayEnd.OfAsync(bench.Store);
        long Of(StockAccount account) => end.Stock.Items.Where(b => b.Account == account).Sum(b => b.Units);
        Assert.Equal(Of(StockAccount.Supplied), Of(StockAccount.OnHand) + Of(StockAccount.Sold) + Of(StockAccount.WrittenOff));
        var stock = end.Stock.Items.Where(b => b.Account is not StockAccount.CountedAt).Select(b => $"{b.Cell.Sku} {b.Account} {b.Units}");
        return string.Join("\n", end.Orders.Items.Concat(stock));
    }

    private static IEnumerable<int[]> Permutations(int n) => n == 0
        ? [[]]
        : Permutations(n - 1).SelectMany(p => Enumerable.Range(0, n).Select(at => (int[])[.. p.Take(at), n - 1, .. p.Skip(at)]));
}
