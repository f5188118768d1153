using NodaTime;

namespace OrderKernel.Inventory.Tests;

// Fails when parts of the past do not add up to the whole, a history's balances are not the book's, the turnover is not what a day by day count gives, an
// index leaves what its scores span, or a better metric lowers a score.
public class StockHealthLaws
{
    private static StockHealthReport Report(IEnumerable<Past> past, ValueList<StockBatch> batches = default) =>
        StockHealth.Of(Past.History(past), Past.November, StockHealthPolicy.Default, batches);

    [Law(500, 50_000)]
    public void Parts_in_any_order_merged_are_the_whole(Seed seed)
    {
        var chance = new Random(seed);
        var past = Past.Any(chance);
        var parts = new[] { new StockHistory(), new StockHistory(), new StockHistory() };
        foreach (var one in past.OrderBy(_ => chance.Next())) one.Into(parts[chance.Next(3)]);
        foreach (var part in parts.Skip(1)) parts[0].Merge(part);
        var whole = Past.History(past);
        Assert.Equal(Report(past), StockHealth.Of(parts[0], Past.November, StockHealthPolicy.Default));
        var until = Past.Day(chance.Next(-30, 100));
        Assert.Equal(whole.BalancesBefore(until).ToValueList(), parts[0].BalancesBefore(until).ToValueList());
    }

    [Law(500, 50_000)]
    public void A_history_has_the_balances_of_the_book(Seed seed)
    {
        var chance = new Random(seed);
        var (past, until, book) = (Past.Any(chance), Past.Day(chance.Next(-30, 101)), new StockBook());
        foreach (var one in past.Where(p => p.At < until)) one.Into(book);
        Assert.Equal(book.Balances().Where(b => b.Account is not (StockAccount.Supplied or StockAccount.CountedAt)),
            Past.History(past).BalancesBefore(until).Where(b => b.Units != 0).ToValueList());
    }

    [Law(200, 5_000)]
    public void Turnover_is_what_a_count_day_by_day_gives(Seed seed)
    {
        var past = Past.Any(new Random(seed));
        var (days, sold) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        for (var day = 1; day <= 91; day++)
        {
            var book = new StockBook();
            foreach (var one in past.Where(p => p.At <= Past.Day(day))) one.Into(book);
            foreach (var balance in book.Balances().Where(b => b.Account == StockAccount.OnHand && b.Units > 0))
                days[balance.Cell.Sku.Value] = days.GetValueOrDefault(balance.Cell.Sku.Value) + balance.Units;
        }

        foreach (var one in past.Where(p => p.At >= Past.Day(1) && p.At < Past.Day(92)))
        {
            var (units, sign) = one.Happened switch
            {
                ShippedElsewhere e => (e.Units, 1),
                ReservationCommitted { Holder: null } e => (e.Units, 1),
                GoodsTakenBack e => (e.Units, -1),
                _ => ((ValueList<StockUnits>)[], 0),
            };
            foreach (var (cell, quantity) in units) sold[cell.Sku.Value] = sold.GetValueOrDefault(cell.Sku.Value) + (sign * quantity.Units);
        }

        var (all, left) = (days.Values.Sum(), Math.Max(0, sold.Where(s => days.ContainsKey(s.Key)).Sum(s => s.Value)));
        Assert.Equal(all == 0 ? null : left * 91 * 100 / all, Report(past).Scores[0].Value);
    }

    [Law(500, 50_000)]
    public void An_index_lies_between_its_scores_and_a_score_between_nothing_and_the_whole(Seed seed)
    {
        var report = Report(Past.Any(new Random(seed)));
        var scores = report.Scores.Items.Where(s => s.ScoreBasisPoints is not null).Select(s => s.ScoreBasisPoints!.Value).ToArray();
        Assert.All(scores, s => Assert.InRange(s, 0, 10_000));
        if (scores.Length == 0) Assert.Null(report.IndexBasisPoints);
        else Assert.InRange(report.IndexBasisPoints!.Value, scores.Min(), scores.Max() + 1);
    }

    [Law(500, 50_000)]
    public void A_better_metric_never_lowers_its_score_or_the_index(Seed seed)
    {
        var chance = new Random(seed);
        var past = Past.Any(chance);
        // All that is compared lies in a cell of its own, so that one metric alone changes.
        List<Past> with = [.. past, Past.Received(1, "C", 1_000), Past.Sold(61, "C", 1)];
        var near = Quantity.Of(chance.Next(200));
        Better(Report([.. with, Past.Counted(70, "C", chance.Next(900, 950))]), Report([.. with, Past.Counted(70, "C", chance.Next(950, 1_000))]), 3, 2);
        Better(Report(with, [new(SkuId.Of("C"), near, Past.November.On), new(SkuId.Of("C"), Quantity.Of(900), new(2030, 1, 1))]),
            Report(with, [new(SkuId.Of("C"), Quantity.Of(near.Units / 2), Past.November.On), new(SkuId.Of("C"), Quantity.Of(900), new(2030, 1, 1))]), 2, 2);
        Better(Report(with), Report([.. with, Past.Sold(91, "C", chance.Next(3_000)), Past.Received(91, "C", 3_000)]), 0, 0);
        // Twice as much slow stock beside the same.
        var slow = chance.Next(1, 400);
        Better(Report([.. with, Past.Received(1, "D", 2 * slow)]), Report([.. with, Past.Received(1, "D", slow)]), 1, 1);
    }

    private static void Better(StockHealthReport worse, StockHealthReport better, int metric, int index)
    {
        Assert.True(better.Scores[metric].ScoreBasisPoints >= worse.Scores[metric].ScoreBasisPoints, $"{worse.Scores[metric]} {better.Scores[metric]}");
        // Counts and batches change their metric alone; sales and stock change turnover and slow stock together.
        if (index >= 2) Assert.True(better.IndexBasisPoints >= worse.IndexBasisPoints, $"{worse.IndexBasisPoints} {better.IndexBasisPoints}");
    }
}
