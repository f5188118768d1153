namespace OrderKernel.Sample;

using static Scenario;
using static SampleChannel;

/// <summary>The plan of the day: which oddity happens how often, and where. All other orders are ordinary.</summary>
internal static class ScenarioTable
{
    public static readonly IReadOnlyList<ScenarioRow> Rows =
    [
        // Nobody pays; Pinduoduo never shows such orders.
        new(UnpaidExpires, Taobao, 28, 2),
        new(UnpaidExpires, Jd, 16, 2),
        new(UnpaidExpires, Doudian, 14, 2),
        new(UnpaidCancelled, Taobao, 6, 1),
        new(UnpaidCancelled, Jd, 4, 1),
        new(UnpaidCancelled, Doudian, 4, 1),

        // Paid after the thirty minutes; once for goods that have run out by then.
        new(PaidLate, Taobao, 7, 2),
        new(PaidLate, Jd, 4, 1),
        new(PaidLate, Doudian, 4, 1),
        new(PaidLateForScarceGoods, Taobao, 0, 1),
        new(BigTicket, Taobao, 0, 1),

        // The same again, newer, older.
        new(Duplicate, Taobao, 4, 1),
        new(Duplicate, Jd, 2, 1),
        new(Duplicate, Pdd, 3, 1),
        new(Duplicate, Doudian, 3, 1),
        new(UpdatedCopy, Taobao, 4, 1),
        new(UpdatedCopy, Jd, 2, 1),
        new(UpdatedCopy, Pdd, 2, 1),
        new(OlderCopy, Taobao, 3, 1),
        new(OlderCopy, Jd, 3, 1),
        new(OlderCopy, Doudian, 2, 1),
        new(CancelledBeforeSeen, Doudian, 1, 1),
        new(PaidAndCancelledBeforeSeen, Doudian, 1, 1),

        // What no map can take.
        new(UnknownStatus, Taobao, 0, 1),
        new(UnknownStatus, Jd, 0, 1),
        new(PriceTypeChanged, Taobao, 0, 1),
        new(PriceTypeChanged, Pdd, 0, 1),
        new(PriceTypeChanged, Doudian, 0, 1),
        new(UnmappedSku, Taobao, 0, 1),
        new(UnmappedSku, Pdd, 0, 1),
        new(NegativeQuantity, Jd, 0, 1),
        new(NegativeQuantity, Pdd, 0, 1),

        // Shipping in parts, and shipping that no warehouse of ours did.
        new(SplitShipment, Taobao, 8, 2),
        new(SplitShipment, Doudian, 6, 2),
        new(ShippedElsewhere, Taobao, 3, 1),
        new(ShippedElsewhere, Pdd, 3, 1),
        new(ShippedElsewhere, Doudian, 2, 1),
        new(ShippedAfterCancel, Doudian, 1, 1),

        // Channels that say "do not ship": group forming, risk review, locks, shortage.
        new(HeldForGroup, Taobao, 2, 1),
        new(HeldForGroup, Pdd, 5, 1),
        new(HeldForRisk, Pdd, 3, 1),
        new(HeldForRisk, Doudian, 4, 1),
        new(HeldAndLocked, Jd, 4, 1),
        new(HeldAndPaused, Jd, 3, 1),
        new(HeldForShortage, Pdd, 2, 1),

        // Money back before shipping.
        new(CancelledBeforeShipping, Taobao, 8, 1),
        new(CancelledBeforeShipping, Jd, 4, 1),
        new(CancelledBeforeShipping, Pdd, 5, 1),
        new(CancelledBeforeShipping, Doudian, 5, 1),

        // Money back afterwards, over all tiers. JD's facts name no after-sales fields, so it has none.
        new(RefundUnder50, Taobao, 6, 1),
        new(RefundUnder50, Pdd, 6, 1),
        new(RefundUnder50, Doudian, 4, 1),
        new(Refund50To500, Taobao, 5, 1),
        new(Refund50To500, Pdd, 4, 1),
        new(Refund50To500, Doudian, 3, 1),
        new(Refund500To5000, Taobao, 2, 1),
        new(Refund500To5000, Doudian, 1, 1),
        new(RefundAbove5000, Taobao, 0, 1),
        new(RefundAbove5000, Doudian, 0, 1),
        new(RefundDisputed, Pdd, 2, 1),
        new(RefundDisputed, Doudian, 2, 1),
        new(RefundInQuietPeriod, Pdd, 4, 1),
        new(RefundRepeated, Taobao, 0, 4),
        new(RefundEndsOrder, Taobao, 2, 1),
        new(ReturnRestocked, Taobao, 5, 1),
        new(ReturnRestocked, Pdd, 3, 1),
        new(ReturnRestocked, Doudian, 3, 1),
        new(ReturnWrittenOff, Taobao, 2, 1),
        new(ReturnWrittenOff, Doudian, 1, 1),

        // What carriers report.
        new(TrackRepeats, Pdd, 8, 1),
        new(TrackOutOfOrder, Taobao, 6, 1),
        new(TrackThroughLocker, Taobao, 12, 1),
        new(TrackThroughLocker, Pdd, 10, 1),
        new(TrackRefused, Jd, 3, 1),
        new(TrackRefused, Taobao, 2, 1),
        new(TrackLost, Pdd, 2, 1),
        new(TrackDoubtful, Taobao, 4, 2),
        new(TrackDoubtful, Pdd, 4, 1),
        new(TrackFirstScanLate, Taobao, 4, 1),
        new(TrackNeverScanned, Doudian, 2, 1),
    ];

    /// <summary>The scenario and channel of every order, ordinary ones included, in no particular order.</summary>
    public static IEnumerable<(Scenario Scenario, SampleChannel Channel)> Expand(int orders, SampleRandom random)
    {
        var written = 0;
        foreach (var row in Rows)
        {
            for (var i = row.Count(orders); i > 0; i--, written++)
            {
                yield return (row.Scenario, row.Channel);
            }
        }

        for (; written < orders; written++)
        {
            yield return (Ordinary, random.Weighted(SampleShop.All, static shop => shop.Weight).Channel);
        }
    }
}
