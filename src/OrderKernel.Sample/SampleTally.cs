namespace OrderKernel.Sample;

/// <summary>Counts a plan after it was written.</summary>
internal static class SampleTally
{
    private const long BigTicketFen = 5_000_000;

    public static SampleSummary Of(SamplePlan plan, IReadOnlyList<ShopFiles> shops, int trackAnswers)
    {
        var placed = plan.Orders.Where(static order => order.Placeable).ToList();
        var paid = placed.FindAll(static order => order.PaidAt is not null);
        var cases = plan.Orders.Select(static order => order.Case).OfType<SampleCase>().ToList();
        var rechecks = plan.Orders.SelectMany(static order => order.Snapshots).Where(static snapshot => snapshot.Feed == Feed.Recheck).ToList();
        return new SampleSummary
        {
            Orders = placed.Count,
            OrdersWritten = plan.Orders.Count,
            Paid = paid.Count,
            UnpaidExpired = Number(plan, Scenario.UnpaidExpires),
            UnpaidCancelled = placed.Count - paid.Count - Number(plan, Scenario.UnpaidExpires),
            LatePayments = paid.Count(static order => order.PaidAt - order.CreatedAt > SampleCalendar.PaymentDue),
            BigTickets = placed.Count(static order => order.PayableFen > BigTicketFen),
            OrderedMinor = placed.Sum(static order => order.PayableFen),
            PaidMinor = paid.Sum(static order => order.PayableFen),
            RefundedMinor = cases.Where(static opened => opened.StageAt(SampleCalendar.Horizon) == CaseStage.Refunded).Sum(static opened => opened.AmountFen),
            OrderRecords = shops.Sum(static shop => shop.OrderRecords),
            Duplicates = rechecks.Count(static snapshot => snapshot.Stage == Stage.Shipped),
            UpdatedCopies = rechecks.Count(static snapshot => snapshot.Stage == Stage.Paid),
            OlderCopies = rechecks.Count(static snapshot => snapshot.Stage == Stage.Unpaid),
            EarlyCancelPushes = plan.Orders.Count(static order => order.CancelPushedAt is not null),
            PriceTypeChanged = Number(plan, Scenario.PriceTypeChanged),
            ParkedRecords = new Dictionary<string, int>
            {
                ["unknown-status"] = Number(plan, Scenario.UnknownStatus),
                ["unmapped-sku"] = Number(plan, Scenario.UnmappedSku),
                ["negative-quantity"] = Number(plan, Scenario.NegativeQuantity),
                ["malformed-json"] = shops.Sum(static shop => shop.BrokenLines),
                ["order-never-comes"] = 1,
                ["unknown-waybill"] = TrackFile.Strangers,
            },
            ChannelHolds = Count(plan.Orders.SelectMany(static order => order.Snapshots
                .Where(static snapshot => snapshot.Hold != HoldKind.None)
                .Select(static snapshot => snapshot.Hold)
                .Distinct())),
            AfterSalesByTier = Count(cases.Select(static opened => opened.Tier)),
            AfterSalesRecords = shops.Sum(static shop => shop.CaseRecords),
            UnitsShort = plan.Stock.UnitsShort,
            Outbound = WarehouseFiles.Sent(plan).Count(),
            ShippedElsewhere = plan.Orders.Sum(static order => order.Parcels.Count(static parcel => !parcel.Ours)),
            SplitShipments = plan.Orders.Count(static order => order.Parcels.Count > 1),
            Receipts = Count(WarehouseFiles.Received(plan).Select(static receipt => receipt.Outcome)),
            Tracks = Count(plan.Orders.SelectMany(TrackFile.Tracked).Select(static parcel => parcel.Track)),
            TrackAnswers = trackAnswers,
            Scenarios = Count(plan.Orders.Select(static order => order.Scenario)),
        };
    }

    private static int Number(SamplePlan plan, Scenario scenario) => plan.Orders.Count(order => order.Scenario == scenario);

    private static SortedDictionary<string, int> Count<T>(IEnumerable<T> items)
        where T : notnull
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var name = item.ToString()!;
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts;
    }
}
