namespace OrderKernel.Sample;

/// <summary>Lives one order through its scenario: payments, holds, parcels, what the channel showed of them and when.</summary>
internal sealed class SampleLife(SampleOrder order, SampleRandom random)
{
    private static readonly string[] Memos = ["加急，优先发货", "改发顺丰", "赠品已备", "客户要求周末配送"];

    // Pinduoduo shows an order only once it is paid.
    private bool ShowsUnpaid => order.Shop.Channel != SampleChannel.Pdd;

    public void Live()
    {
        switch (order.Scenario)
        {
            case Scenario.UnpaidExpires:
                LeaveUnpaid();
                return;
            case Scenario.UnpaidCancelled:
                See(Stage.Unpaid, order.CreatedAt);
                CancelUnpaid(order.CreatedAt + Minutes(2, 25));
                return;
            case Scenario.CancelledBeforeSeen:
                CancelBeforeSeen(Stage.CancelledUnpaid);
                return;
            case Scenario.PaidAndCancelledBeforeSeen:
                order.PaidAt = order.CreatedAt.AddSeconds(50);
                CancelBeforeSeen(Stage.CancelledPaid);
                return;
            case Scenario.UnknownStatus:
                Pay(1, 14);
                See(new SampleSnapshot(order.PaidAt!.Value, Stage.Paid)
                {
                    UnknownWord = order.Shop.Channel == SampleChannel.Jd ? "UN_KNOWN" : "TRADE_SEALED_BY_PLATFORM",
                });
                return;
            case Scenario.UnmappedSku or Scenario.NegativeQuantity or Scenario.AwaitingGoods:
                Pay(1, 14);
                See(Stage.Paid, order.PaidAt!.Value);
                return;
            case Scenario.CancelledBeforeShipping:
                PaySeen();
                new SampleAfterSales(order, random, this).CancelBeforeShipping();
                return;
            case Scenario.HeldAndPaused:
                PaySeen();
                See(new SampleSnapshot(order.PaidAt!.Value + Minutes(60, 180), Stage.Paid) { Hold = HoldKind.Paused });
                return;
            case Scenario.ShippedAfterCancel:
                ShipAfterCancel();
                return;
            case Scenario.PaidLateForScarceGoods:
                See(Stage.Unpaid, order.CreatedAt);
                order.PaidAt = order.CreatedAt.AddHours(9).AddMinutes(30);
                See(Stage.Paid, order.PaidAt.Value);
                return;
            default:
                PaySeen();
                ShipAndAfter(Hold());
                return;
        }
    }

    public void See(Stage stage, DateTimeOffset at) => See(new SampleSnapshot(at, stage));

    /// <summary>Writes down a payload, unless it would come after the end of the story.</summary>
    public void See(SampleSnapshot snapshot)
    {
        if (snapshot.At <= SampleCalendar.Horizon)
        {
            order.Snapshots.Add(snapshot);
        }
    }

    public TimeSpan Minutes(int low, int high) => TimeSpan.FromSeconds(random.Between(low * 60, high * 60));

    private void LeaveUnpaid()
    {
        See(Stage.Unpaid, order.CreatedAt);
        if (random.Chance(750))
        {
            // Doudian closes after half an hour, the others after a day.
            var after = order.Shop.Channel == SampleChannel.Doudian ? TimeSpan.FromSeconds(1_805) : TimeSpan.FromHours(24);
            CancelUnpaid(order.CreatedAt + after);
        }
    }

    private void CancelUnpaid(DateTimeOffset at)
    {
        order.EndedAt = at;
        See(Stage.CancelledUnpaid, at);
    }

    private void CancelBeforeSeen(Stage ended)
    {
        order.EndedAt = order.CancelPushedAt = order.CreatedAt.AddMinutes(4);
        See(ended, order.CreatedAt.AddMinutes(6));
    }

    private void Pay(int least, int most) => order.PaidAt = order.CreatedAt + Minutes(least, most);

    private void PaySeen()
    {
        var late = order.Scenario == Scenario.PaidLate;
        Pay(late ? 31 : 0, late ? 360 : 14);
        order.PaidAt = order.PaidAt!.Value.AddSeconds(8);
        if (order.Scenario == Scenario.OlderCopy)
        {
            // A replica that lags: it has the modified time of the payment already, and the status from before.
            See(new SampleSnapshot(order.PaidAt.Value, Stage.Unpaid) { Feed = Feed.Recheck });
        }
        else if (ShowsUnpaid && random.Chance(late ? 500 : 120))
        {
            See(Stage.Unpaid, order.CreatedAt);
        }

        var hold = order.Scenario switch
        {
            Scenario.HeldForGroup => HoldKind.Group,
            Scenario.HeldForRisk => HoldKind.Risk,
            Scenario.HeldForShortage => HoldKind.Shortage,
            _ => HoldKind.None,
        };
        See(new SampleSnapshot(order.PaidAt.Value, Stage.Paid) { Hold = hold });
        if (order.Scenario == Scenario.UpdatedCopy)
        {
            See(new SampleSnapshot(order.PaidAt.Value + Minutes(10, 90), Stage.Paid) { SellerMemo = random.Pick(Memos), Feed = Feed.Recheck });
        }
    }

    /// <summary>Releases a hold, and says from when on the order may be shipped.</summary>
    private DateTimeOffset Hold()
    {
        var paidAt = order.PaidAt!.Value;
        switch (order.Scenario)
        {
            case Scenario.HeldForGroup or Scenario.HeldForRisk or Scenario.HeldForShortage:
                var released = paidAt + Minutes(60, 420);
                See(Stage.Paid, released);
                return released;
            case Scenario.HeldAndLocked:
                var locked = paidAt + Minutes(60, 180);
                See(new SampleSnapshot(locked, Stage.Paid) { Hold = HoldKind.Locked });
                See(Stage.Paid, locked.AddHours(3));
                return locked.AddHours(3);
            default:
                return paidAt;
        }
    }

    private void ShipAfterCancel()
    {
        PaySeen();
        order.EndedAt = order.PaidAt!.Value + Minutes(60, 180);
        See(Stage.CancelledPaid, order.EndedAt.Value);
        Ship(order.EndedAt.Value, false);
        See(Stage.Shipped, order.Parcels[^1].ReportedAt);
    }

    private void ShipAndAfter(DateTimeOffset from)
    {
        Ship(from, order.Scenario is not Scenario.ShippedElsewhere);
        if (order.Parcels.Count == 0)
        {
            return;
        }

        SeeShipping();
        order.Parcels[^1].Track = TrackOf(order.Scenario);
        if (order.Scenario is Scenario.TrackRefused or Scenario.TrackLost)
        {
            new SampleAfterSales(order, random, this).Undelivered();
            return;
        }

        Deliver();
        if (SampleAfterSales.Concerns(order.Scenario))
        {
            new SampleAfterSales(order, random, this).AfterDelivery();
        }
        else if (order.DeliveredAt is { } delivered)
        {
            var confirmed = delivered + Minutes(6 * 60, 110 * 60);
            if (confirmed <= SampleCalendar.Horizon)
            {
                order.EndedAt = confirmed;
                See(Stage.Finished, confirmed);
            }
        }
    }

    private void Ship(DateTimeOffset from, bool ours)
    {
        // Cases after delivery need their days until the story ends.
        var prompt = order.Scenario != Scenario.Ordinary;
        var shippedAt = SampleCalendar.Working(from + Minutes(5 * 60, (prompt ? 20 : 44) * 60));
        foreach (var (location, lines) in SampleParcels.Plan(order, order.Scenario == Scenario.SplitShipment))
        {
            var carrier = SampleCarrier.Choose(order, random);
            order.Parcels.Add(new SampleParcel
            {
                Location = location,
                Carrier = carrier,
                Waybill = carrier.DrawWaybill(random),
                Lines = lines,
                ShippedAt = shippedAt,
                ReportedAt = shippedAt + Minutes(1, 10),
                Ours = ours,
            });
            shippedAt = SampleCalendar.Working(shippedAt + Minutes(60, 9 * 60));
        }
    }

    private void SeeShipping()
    {
        var last = order.Parcels[^1];
        if (order.Parcels.Count > 1 && order.Shop.Channel is (SampleChannel.Taobao or SampleChannel.Doudian))
        {
            See(Stage.PartlyShipped, order.Parcels[0].ReportedAt);
        }

        if (order.Scenario != Scenario.Ordinary || random.Chance(350))
        {
            See(Stage.Shipped, last.ReportedAt);
            if (order.Scenario == Scenario.Duplicate)
            {
                See(order.Snapshots[^1] with { Feed = Feed.Recheck });
            }
        }
    }

    private void Deliver()
    {
        // A signature that nobody can believe moves neither the channel nor the buyer.
        if (order.Scenario is Scenario.TrackNeverScanned or Scenario.TrackDoubtful)
        {
            return;
        }

        foreach (var parcel in order.Parcels)
        {
            var steps = SampleLocation.Get(parcel.Location).Steps(order.Place.Province.Zone);
            var delivered = Daytime(parcel.ShippedAt + Minutes((26 + (steps * 14)) * 60, (46 + (steps * 14)) * 60));
            parcel.DeliveredAt = delivered <= SampleCalendar.Horizon ? delivered : null;
        }

        if (order.Parcels.TrueForAll(static parcel => parcel.DeliveredAt is not null))
        {
            order.DeliveredAt = order.Parcels.Max(static parcel => parcel.DeliveredAt);
            // The quiet period starts with a sign-off that the channel tells; most do not tell it before all is over.
            if (random.Chance(order.Shop.Channel switch { SampleChannel.Pdd => 600, SampleChannel.Doudian => 250, _ => 0 })
                || order.Scenario == Scenario.RefundInQuietPeriod)
            {
                See(Stage.Signed, order.DeliveredAt!.Value + Minutes(5, 40));
            }
        }
    }

    private static DateTimeOffset Daytime(DateTimeOffset at) => at.Hour switch
    {
        < 9 => at.AddHours(9),
        > 20 => at.AddHours(11),
        _ => at,
    };

    private static TrackKind TrackOf(Scenario scenario) => scenario switch
    {
        Scenario.TrackRepeats => TrackKind.Repeats,
        Scenario.TrackOutOfOrder => TrackKind.OutOfOrder,
        Scenario.TrackThroughLocker => TrackKind.ThroughLocker,
        Scenario.TrackRefused => TrackKind.Refused,
        Scenario.TrackLost => TrackKind.Lost,
        Scenario.TrackDoubtful => TrackKind.Doubtful,
        Scenario.TrackFirstScanLate => TrackKind.FirstScanLate,
        Scenario.TrackNeverScanned => TrackKind.NeverScanned,
        _ => TrackKind.Normal,
    };
}
