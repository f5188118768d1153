using System.Text;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a byte of a stored event would change, or an event type has no name: stored streams could no longer be read or verified.
public class OrderEventsTests
{
    [Fact]
    public void Canonical_bytes_are_the_golden_ones()
    {
        var text = new StringBuilder();
        var header = new EventHeader(Start, ActorId.Of("channel"), MessageId.Of("m1"), [], []);
        var seen = new HashSet<string>();
        foreach (var e in Desk.DeskHistory.Events().Concat(History()))
        {
            // A field that is left out when empty has bytes of its own when it is not.
            if (!seen.Add(OrderEvents.Codec.NameOf(e)
                + (e is OrderReinstated { Refunds.IsEmpty: false } ? " with refunds" : "")
                + (e is ShipmentHandedOver { IsTold: true } ? " told" : "")
                + (e is ShipmentHandedOver { Record: not null } ? " by record" : "")
                + (e is ItemsScanned scanned && scanned.Scans.Items.Any(s => s.Fault is not null) ? " with serials" : "")
                + (e is ChangeProposed { Change.Content: not null } ? " of content" : ""))) continue;
            text.Append(Encoding.UTF8.GetString(OrderEvents.Codec.Encode(e, header).Span)).Append('\n');
        }

        Assert.Empty(OrderEvents.Codec.Names.Except(seen));
        var file = Path.Combine(Folder(), "OrderEvents.golden.txt");
        if (Environment.GetEnvironmentVariable("ORDERKERNEL_APPROVE") == "1") File.WriteAllText(file, text.ToString());
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "(no file)", text.ToString());
    }

    [Fact]
    public void Every_event_type_has_a_stable_name() =>
        Assert.Equal(typeof(OrderEvent).Assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(OrderEvent))), OrderEvents.Codec.Names.Count());

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    /// <summary>Histories of orders that have every kind of event between them.</summary>
    internal static IReadOnlyList<List<OrderEvent>> Histories() =>
        [Long(), OfShipments(), OfRegions(), OfRefundsBefore(), OfTheRest(), OfParts(), OfTold(), RefusedDeadlineScenarios.History(), OfRules(),
            OfWriteBacks(), OfSerials()];

    private static IEnumerable<OrderEvent> History() => Histories().SelectMany(h => h);

    private static List<OrderEvent> OfSerials()
    {
        var (w, s1) = (Serials.SerialScenarios.Parcel(), ShipmentId.Of("s1"));
        var held = new HeldUnit(Serials.SerialScenarios.Unit("356938035643809"), Serials.SerialScenarios.Id("other"));
        w.Must(new RecordOfflineScans(s1,
            [Serials.SerialScenarios.Read("sku-a", 1, "490154203237518"), Serials.SerialScenarios.Read("sku-a", 2, "356938035643809")])
        {
            Held = [held],
        }, Warehouse);
        w.Must(new RecordSerials(s1, [Serials.SerialScenarios.Unit("861536030196001")]), Warehouse);
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        w.Must(new ReturnSerials([Serials.SerialScenarios.Unit("490154203237518")]), Warehouse);
        return w.Events;
    }

    private static List<OrderEvent> OfWriteBacks()
    {
        var w = Placed().Paid().Shipped();
        w.Must(new RecordWriteBack(w.Order.Shipments[0].Id, w.Order.Key, [LineId.Of("a")], [Waybill.Of("W1")], null));
        w.Must(new RecordWriteBack(w.Order.Shipments[0].Id, w.Order.Key, [], [Waybill.Of("W2")], "closed"));
        return w.Events;
    }

    private static List<OrderEvent> Long()
    {
        var (s1, r1) = (ShipmentId.Of("s1"), RefundId.Of("r1"));
        var w = ProcessScenarios.Big(60_000);
        w.Must(new NotePayment(PaymentStatus.PendingConfirmation));
        w.Must(new AmendPrice(new(Yuan(61_000)) { Freight = Yuan(1_000) }), Agent);
        w.Paid(61_000, at: Start + NodaTime.Duration.FromHours(1));
        w.Now += NodaTime.Duration.FromHours(2);
        w.Must(new FireDeadline("remind"), Actor.Kernel);
        w.Must(new FireTrigger("approve"), Supervisor);
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.Invoice, HoldScopes.Edit) { Note = "发票" }, Agent);
        w.Must(new ReleaseHold(HoldId.Of("h")), Agent);
        w.Must(new AttachEvidence(EvidenceReference.Of("e1"), "photo", new string('a', 64)) { Note = "面单照片" }, Agent);
        w.Must(new SetLegalHold(EvidenceReference.Of("case-7"), "诉讼"), Supervisor);
        w.Must(new ReleaseLegalHold(EvidenceReference.Of("case-7")), Supervisor);
        w.Must(new SetChannelHolds([HoldKind.GroupPending]));
        w.Must(new SetChannelHolds([]));
        w.Planned("s0", true, Units("a", 1));
        w.Must(new ReleaseShipment(ShipmentId.Of("s0")), Actor.Kernel);
        w.Planned("s1", false, Units("a", 1));
        w.Must(new ReserveShipment(s1, ReservationId.Of("r")), Actor.Kernel);
        w.Must(new AssignWaybills(s1, CarrierId.Of("SF"), [Waybill.Of("SF1")]), Warehouse);
        w.Shipped();
        w.Must(new RecordFirstScan(s1, w.Now));
        w.Must(new SuspectSignOff(s1, w.Now));
        w.Must(new RecordLoss(s1, []));
        w.Must(new StepBack(StepBackKind.Loss, s1, [], MessageId.Of("m9")));
        w.Must(new GiveBackUndelivered(s1, []));
        w.Must(new SendBack(ShipmentId.Of("s2"), w.Now, [Units("a", 1)]));
        w.Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]));
        w.Must(new AddReplacement(LineId.Of("a2"), LineId.Of("a"), null, Units(1)));
        w.Must(new OweRefund(r1, null, [new(LineId.Of("a"), Units(1))]));
        w.Must(new FailRefund(r1, "bank"));
        w.Must(new RecordRefund(r1, w.Order.Refunds[0].Amount, w.Now));
        w.Must(new ReverseRefund(r1));
        w.Must(new OweRefund(RefundId.Of("r2"), null, []) { Freight = Yuan(1_000) });
        w.Must(new WithdrawRefund(RefundId.Of("r2")));
        w.Must(new WithholdMoney(null, [new(LineId.Of("a"), Units(1))], "磨损"));
        w.Must(new ReleaseWithheld(Money.Fen(1), "没有磨损"));
        w.Must(new RecordPayment(PaymentId.Of("p9"), Tender.Points, Yuan(1), w.Now));
        w.Must(new ReversePayment(PaymentId.Of("p9"), w.Now, "换卡"));
        w.Must(new EndOrder(ClaimOutcome.Succeeded, w.Now));
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        w.Policies = MoveToWorkflowTests.Both;
        w.Must(new MoveToWorkflow(w.Policies.Standard.Policy, w.Order.Process!.Step, w.Order.Process.Step), Supervisor);
        return w.Events;
    }

    private static List<OrderEvent> OfRefundsBefore()
    {
        var w = Placed().Paid();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        w.Must(new RecordRefund(RefundId.Of("r1"), Yuan(155), w.Now));
        w.Must(new ShipElsewhere(ShipmentId.Of("s1"), w.Now, []));
        return w.Events;
    }

    private static List<OrderEvent> OfParts()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, [Units("a", 1)]));
        w.Must(new ConfirmShipment(ShipmentId.Of("c"), "out-1", []) { Waybills = [Waybill.Of("YT1")] });
        w.Must(new ShipShipment(ShipmentId.Of("s1"), w.Now, [], []) { Record = "out-2" });
        return w.Events;
    }

    private static List<OrderEvent> OfTold()
    {
        var w = Placed().Paid().Planned();
        var lines = new[] { new OrderedLine(LineId.Of("a"), Units(3), Yuan(150), [new(SkuId.Of("sku-a"), Units(1))]),
            new OrderedLine(LineId.Of("c"), Units(1), Yuan(30), [new(SkuId.Of("sku-c"), Units(2))]) { Title = "new" } };
        w.Must(new TellContent(ChangeId.Of("channel-1"), new ToldContent(new(Yuan(180)), lines.ToValueList())) { Paid = Yuan(180) });
        w.Must(new TellAddress(ChangeId.Of("channel-2"), PersonToken.Of("p2")));
        return w.Events;
    }

    private static List<OrderEvent> OfRules()
    {
        var w = Placed();
        var chain = PolicyReference.Of("vip", "1", new string('a', 16));
        w.Must(new NoteRuleError(chain, "gift", "rules.no-such-field"), Actor.Kernel);
        w.Must(new FireRule(chain, "big", [
            new("tag", [new("value", ["vip"])]), new("hold", [new("kind", ["PaymentRisk"]), new("scopes", ["Ship", "Refund"])]),
            new("reserveGift", [new("sku", ["G1"]), new("units", ["1"])]),
        ]), Actor.Kernel);
        w.Must(new FireRule(chain, "gift", []), Actor.Kernel);
        return w.Events;
    }

    // What the others lack: a source, a bundle, a way of travelling, a hold on a parcel that ends, regions of a parcel, the end of the return window.
    private static List<OrderEvent> OfTheRest()
    {
        var w = new World { Policies = ShipmentRegionScenarios.Policies };
        w.Must(Placing(new(Yuan(100)), Bundle("a", 1, 100, 2, 1)) with { Key = Key() with { Channel = ChannelId.Of("manual") }, Source = "phone-order" },
            Agent);
        w.Paid(100);
        w.Must(new PlanShipment(ShipmentId.Of("s1"), Hangzhou, null, ReservationId.Of("r"), [Units("a#1", 2), Units("a#2", 1)]) { Service = "instant" },
            Actor.Kernel);
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview,
            HoldScopes.Ship) { Shipment = ShipmentId.Of("s1"), Until = w.Now + NodaTime.Duration.FromHours(2) }, Agent);
        w.Now += NodaTime.Duration.FromHours(2);
        w.Must(new FireDeadline("shipment:s1:cold-to-pick/alert"), Actor.Kernel);
        w.Must(new FireDeadline("hold:h"), Actor.Kernel);
        w.Must(new FireShipmentTrigger(ShipmentId.Of("s1"), "dry-checked"), ShipmentProcessScenarios.Checker);
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        w.Delivered();
        w.Now += NodaTime.Duration.FromDays(8);
        w.Must(new FireDeadline("complete"), Actor.Kernel);
        return w.Events;
    }

    private static List<OrderEvent> OfRegions()
    {
        var w = RegionScenarios.Declaring();
        w.Must(new FireTrigger("file-order"), Agent);
        return w.Events;
    }

    private static List<OrderEvent> OfShipments()
    {
        var w = ShipmentProcessScenarios.Parcel();
        w.Must(new FireShipmentTrigger(ShipmentId.Of("s1"), "picked"), ShipmentProcessScenarios.Picker);
        w.Must(new ScanItem(ShipmentId.Of("s1"), ScanScenarios.Reading("sku-a", 1)), ShipmentProcessScenarios.Picker);
        w.Must(new WeighShipment(ShipmentId.Of("s1"), 1200) { ExpectedGrams = 1210 }, ShipmentProcessScenarios.Packer);
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        w.Now += NodaTime.Duration.FromHours(2);
        w.Must(new FireDeadline("shipment:s1:alert"), Actor.Kernel);
        return w.Events;
    }
}
