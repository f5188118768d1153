namespace OrderKernel.Sample.Tests;

// Fails when some seed finds no room for a story, or the summary counts an order twice or not at all.
public sealed class SampleLaws
{
    [Law(25, 1_000)]
    public void Every_seed_tells_every_story_and_the_summary_agrees_with_the_files(ulong seed)
    {
        using var sample = new SampleReading(SampleOptions.OrdersMin, seed);
        var summary = sample.Summary;
        Assert.Equal(9, summary.AfterSalesByTier.Count);
        Assert.Equal(9, summary.Tracks.Count);
        Assert.Equal(5, summary.ChannelHolds.Count);
        Assert.Equal(2, summary.Receipts.Count);
        Assert.All(summary.ParkedRecords.Values, count => Assert.True(count > 0));
        Assert.Equal(summary.OrdersWritten, summary.Scenarios.Values.Sum());
        Assert.Equal(summary.OrdersWritten, sample.Latest.Count);
        Assert.Equal(summary.Orders, sample.Placeable.Count);
        Assert.Equal(summary.Orders, summary.Paid + summary.UnpaidExpired + summary.UnpaidCancelled);
        Assert.Equal(summary.OrderedMinor, sample.Placeable.Sum(order => order.PayableFen));
        Assert.Equal(summary.RefundedMinor, sample.Cases.Where(SampleCases.Refunded).Sum(told => SampleCases.Amount(told).Fen));
    }
}
