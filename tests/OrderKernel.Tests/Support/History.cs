using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Channels;

namespace OrderKernel.Tests.Support;

/// <summary>
/// Random days of a shop, as deliveries: stock, orders that are paid in time, late or never,
/// parcels, tracks, refunds, returns, cancellations. The same seed gives the same day.
/// </summary>
internal sealed class History
{
    private static readonly SkuId[] Skus = [Shop.Mug, Shop.Tea];
    private static readonly LocationId[] Locations = [Shop.Hangzhou, Shop.Guangzhou];
    private readonly Random _dice;
    private readonly List<Delivery> _deliveries = [];

    private History(int seed, int orders)
    {
        _dice = new Random(seed);
        foreach (var sku in Skus)
        {
            foreach (var location in Locations) Add(new StockCountRecord(Shop.At("08:00"), location, sku, Shop.Units(_dice.Next(2, 8))));
        }

        for (var i = 1; i <= orders; i++) AddOrder(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public static Instant End { get; } = Shop.At("20 00:00");

    public static Delivery[] Of(int seed, int orders = 6) => [.. new History(seed, orders)._deliveries];

    private void AddOrder(string number)
    {
        var clock = Shop.At("10:00") + Duration.FromMinutes(_dice.Next(0, 90));
        var sku = Skus[_dice.Next(Skus.Length)];
        var units = _dice.Next(1, 4);
        var total = $"{units * 10}.00";
        var claim = Shop.Claim(number, "10:00", total) with { CreatedAt = clock, SourceTime = clock, Lines = [Shop.Line("1", sku, units, total)] };
        if (_dice.Next(8) == 0)
            Add(Shop.Part(number, "10:00") with { SourceTime = clock - Duration.FromMinutes(1), Outcome = ClaimOutcome.Ended, EndedAt = clock });
        Add(claim);
        if (_dice.Next(6) == 0) return;
        clock += Duration.FromMinutes(_dice.Next(1, 60));
        claim = claim with { SourceTime = clock + Duration.FromMinutes(_dice.Next(0, 40)), Payment = PaymentStatus.Paid, PaidAt = clock };
        Add(claim);
        clock = claim.SourceTime + Duration.FromMinutes(_dice.Next(5, 300));
        switch (_dice.Next(6))
        {
            case 0:
                Add(claim with { SourceTime = clock, Outcome = ClaimOutcome.Ended, EndedAt = clock });
                break;
            case 1:
                var refunded = _dice.Next(1, units + 1);
                Add((claim with { SourceTime = clock }).With("R" + number, AfterSalesStatus.Refunded, $"{refunded * 10}.00", units: refunded));
                break;
            default:
                Ship(claim, number, sku, units, clock);
                break;
        }
    }

    private void Ship(Claim claim, string number, SkuId sku, int units, Instant clock)
    {
        var waybill = Waybill.Of("YT" + number);
        if (_dice.Next(2) == 0)
            Add(new OutboundRecord(clock, "out-" + number, Bench.Platform(number), Locations[_dice.Next(Locations.Length)], Shop.Yuantong, waybill,
                [new(sku, Shop.Units(_dice.Next(1, units + 1)), null)]));
        else
            Add(claim = claim with { SourceTime = clock, Fulfilment = FulfilmentStatus.Shipped, ShippedAt = clock,
                Shipments = [new ClaimedShipment(waybill, Shop.Yuantong, [])] });
        if (_dice.Next(2) == 0)
        {
            var node = new[] { TrackNode.Delivered, TrackNode.Delivered, TrackNode.Returned, TrackNode.Lost }[_dice.Next(4)];
            ValueList<TrackReport> reports = [new(waybill, Shop.Yuantong, TrackNode.Accepted, clock + Duration.FromHours(2)),
                new(waybill, Shop.Yuantong, node, clock + Duration.FromHours(30)) { IsFromCarrier = _dice.Next(2) == 0 }];
            _deliveries.Add(Bench.Delivery(reports, $"d{_deliveries.Count}"));
        }

        clock += Duration.FromHours(40);
        if (_dice.Next(2) == 0) Add(claim = claim with { SourceTime = clock, Fulfilment = FulfilmentStatus.Delivered, DeliveredAt = clock });
        if (_dice.Next(3) == 0)
            Add(claim = (claim with { SourceTime = clock += Duration.FromHours(5) })
                .With("R" + number, AfterSalesStatus.Requested, "10.00", CaseKind.ReturnRefund, 1) with { });
        if (_dice.Next(2) == 0)
            Add(new ReceiptRecord(clock += Duration.FromHours(50), "back-" + number, Bench.Platform(number), Locations[_dice.Next(Locations.Length)],
                [new(sku, Shop.Units(1), _dice.Next(3) == 0 ? InspectionOutcome.WriteOff : InspectionOutcome.Restock)]));
        if (_dice.Next(3) == 0)
            Add((claim with { SourceTime = clock + Duration.FromHours(1), Cases = [] })
                .With("R" + number, AfterSalesStatus.Refunded, "10.00", CaseKind.ReturnRefund, 1));
    }

    private void Add(Claim claim) => _deliveries.Add(Bench.Delivery(claim, $"d{_deliveries.Count}"));

    private void Add(PartnerRecord record) => _deliveries.Add(Bench.Delivery(record, $"d{_deliveries.Count}"));
}
