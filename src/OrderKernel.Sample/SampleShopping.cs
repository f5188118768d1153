namespace OrderKernel.Sample;

/// <summary>Fills the baskets: by chance for ordinary orders, to measure where a scenario needs a certain sum.</summary>
internal static class SampleShopping
{
    private const int GiftFromFen = 19_900;

    public static SampleBasket Fill(Scenario scenario, SampleChannel channel, SampleRandom random) => scenario switch
    {
        Scenario.BigTicket => Fixed((16, 20)),
        Scenario.PaidLateForScarceGoods => Fixed((38, 1)),
        Scenario.RefundAbove5000 => Fixed(random.Pick<(int, int)>([(16, 2), (17, 2), (15, 3)])),
        Scenario.UnmappedSku => Sell(channel, [(SampleAssortment.Novelty, 1)], false, random),
        Scenario.RefundUnder50 or Scenario.RefundRepeated => Within(channel, 500, 4_900, random),
        Scenario.Refund500To5000 => Within(channel, 52_000, 480_000, random),
        Scenario.Refund50To500 or Scenario.RefundInQuietPeriod or Scenario.RefundDisputed or Scenario.RefundEndsOrder or
            Scenario.ReturnRestocked or Scenario.ReturnWrittenOff => Within(channel, 5_500, 48_000, random),
        Scenario.CancelledBeforeShipping or Scenario.TrackRefused or Scenario.TrackLost => Within(channel, 2_000, 60_000, random),
        Scenario.SplitShipment => Sell(channel, Draw(SampleAssortment.Plentiful, 2 + random.Below(2), random), false, random),
        Scenario.Ordinary => Sell(channel, Draw(SampleAssortment.OnSale, LineCount(random), random), true, random),
        _ => Sell(channel, Draw(SampleAssortment.Plentiful, LineCount(random), random), false, random),
    };

    private static int LineCount(SampleRandom random) => random.Below(100) switch
    {
        < 62 => 1,
        < 88 => 2,
        _ => 3,
    };

    private static List<(SampleItem Item, int Quantity)> Draw(IReadOnlyList<SampleItem> from, int lines, SampleRandom random)
    {
        var drawn = new List<(SampleItem Item, int Quantity)>(lines);
        while (drawn.Count < lines)
        {
            var item = random.Weighted(from, static item => item.Popularity);
            if (drawn.TrueForAll(line => line.Item != item))
            {
                drawn.Add((item, item.PriceFen > 50_000 ? 1 : random.Below(100) switch { < 75 => 1, < 92 => 2, _ => 3 }));
            }
        }

        return drawn;
    }

    /// <summary>One line whose paid goods money lies in the band.</summary>
    private static SampleBasket Within(SampleChannel channel, long leastFen, long mostFen, SampleRandom random)
    {
        while (true)
        {
            var basket = Sell(channel, Draw(SampleAssortment.Plentiful, 1, random), false, random);
            if (basket.Lines[0].PaidFen >= leastFen && basket.Lines[0].PaidFen <= mostFen)
            {
                return basket;
            }
        }
    }

    private static SampleBasket Fixed((int Number, int Quantity) line)
    {
        var item = SampleAssortment.Get(line.Number);
        var promotion = (long)item.PriceFen * line.Quantity / 20 / 100 * 100;
        return SampleBasket.Of([new SampleLine(1, item, line.Quantity, item.PriceFen, promotion)], 0, 0, 0);
    }

    private static SampleBasket Sell(
        SampleChannel channel, List<(SampleItem Item, int Quantity)> goods, bool gifts, SampleRandom random)
    {
        var lines = new List<SampleLine>(goods.Count + 1);
        foreach (var (item, quantity) in goods)
        {
            long off = random.Chance(700) ? (long)item.PriceFen * quantity * random.Between(5, 25) / 100 / 10 * 10 : 0;
            lines.Add(new SampleLine(lines.Count + 1, item, quantity, item.PriceFen, off));
        }

        var promoted = lines.Sum(static line => line.PromotedFen);
        if (gifts && promoted >= GiftFromFen && channel is (SampleChannel.Taobao or SampleChannel.Doudian) && random.Chance(300))
        {
            lines.Add(new SampleLine(lines.Count + 1, random.Pick(SampleAssortment.Gifts), 1, 0, 0));
        }

        // 50 yuan off every 300; the platform's coupon; freight on small baskets.
        var seller = random.Chance(600) ? promoted / 30_000 * 5_000 : 0;
        long platform = channel is (SampleChannel.Pdd or SampleChannel.Doudian) && promoted >= 2_000 && random.Chance(350)
            ? random.Between(1, 4) * 100
            : 0;
        long freight = promoted < 5_900 && random.Chance(400) ? random.Between(5, 12) * 100 : 0;
        return SampleBasket.Of(lines, freight, seller, platform);
    }
}
