using System.Text;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Inbounds;

// Fails when goods are counted off that did not come, or come twice; when what came beyond, or of other goods, passes without a finding; when something
// ended is told more; when the stored bytes change.
public class InboundScenarios
{
    private static readonly InboundId Id = InboundId.Of("PO-7/1");
    private static readonly Instant Due = Noon + Duration.FromDays(3);

    public static TheoryData<string, string, string> Rows => new()
    {
        { "none", "expect 10", "Open 10" }, { "none", "expect 0", InventoryCodes.NothingToMove }, { "none", "take 3", InventoryCodes.InboundUnknown },
        { "none", "cancel", InventoryCodes.InboundUnknown },
        { "open", "expect 10", "Open 10" }, { "open", "expect 11", InventoryCodes.InboundDiffers }, { "open", "change 12", "Open 12" },
        { "open", "change 10", "Open 10" }, { "open", "change 0", InventoryCodes.InboundBelowReceived }, { "open", "put-off", "Open 10" },
        { "open", "cancel", "Cancelled 0" }, { "open", "overdue", InventoryCodes.InboundNotDue }, { "open", "late", "Open 10 overdue" },
        { "open", "take 3", "Open 7" }, { "open", "take 10", "Received 0" }, { "open", "take 13", "Received 0 surplus 3" }, { "open", "take-other 3", "Open 10" },
        { "part", "change 3", InventoryCodes.InboundBelowReceived }, { "part", "change 4", "Received 0" }, { "part", "cancel", "Cancelled 0" },
        { "part", "take 6", "Received 0" },
        { "overdue", "late", "Open 10 overdue" }, { "overdue", "put-off", "Open 10" }, { "overdue", "take 4", "Open 6 overdue" }, { "overdue", "take 10", "Received 0" },
        { "overdue", "cancel", "Cancelled 0" },
        { "received", "change 12", InventoryCodes.InboundEnded }, { "received", "put-off", InventoryCodes.InboundEnded },
        { "received", "take 2", "Received 0 surplus 2" }, { "received", "late", InventoryCodes.InboundEnded },
        { "cancelled", "cancel", InventoryCodes.InboundEnded }, { "cancelled", "take 2", "Cancelled 0 surplus 2" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_state_takes_each_command_or_says_why_not(string from, string said, string expected)
    {
        Inbound? state = null;
        foreach (var one in From(from)) state = After(state, Decide(state, one));
        var decided = Decide(state, said);
        Assert.Equal(expected, decided.Refusal?.Code ?? Standing(After(state, decided)!));
    }

    [Fact]
    public void What_came_beyond_and_of_other_goods_is_a_finding()
    {
        var state = After(null, Decide(null, "expect 10"));
        var receipt = new TakeReceipt(Id, MessageId.Of("m"), [Units("HZ", "A", 12), Units("HZ", "B", 1), Units("GZ", "A", 5)]);
        var decision = Inventory.Inbounds.Decide(state, receipt, By()).ValueOrThrow();
        Assert.Equal([InventoryCodes.ReceiptOfOther, InventoryCodes.ReceiptOfOther, InventoryCodes.InboundSurplus],
            decision.Reasons.Items.Select(r => r.Code).ToArray());
        Assert.Equal((10L, 2L), decision.Events.Items.Cast<InboundReceived>().Select(e => (e.Units.Units, e.Surplus.Units)).Single());
    }

    // Batches and pools are known when goods come, not when they are ordered.
    [Fact]
    public void Whatever_its_pool_and_batch_it_is_what_was_expected()
    {
        var state = After(null, Decide(null, "expect 10"));
        var batch = new StockUnits(new(LocationId.Of("HZ"), SkuId.Of("A"), PoolId.Of("retail"), BatchId.Of("b")), Quantity.Of(4));
        Assert.Equal(6, After(state, Inventory.Inbounds.Decide(state, new TakeReceipt(Id, MessageId.Of("m"), [batch]), By()))!.Open.Units);
    }

    [Fact]
    public void Events_keep_their_bytes_and_come_back()
    {
        (InboundEvent Event, string Type, string Data)[] all =
        [
            (new GoodsExpected(Id, Cell("HZ", "A"), Quantity.Of(10), Noon), "inventory.goods-expected",
                """{"id":"PO-7/1","cell":{"location":"HZ","sku":"A"},"units":10,"expectedAt":"2026-02-09T04:00:00Z"}"""),
            (new InboundChanged(Id, Cell("HZ", "A"), Quantity.Of(8), QuantityDelta.Of(-2), "short"), "inventory.inbound-changed",
                """{"id":"PO-7/1","cell":{"location":"HZ","sku":"A"},"units":8,"difference":-2,"why":"short"}"""),
            (new InboundRescheduled(Id, Noon, "storm"), "inventory.inbound-put-off", """{"id":"PO-7/1","expectedAt":"2026-02-09T04:00:00Z","why":"storm"}"""),
            (new InboundCancelled(Id, Cell("HZ", "A"), Quantity.Of(8), "ended"), "inventory.inbound-cancelled",
                """{"id":"PO-7/1","cell":{"location":"HZ","sku":"A"},"units":8,"why":"ended"}"""),
            (new InboundOverdue(Id, Quantity.Of(8), Noon), "inventory.inbound-overdue", """{"id":"PO-7/1","units":8,"expectedAt":"2026-02-09T04:00:00Z"}"""),
            (new InboundReceived(Id, MessageId.Of("m"), Cell("HZ", "A"), Quantity.Of(8), Quantity.Of(1)), "inventory.inbound-received",
                """{"id":"PO-7/1","movement":"m","cell":{"location":"HZ","sku":"A"},"units":8,"surplus":1}"""),
        ];
        var stream = new InboundKey(TenantId.Of("t"), Id).Stream();
        foreach (var (happened, type, data) in all)
        {
            var sealedOne = InboundEvents.Codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), happened, new(Noon, ActorId.Of("k"), MessageId.Of("m"), [], []));
            Assert.Equal(type, sealedOne.Type);
            Assert.EndsWith("\"data\":" + data + "}", Encoding.UTF8.GetString(sealedOne.Bytes.ToArray()), StringComparison.Ordinal);
            Assert.Equal(happened, InboundEvents.Codec.Decode(sealedOne));
        }

        Assert.Equal(InboundEvents.Codec.Names, all.Select(a => a.Type).OrderBy(t => t, StringComparer.Ordinal));
    }

    private static string[] From(string state) => state switch
    {
        "none" => [],
        "open" => ["expect 10"],
        "part" => ["expect 10", "take 4"],
        "overdue" => ["expect 10", "late"],
        "received" => ["expect 10", "take 10"],
        _ => ["expect 10", "cancel"],
    };

    private static Result<Decision<InboundEvent>> Decide(Inbound? state, string said)
    {
        var (word, units) = (said.Split(' ')[0], said.IndexOf(' ') > 0 ? long.Parse(said.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : 0);
        InboundCommand command = word switch
        {
            "expect" => new ExpectGoods(Id, Cell("HZ", "A"), Quantity.Of(units), Due),
            "change" => new ChangeInbound(Id, Quantity.Of(units), "short"),
            "put-off" => new PutOffInbound(Id, Due + Duration.FromDays(30), "storm"),
            "cancel" => new CancelInbound(Id, "ended"),
            "take" => new TakeReceipt(Id, MessageId.Of("m"), [Units("HZ", "A", units)]),
            "take-other" => new TakeReceipt(Id, MessageId.Of("m"), [Units("GZ", "A", units)]),
            _ => new MarkOverdue(Id),
        };
        return Inventory.Inbounds.Decide(state, command, By(minutes: word == "late" ? 3 * 24 * 60 : 0));
    }

    private static Inbound? After(Inbound? state, Result<Decision<InboundEvent>> decided) =>
        decided.ValueOrThrow().Events.Items.Aggregate(state, Inventory.Inbounds.Evolve);

    private static string Standing(Inbound inbound) =>
        $"{inbound.Status} {inbound.Open}{(inbound.IsOverdue ? " overdue" : "")}{(inbound.Surplus.IsZero ? "" : $" surplus {inbound.Surplus}")}";
}
