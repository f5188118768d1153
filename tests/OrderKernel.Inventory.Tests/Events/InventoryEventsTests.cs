using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

// Fails when the canonical bytes of an event change: stored streams could not be read or verified any more.
public class InventoryEventsTests
{
    private static readonly EventHeader Header = new(Noon, ActorId.Of("kernel"), MessageId.Of("m-1"), [], []);
    private static readonly StockUnits Pooled = new(new(LocationId.Of("HZ"), SkuId.Of("A"), PoolId.Of("retail"), BatchId.Of("b-1")), Quantity.Of(2));

    private static readonly BatchDate Dated = new(Pooled.Cell, new LocalDate(2026, 12, 31));

    private static readonly (ReservationEvent Event, string Type, string Data)[] OfReservations =
    [
        (new StockReserved(R(), null, [Units("HZ", "A", 2)], null) { Channel = ChannelId.Of("jd") }, "inventory.reserved",
            """{"id":"r-1","units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"channel":"jd"}"""),
        (new StockReserved(R(), "key", [Units("HZ", "A", 2), Pooled], Noon), "inventory.reserved",
            """{"id":"r-1","orderKey":"key","units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2},{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"quantity":2}],"expiresAt":"2026-02-09T04:00:00Z"}"""),
        (new StockReserved(R(), null, [Units("HZ", "A", 2)], null), "inventory.reserved",
            """{"id":"r-1","units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
        (new StockReserved(R(), null, [Units("HZ", "A", 2)], null) { Holder = new(HolderKind.Transfer, "T-1") }, "inventory.reserved",
            """{"id":"r-1","units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"holder":{"kind":"Transfer","key":"T-1"}}"""),
        (new StockReserved(R(), null, [Pooled], null)
            {
                Asked = [Units("HZ", "A", 2)],
                Picked = [new(Pooled.Cell, Pooled.Quantity) { ExpiresOn = new LocalDate(2026, 12, 31) }],
            }, "inventory.reserved",
            """{"id":"r-1","units":[{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"quantity":2}],"asked":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"picked":[{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"quantity":2,"expiresOn":"2026-12-31"}]}"""),
        (new ReservationExtended(R(), MessageId.Of("m"), Noon), "inventory.hold-extended",
            """{"id":"r-1","message":"m","expiresAt":"2026-02-09T04:00:00Z"}"""),
        (new ReservationMoved(R(), MessageId.Of("m"), [new(Cell("HZ", "A"), Cell("GZ", "A"), Quantity.Of(2))]), "inventory.hold-moved",
            """{"id":"r-1","message":"m","moves":[{"from":{"location":"HZ","sku":"A"},"to":{"location":"GZ","sku":"A"},"quantity":2}]}"""),
        (new ReservationCommitted(R(), MessageId.Of("m"), true, [Units("HZ", "A", 2)]), "inventory.committed",
            """{"id":"r-1","message":"m","all":true,"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
        (new ReservationCommitted(R(), MessageId.Of("m"), true, [Units("HZ", "A", 2)]) { Holder = HolderKind.Transfer }, "inventory.committed",
            """{"id":"r-1","message":"m","all":true,"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"holder":"Transfer"}"""),
        (new ReservationReleased(R(), MessageId.Of("m"), false, [Pooled]) { Asked = [Units("HZ", "A", 2)] }, "inventory.released",
            """{"id":"r-1","message":"m","all":false,"units":[{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"quantity":2}],"asked":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
        (new ReservationReleased(R(), MessageId.Of("m"), false, [Units("HZ", "A", 2)]), "inventory.released",
            """{"id":"r-1","message":"m","all":false,"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
        (new ReservationExpired(R(), MessageId.Of("m"), [Units("HZ", "A", 2)]), "inventory.expired",
            """{"id":"r-1","message":"m","units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
    ];

    private static readonly (StockEvent Event, string Type, string Data)[] OfStock =
    [
        (new StockReceived([Units("HZ", "A", 2)]), "inventory.goods-received", """{"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
        (new StockReceived([Pooled]) { Dated = [Dated] }, "inventory.goods-received",
            """{"units":[{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"quantity":2}],"dated":[{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"expiresOn":"2026-12-31"}]}"""),
        (new BatchesDated([Dated with { Before = new LocalDate(2027, 1, 31) }], "label"), "inventory.batches-dated",
            """{"dates":[{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"expiresOn":"2026-12-31","before":"2027-01-31"}],"why":"label"}"""),
        (new FindingsSettled("checked"), "inventory.findings-settled", """{"why":"checked"}"""),
        (new StockCounted([new(Cell("HZ", "A"), Quantity.Of(2), QuantityDelta.Of(-1))], "monthly"), "inventory.stock-counted",
            """{"counts":[{"cell":{"location":"HZ","sku":"A"},"counted":2,"difference":-1}],"why":"monthly"}"""),
        (new GoodsTakenBack([Units("HZ", "A", 2)], InspectionOutcome.Restock, "key"), "inventory.goods-taken-back",
            """{"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"outcome":"Restock","orderKey":"key"}"""),
        (new GoodsRegraded([Units("HZ", "A", 2)], StockAccount.Quarantined, StockAccount.OnHand, "as-new", "key"), "inventory.goods-regraded",
            """{"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"from":"Quarantined","to":"OnHand","why":"as-new","orderKey":"key"}"""),
        (new BookCorrected([new(Cell("HZ", "A"), StockAccount.OnHand, 5, 2)], "reconciled"), "inventory.book-corrected",
            """{"drifts":[{"cell":{"location":"HZ","sku":"A"},"account":"OnHand","stored":5,"book":2}],"why":"reconciled"}"""),
        (new TransferReceived("t-1", [Units("HZ", "A", 2)], [Units("HZ", "A", 1)]), "inventory.transfer-received",
            """{"transfer":"t-1","units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"lost":[{"cell":{"location":"HZ","sku":"A"},"quantity":1}]}"""),
        (new ShippedElsewhere([Units("HZ", "A", 2)], null), "inventory.shipped-elsewhere", """{"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
    ];

    private static readonly (ApprovalEvent Event, string Type, string Data)[] OfAdjustments =
    [
        (new AdjustmentProposed(new(ApprovalId.Of("adj-1"), AdjustmentKind.Gift, [Units("HZ", "A", 2)], "sample",
            [EvidenceReference.Of("sha256:ab")]) { Worth = Money.Fen(150) }), "inventory.adjustment-proposed",
            """{"adjustment":{"id":"adj-1","kind":"Gift","units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"reason":"sample","evidence":["sha256:ab"],"worth":"CNY 1.50"}}"""),
        (new AdjustmentPosted(AdjustmentKind.Damage, [Pooled]), "inventory.adjustment-posted",
            """{"kind":"Damage","units":[{"cell":{"location":"HZ","sku":"A","pool":"retail","batch":"b-1"},"quantity":2}]}"""),
    ];

    private static readonly (OutsideStockEvent Event, string Type, string Data)[] OfSnapshots =
    [
        (new SnapshotMerged(ActorId.Of("erp"), Noon, true, ActorId.Of("mei"), [Units("HZ", "A", 2)],
            [new(Cell("HZ", "B"), Quantity.Of(4), Quantity.Of(1), 8, [new(SnapshotPartKind.MovedSince, QuantityDelta.Of(-2), ["stock/m"])], QuantityDelta.Of(-1),
                SnapshotOutcome.Waits, Quantity.Of(5), Noon) { Promised = 3 },
            new(Cell("HZ", "C"), Quantity.Of(4), default, 4, [], default, SnapshotOutcome.Agrees, Quantity.Of(4), Noon)]), "inventory.snapshot-merged",
            """{"source":"erp","takenAt":"2026-02-09T04:00:00Z","isComplete":true,"by":"mei","agreed":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"lines":[{"cell":{"location":"HZ","sku":"B"},"told":4,"locks":1,"book":8,"parts":[{"kind":"MovedSince","units":-2,"movements":["stock/m"]}],"unexplained":-1,"outcome":"Waits","counted":5,"asOf":"2026-02-09T04:00:00Z","promised":3},{"cell":{"location":"HZ","sku":"C"},"told":4,"book":4,"parts":[],"unexplained":0,"outcome":"Agrees","counted":4,"asOf":"2026-02-09T04:00:00Z"}]}"""),
        (new DifferenceTakenOver([Cell("HZ", "A")], "recounted"), "inventory.difference-taken-over",
            """{"cells":[{"location":"HZ","sku":"A"}],"why":"recounted"}"""),
        (new DifferenceDismissed([Cell("HZ", "A")], "wrong"), "inventory.difference-dismissed", """{"cells":[{"location":"HZ","sku":"A"}],"why":"wrong"}"""),
        (new OutsideStockCarried([new(Cell("HZ", "A"), Quantity.Of(2), Noon)],
            [new(new(Cell("HZ", "C"), Quantity.Of(4), default, 4, [], QuantityDelta.Of(-1), SnapshotOutcome.Waits, Quantity.Of(4), Noon), ActorId.Of("erp"), Noon,
                ActorId.Of("mei"))]), "inventory.outside-stock-carried",
            """{"seen":[{"cell":{"location":"HZ","sku":"A"},"told":2,"takenAt":"2026-02-09T04:00:00Z"}],"open":[{"line":{"cell":{"location":"HZ","sku":"C"},"told":4,"book":4,"parts":[],"unexplained":-1,"outcome":"Waits","counted":4,"asOf":"2026-02-09T04:00:00Z"},"source":"erp","takenAt":"2026-02-09T04:00:00Z","by":"mei"}]}"""),
    ];

    private static readonly CountEntry Entry = new(Cell("HZ", "A"), Quantity.Of(8), 10, Noon, ActorId.Of("mei"));

    private static readonly (StockTakeEvent Event, string Type, string Data)[] OfStockTakes =
    [
        (new StockTakeOpened(LocationId.Of("HZ"), [Cell("HZ", "A")], true, [Units("HZ", "A", 2)], 1, 50), "inventory.stock-take-opened",
            """{"location":"HZ","cells":[{"location":"HZ","sku":"A"}],"isBlind":true,"frozen":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"toleranceUnits":1,"toleranceBasisPoints":50}"""),
        (new CountEntered([Entry]), "inventory.count-entered",
            """{"entries":[{"cell":{"location":"HZ","sku":"A"},"found":8,"book":10,"at":"2026-02-09T04:00:00Z","by":"mei"}]}"""),
        (new StockTakeReviewed([new(Cell("HZ", "A"), Entry, Money.Fen(-500), true), new(Cell("HZ", "B"), Entry, null, false)]), "inventory.stock-take-reviewed",
            """{"lines":[{"cell":{"location":"HZ","sku":"A"},"count":{"cell":{"location":"HZ","sku":"A"},"found":8,"book":10,"at":"2026-02-09T04:00:00Z","by":"mei"},"worth":"CNY -5.00","isAbove":true},{"cell":{"location":"HZ","sku":"B"},"count":{"cell":{"location":"HZ","sku":"A"},"found":8,"book":10,"at":"2026-02-09T04:00:00Z","by":"mei"},"isAbove":false}]}"""),
        (new StockTakePosted(), "inventory.stock-take-posted", "{}"),
        (new StockTakeCancelled("rain"), "inventory.stock-take-cancelled", """{"why":"rain"}"""),
    ];

    private static readonly (TransferEvent Event, string Type, string Data)[] OfTransfers =
    [
        (new TransferPlanned([Units("HZ", "A", 2)], LocationId.Of("GZ"), Noon), "inventory.transfer-planned",
            """{"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}],"to":"GZ","expectedAt":"2026-02-09T04:00:00Z"}"""),
        (new TransferShipped([Units("HZ", "A", 2)]), "inventory.transfer-shipped", """{"units":[{"cell":{"location":"HZ","sku":"A"},"quantity":2}]}"""),
        (new TransferShipped([Units("BJ", "A", 2)]) { Moves = [new(Cell("HZ", "A"), Cell("BJ", "A"), Quantity.Of(2))], IsImplied = true },
            "inventory.transfer-shipped",
            """{"units":[{"cell":{"location":"BJ","sku":"A"},"quantity":2}],"moves":[{"from":{"location":"HZ","sku":"A"},"to":{"location":"BJ","sku":"A"},"quantity":2}],"isImplied":true}"""),
        (new TransferArrived(MessageId.Of("m"), [Units("GZ", "A", 2)]), "inventory.transfer-arrived",
            """{"movement":"m","units":[{"cell":{"location":"GZ","sku":"A"},"quantity":2}]}"""),
        (new TransferArrived(MessageId.Of("m"), []) { Damaged = [Units("GZ", "A", 1)], Lost = [Units("GZ", "A", 2)] }, "inventory.transfer-arrived",
            """{"movement":"m","units":[],"damaged":[{"cell":{"location":"GZ","sku":"A"},"quantity":1}],"lost":[{"cell":{"location":"GZ","sku":"A"},"quantity":2}]}"""),
        (new TransferRescheduled(Noon, "storm"), "inventory.transfer-put-off", """{"expectedAt":"2026-02-09T04:00:00Z","why":"storm"}"""),
        (new TransferCancelled("w"), "inventory.transfer-cancelled", """{"why":"w"}"""),
        (new TransferGivenUp([Units("GZ", "A", 2)], "w"), "inventory.transfer-given-up",
            """{"lost":[{"cell":{"location":"GZ","sku":"A"},"quantity":2}],"why":"w"}"""),
    ];

    [Fact]
    public void Transfer_events_keep_their_bytes_and_come_back()
    {
        foreach (var (e, type, data) in OfTransfers) Check(TransferEvents.Codec, e, type, data);
        Assert.Equal(TransferEvents.Codec.Names, OfTransfers.Select(x => x.Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Stock_take_events_keep_their_bytes_and_come_back()
    {
        foreach (var (e, type, data) in OfStockTakes) Check(StockTakeEvents.Codec, e, type, data);
        Assert.Equal(StockTakeEvents.Codec.Names, OfStockTakes.Select(x => x.Type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Snapshot_events_keep_their_bytes_and_come_back()
    {
        foreach (var (e, type, data) in OfSnapshots) Check(OutsideStockEvents.Codec, e, type, data);
        Assert.Equal(OutsideStockEvents.Codec.Names, OfSnapshots.Select(x => x.Type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Adjustment_events_keep_their_bytes_and_come_back_beside_those_of_the_approval()
    {
        foreach (var (e, type, data) in OfAdjustments) Check(InventoryEvents.Adjustments, e, type, data);
        Assert.Equal(InventoryEvents.Adjustments.Names, OfAdjustments.Select(x => x.Type).Concat(ApprovalEvents.Codec.Names).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reservation_events_keep_their_bytes_and_come_back()
    {
        foreach (var (e, type, data) in OfReservations) Check(InventoryEvents.Reservations, e, type, data);
        Assert.Equal(InventoryEvents.Reservations.Names, OfReservations.Select(x => x.Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Stock_events_keep_their_bytes_and_come_back()
    {
        foreach (var (e, type, data) in OfStock) Check(InventoryEvents.Stock, e, type, data);
        Assert.Equal(InventoryEvents.Stock.Names, OfStock.Select(x => x.Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"sku":"A"}""")]
    [InlineData("""{"location":"HZ","sku":"A","shelf":"3"}""")]
    [InlineData("""{"location":"HZ","sku":1}""")]
    [InlineData("\"HZ\"")]
    public void A_damaged_cell_is_a_format_error(string cell)
    {
        var codec = InventoryEvents.Stock;
        var envelope = codec.Seal(Empty(StreamKinds.Stock), new StockReceived([Units("HZ", "A", 2)]), Header);
        var bytes = Encoding.UTF8
            .GetBytes(Encoding.UTF8.GetString(envelope.Bytes.Span).Replace("""{"location":"HZ","sku":"A"}""", cell, StringComparison.Ordinal));
        Assert.Throws<FormatException>(() => codec.Decode(envelope with { Bytes = bytes }));
    }

    private static StreamHead Empty(string kind)
    {
        var stream = StreamId.Of(TenantId.Of("t"), kind, "1");
        return new(stream, 0, ChainHash.Genesis(stream));
    }

    private static void Check<T>(EventCodec<T> codec, T value, string type, string data) where T : class
    {
        var envelope = codec.Seal(Empty(StreamKinds.Reservation), value, Header);
        var text = Encoding.UTF8.GetString(envelope.Bytes.Span);
        Assert.Equal(type, envelope.Type);
        Assert.Equal(data,
            text.Substring(text.IndexOf("\"data\":", StringComparison.Ordinal) + 7).TrimEnd('}') + new string('}', data.Length - data.TrimEnd('}').Length));
        Assert.Equal(value, codec.Decode(envelope));
    }
}
