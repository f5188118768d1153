using System.Globalization;

namespace OrderKernel.Sample;

/// <summary>All orders of the day, drawn and lived through, before anything is written.</summary>
internal sealed class SamplePlan
{
    private const ulong OrderStreams = 1_000;
    private static readonly string[] Messages = ["周末配送", "请尽快发货，谢谢", "放门卫处", "送礼用，不要放价格单"];

    private SamplePlan(IReadOnlyList<SampleOrder> orders, SampleStock stock, string strangePushNumber)
    {
        Orders = orders;
        Stock = stock;
        StrangePushNumber = strangePushNumber;
    }

    /// <summary>By creation time.</summary>
    public IReadOnlyList<SampleOrder> Orders { get; }

    public SampleStock Stock { get; }

    /// <summary>A Doudian order that is cancelled by a push and never seen.</summary>
    public string StrangePushNumber { get; }

    public static SamplePlan Draw(int count, ulong seed)
    {
        var day = SampleRandom.For(seed, 0);
        var roles = ScenarioTable.Expand(count, day).ToList();
        day.Shuffle(roles);
        var times = Enumerable.Range(0, count).Select(_ => SampleCalendar.DrawCreated(day)).Order().ToList();

        var orders = new List<SampleOrder>(count);
        SampleOrder? regular = null;
        for (var i = 0; i < count; i++)
        {
            var random = SampleRandom.For(seed, OrderStreams + (ulong)i);
            var order = DrawOrder(i, roles[i].Scenario, roles[i].Channel, times[i], regular, random);
            if (order.Scenario == Scenario.RefundRepeated)
            {
                regular = order;
            }

            orders.Add(order);
        }

        var stock = SampleStock.For(orders);
        stock.KeepWaiting(orders);
        foreach (var order in orders)
        {
            var random = SampleRandom.For(seed, OrderStreams + SampleOptions.OrdersMax + (ulong)order.Index);
            new SampleLife(order, random).Live();
        }

        return new SamplePlan(orders, stock, Number(SampleChannel.Doudian, times[count / 3], 99_999));
    }

    private static SampleOrder DrawOrder(
        int index, Scenario scenario, SampleChannel channel, DateTimeOffset at, SampleOrder? regular, SampleRandom random)
    {
        // One who orders before noon, pays too late, and finds the shelves empty.
        var createdAt = scenario == Scenario.PaidLateForScarceGoods ? SampleCalendar.Day.AddHours(11).AddMinutes(30) : at;
        var shops = SampleShop.All.Where(shop => shop.Channel == channel).ToList();
        var place = SamplePlaces.Draw(random);
        while (place.Province.Zone == SampleZone.Remote && scenario != Scenario.Ordinary)
        {
            place = SamplePlaces.Draw(random);
        }

        var again = scenario == Scenario.RefundRepeated ? regular : null;
        var shop = random.Weighted(shops, static shop => shop.Weight);
        return new SampleOrder
        {
            Index = index,
            Scenario = scenario,
            Shop = scenario is Scenario.CancelledBeforeSeen or Scenario.PaidAndCancelledBeforeSeen ? shops[0] : shop,
            Place = again?.Place ?? place,
            Buyer = again?.Buyer ?? SampleBuyer.Draw(random, index + 1),
            CreatedAt = createdAt,
            Number = Number(channel, createdAt, index),
            Basket = SampleShopping.Fill(scenario, channel, random),
            BuyerMessage = random.Chance(60) ? random.Pick(Messages) : "",
        };
    }

    private static string Number(SampleChannel channel, DateTimeOffset at, int index)
    {
        var seconds = at.ToUnixTimeSeconds();
        return channel switch
        {
            SampleChannel.Taobao => string.Create(CultureInfo.InvariantCulture, $"43{seconds:D10}{index:D5}{index * 7 % 10}0"),
            SampleChannel.Jd => string.Create(CultureInfo.InvariantCulture, $"3{seconds - 1_762_000_000:D6}{index:D5}"),
            SampleChannel.Pdd => string.Create(CultureInfo.InvariantCulture, $"251111-{seconds:D10}{index:D5}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"69{seconds:D10}{index:D5}{index * 3 % 10}0"),
        };
    }
}
