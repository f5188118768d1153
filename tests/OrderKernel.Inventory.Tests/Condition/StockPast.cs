using NodaTime;

namespace OrderKernel.Inventory.Tests;

/// <summary>Something that happened to stock, told as it was.</summary>
public sealed record Past(Instant At, object Happened)
{
    public static readonly DateTimeZone Shop = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    /// <summary>The start of a day of the autumn of 2025 on the shop's clock: day 1 is the first of September.</summary>
    public static Instant Day(int day) => Shop.AtStartOfDay(new LocalDate(2025, 8, 31).PlusDays(day)).ToInstant();

    public static readonly StockPeriod November = StockPeriod.Of(new(2025, 11), Shop, Instant.FromUtc(2026, 2, 9, 0, 0)).ValueOrThrow();

    public static Past Received(int day, string sku, long units, string at = "HZ") => new(Day(day), new StockReceived([Words.Units(at, sku, units)]));

    public static Past Sold(int day, string sku, long units, string at = "HZ") => new(Day(day), new ShippedElsewhere([Words.Units(at, sku, units)], null));

    public static Past Back(int day, string sku, long units, string at = "HZ") =>
        new(Day(day), new GoodsTakenBack([Words.Units(at, sku, units)], InspectionOutcome.Restock, null));

    public static Past Counted(int day, string sku, long found, string at = "HZ") =>
        new(Day(day), new StockCounted([new(Words.Cell(at, sku), Quantity.Of(found), default)], "count"));

    public static Past Locked(int day, string sku, long units, string at = "HZ") =>
        new(Day(day), new StockReserved(Words.R(), "order", [Words.Units(at, sku, units)], null));

    public static Past Left(int day, string sku, long units, HolderKind? holder = null, string at = "HZ") =>
        new(Day(day), new ReservationCommitted(Words.R(), MessageId.Of("m"), true, [Words.Units(at, sku, units)]) { Holder = holder });

    public void Into(StockHistory history)
    {
        if (Happened is ReservationEvent held) history.Add(held, At);
        else if (Happened is AdjustmentPosted posted) history.Add(posted, At);
        else history.Add((StockEvent)Happened, At);
    }

    public void Into(StockBook book)
    {
        if (Happened is ReservationEvent held) book.Add(held, At);
        else if (Happened is AdjustmentPosted posted) book.Add(posted, At);
        else book.Add((StockEvent)Happened, At);
    }

    public static StockHistory History(IEnumerable<Past> all)
    {
        var history = new StockHistory();
        foreach (var past in all) past.Into(history);
        return history;
    }

    /// <summary>What happens to four cells within a hundred and thirty days: so few that things meet.</summary>
    public static List<Past> Any(Random chance)
    {
        var all = new List<Past>();
        for (var i = chance.Next(40); i > 0; i--)
        {
            var (day, sku, units, at) = (chance.Next(-30, 100), "AB"[chance.Next(2)].ToString(), (long)chance.Next(1, 9), chance.Next(2) == 0 ? "HZ" : "GZ");
            all.Add(chance.Next(10) switch
            {
                0 or 1 => Received(day, sku, 10 * units, at),
                2 => Counted(day, sku, chance.Next(60), at),
                3 => Back(day, sku, 1, at),
                4 => Locked(day, sku, units, at),
                5 => Left(day, sku, units, null, at),
                6 => Left(day, sku, units, HolderKind.Transfer, at),
                7 => new(Day(day), new GoodsRegraded([Words.Units(at, sku, 1)], StockAccount.OnHand, StockAccount.Damaged, "look", null)),
                _ => Sold(day, sku, units, at),
            });
        }

        return all;
    }
}
