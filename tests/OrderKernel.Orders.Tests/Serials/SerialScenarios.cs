using System.Text;
using static OrderKernel.Orders.Tests.ScanScenarios;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Serials;

// Fails when goods that need a serial number leave without one, when a number that is malformed, read twice, of another unit or with another buyer counts,
// when what a warehouse told of a parcel that has left is refused or passes unseen, and when another unit than the one that was sent comes back unnoticed.
public class SerialScenarios
{
    private const string Imei = "490154203237518", Other = "356938035643809";
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");
    private static readonly SkuId A = SkuId.Of("sku-a");
    private static readonly Actor Partner = new(ActorId.Of("warehouse"), [Role.Carrier, Role.Warehouse]);

    internal static PolicyDocument<SerialRules> Rules(string rules = """{ "skus": ["sku-a"], "form": "imei" }""", string more = "") =>
        Load($$"""{ "$schema": "serials-1.json", "name": "serials", "version": "2", {{more}} "rules": [{{rules}}] }""").ValueOrThrow();

    internal static OrderId Id(string number) => OrderId.Mint("TB", new NodaTime.LocalDate(2026, 2, 9), Key(number));

    internal static SerialUnit Unit(string serial, string sku = "sku-a") => new(SkuId.Of(sku), SerialNumber.Of(serial));

    // Two of a, each with a telephone's number, and one of b.
    internal static World Parcel(PolicyDocument<SerialRules>? rules = null) =>
        Ready(ShipmentProcessScenarios.Parcels.WithSerials(rules ?? Rules()));

    [Theory]
    [InlineData("sku-a", null, OrdersCodes.SerialMissing)]
    [InlineData("6901234567892", null, OrdersCodes.SerialMissing)]
    [InlineData("sku-a", "490154203237517", OrdersCodes.SerialMalformed)]
    [InlineData("sku-a", "49015420323751", OrdersCodes.SerialMalformed)]
    [InlineData("sku-a", "4901542032375189", OrdersCodes.SerialMalformed)]
    [InlineData("sku-a", "49015420323751A", OrdersCodes.SerialMalformed)]
    [InlineData("BOX-A", Imei, OrdersCodes.SerialOfCarton)]
    [InlineData("sku-a", Imei, null)]
    [InlineData("sku-a", "49 0154 2032 37518", null)]
    [InlineData("6901234567892", Imei, null)]
    [InlineData("sku-b", null, null)]
    [InlineData("sku-b", "anything", null)]
    public void A_scan_counts_with_the_number_that_its_goods_need(string barcode, string? serial, string? code)
    {
        var w = Parcel();
        var scan = new ScanItem(S1, Read(barcode, 1, serial));
        if (code is null) w.Must(scan, Warehouse);
        else w.MustNot(code, scan, Warehouse);
        // What was scanned offline is kept with what is wrong with it, and does not count.
        var offline = Parcel();
        offline.Must(new RecordOfflineScans(S1, [scan.Reading]), Warehouse);
        Assert.Equal(code, Assert.Single(Sheet(offline).Scans).WhyNot?.Code);
        Assert.Equal(Units(code is null ? 1 : 0), Sheet(offline).Counted("rechecking"));
    }

    [Fact]
    public void Each_unit_has_a_number_of_its_own_and_the_next_step_reads_the_same_ones()
    {
        var w = Parcel();
        w.Must(new ScanItem(S1, Read("sku-a", 1, Imei)), Warehouse);
        w.MustNot(OrdersCodes.SerialTwice, new ScanItem(S1, Read("sku-a", 2, Imei)), Warehouse);
        w.Must(new ScanItem(S1, Read("sku-a", 3, Other)), Warehouse);
        var refusal = w.MustNot(OrdersCodes.SerialOther, new ScanItem(S1, Read("sku-a", 4, "861536030196001", "picking")), Warehouse);
        Assert.Contains(new Argument("known", $"{Imei}, {Other}"), refusal.Arguments);
        w.Must(new ScanItem(S1, Read("sku-a", 5, Other, "picking")), Warehouse);
        Assert.Equal<ValueList<SerialUnit>>([Unit(Imei), Unit(Other)], ShipmentSerials.Of(w.Order, w.Order.Shipments[0]));
        Assert.Empty(ShipmentSerials.Out(w.Order, w.Order.Shipments[0]));
        Assert.Contains(w.Last!.Policies, p => p.Name == "serials");
    }

    [Fact]
    public void A_unit_that_another_order_or_another_parcel_has_is_refused_and_named()
    {
        var w = Parcel();
        var held = new HeldUnit(Unit(Imei), Id("other"));
        var refusal = w.MustNot(OrdersCodes.SerialElsewhere, new ScanItem(S1, Read("sku-a", 1, Imei)) { Held = [held] }, Warehouse);
        Assert.Contains(new Argument("order", Id("other").Value), refusal.Arguments);
        w.MustNot(OrdersCodes.SerialElsewhere, new RecordSerials(S1, [Unit(Imei)]) { Held = [held] }, Warehouse);
        w.Must(new ScanItem(S1, Read("sku-a", 2, Other)) { Held = [held] }, Warehouse);

        var two = new World { Policies = ShipmentProcessScenarios.Parcels.WithSerials(Rules()) };
        two.Must(Placing(new(Yuan(100)), Line("a", 2, 100)));
        two.Paid().Planned("s1", true, Units("a", 1)).Planned("s2", true, Units("a", 1));
        two.Must(new RecordSerials(S1, [Unit(Imei)]), Warehouse);
        two.MustNot(OrdersCodes.SerialElsewhere, new RecordSerials(ShipmentId.Of("s2"), [Unit(Imei)]), Warehouse);
    }

    [Fact]
    public void Nothing_leaves_before_every_unit_that_needs_a_number_has_one()
    {
        var w = Parcel();
        w.Must(new RecordSerials(S1, [Unit(Imei)]), Warehouse);
        w.Says(OrdersCodes.SerialsKnown);
        var ship = new ShipShipment(S1, w.Now, [Waybill.Of("W1")], []);
        var process = w.Order.Shipments[0].Process;
        Assert.NotNull(process);
        var plain = new World { Policies = OrderPolicies.Default.WithoutDefaultShipments().WithSerials(Rules()) };
        plain.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        plain.Paid().Planned();
        plain.Must(new RecordSerials(S1, [Unit(Imei)]), Warehouse);
        var refusal = plain.MustNot(OrdersCodes.SerialsShort, ship, Warehouse);
        Assert.Equal(["shipment=s1", "sku=sku-a", "units=2", "serials=1"], refusal.Arguments.Items.Select(a => $"{a.Name}={a.Value}"));
        plain.Must(new RecordSerials(S1, [Unit(Other), Unit(Imei)]), Warehouse);
        plain.Must(ship, Warehouse);
        Assert.Equal<ValueList<SerialUnit>>([Unit(Imei), Unit(Other)], ShipmentSerials.Out(plain.Order, plain.Order.Shipments[0]));
        Assert.Empty(plain.Order.Holds);
    }

    [Fact]
    public void What_left_without_its_numbers_has_left_and_a_person_looks_until_they_are_known()
    {
        var w = Parcel();
        w.Must(new ShipShipment(S1, w.Now, [Waybill.Of("W1")], []), Partner);
        w.Says(OrdersCodes.SerialsShort);
        var hold = Assert.Single(w.Order.Holds);
        Assert.Equal((HoldKind.SerialMismatch, HoldScopes.Settle, S1), (hold.Kind, hold.Scopes, hold.Shipment));
        w.Must(new RecordSerials(S1, [Unit(Imei), Unit("123"), Unit(Imei)]), Partner);
        w.Says(OrdersCodes.SerialMalformed);
        w.Says(OrdersCodes.SerialTwice);
        Assert.Equal<ValueList<SerialUnit>>([Unit(Imei)], w.Order.Shipments[0].Serials);
        Assert.Single(w.Order.Holds);
        w.Must(new RecordSerials(S1, [Unit(Other)]), Partner);
        Assert.Empty(w.Order.Holds);
        w.Must(new RecordSerials(S1, [Unit("861536030196001")]), Partner);
        w.Says(OrdersCodes.SerialOther);
        Assert.Single(w.Order.Holds);
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
    }

    [Fact]
    public void Of_a_parcel_that_leaves_in_part_the_numbers_that_go_are_told_or_a_person_looks()
    {
        var ship = new ShipShipment(S1, Start, [], [Units("a", 1)]);
        var w = Plain();
        w.MustNot(OrdersCodes.SerialsOver, ship, Warehouse);
        w.Must(new RecordSerials(S1, [Unit(Other)]) { IsAll = true }, Warehouse);
        w.Must(ship, Warehouse);
        Assert.Equal<ValueList<SerialUnit>>([Unit(Other)], ShipmentSerials.Out(w.Order, w.Order.Shipments[0]));
        var told = Plain();
        told.Must(ship, Partner);
        told.Says(OrdersCodes.SerialsOver);
        Assert.Equal<ValueList<SerialUnit>>([Unit(Imei)], ShipmentSerials.Out(told.Order, told.Order.Shipments[0]));
        Assert.Equal(HoldKind.SerialMismatch, Assert.Single(told.Order.Holds).Kind);
        Assert.Equal(told.Order, OrderDecider.Replay(told.Events));

        static World Plain()
        {
            var plain = new World { Policies = OrderPolicies.Default.WithoutDefaultShipments().WithSerials(Rules()) };
            plain.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
            plain.Paid().Planned();
            plain.Must(new RecordSerials(S1, [Unit(Imei), Unit(Other)]), Warehouse);
            return plain;
        }
    }

    [Fact]
    public void What_comes_back_is_compared_with_what_was_sent()
    {
        var w = Parcel();
        w.Must(new RecordSerials(S1, [Unit(Imei), Unit(Other)]), Partner);
        w.Must(new ShipShipment(S1, w.Now, [], []), Partner);
        w.Delivered();
        w.Must(new ReturnSerials([Unit(Imei)]), Partner);
        w.Says(OrdersCodes.SerialFits);
        Assert.Equal<ValueList<SerialUnit>>([Unit(Other)], ShipmentSerials.Out(w.Order, w.Order.Shipments[0]));
        w.Unchanged(new ReturnSerials([Unit(Imei)]), actor: Partner);
        w.MustNot(OrdersCodes.SerialStrange, new ReturnSerials([Unit("123")]), Agent);
        Assert.Empty(w.Order.Holds);
        w.Must(new ReturnSerials([Unit("123"), Unit(Other, "sku-b")]), Partner);
        w.Says(OrdersCodes.SerialStrange);
        Assert.Equal([HoldScopes.Refund, HoldScopes.Refund], w.Order.Holds.Items.Select(h => h.Scopes));
        Assert.Equal(ShipmentSerials.HoldOf(Unit("123")), w.Order.Holds[0].Id);
    }

    [Fact]
    public void Telling_numbers_needs_a_role_a_shipment_that_stands_and_whole_units()
    {
        var w = Parcel();
        w.MustNot(Workflow.WorkflowCodes.RoleMissing, new RecordSerials(S1, [Unit(Imei)]), Buyer);
        w.MustNot(OrdersCodes.ShipmentUnknown, new RecordSerials(ShipmentId.Of("z"), [Unit(Imei)]), Warehouse);
        w.MustNot(OrdersCodes.ScanNotInShipment, new RecordSerials(S1, [Unit(Imei, "sku-z")]), Warehouse);
        w.MustNot(KernelCodes.IdUnset, new RecordSerials(S1, [default]), Warehouse);
        w.MustNot(KernelCodes.IdUnset, new ReturnSerials([new(A, default)]), Warehouse);
        Assert.Empty(w.Must(new RecordSerials(S1, []), Warehouse).Events);
        w.Must(new RecordSerials(S1, [Unit(Imei)]), Warehouse);
        w.Unchanged(new RecordSerials(S1, [Unit(Imei)]), actor: Warehouse);
    }

    [Fact]
    public void Only_the_steps_that_the_document_names_must_read_numbers()
    {
        var w = Parcel(Rules(more: "\"steps\": [\"rechecking\"],"));
        w.Must(new ScanItem(S1, Read("sku-a", 1, null, "picking")), Warehouse);
        w.MustNot(OrdersCodes.SerialMissing, new ScanItem(S1, Read("sku-a", 2, null)), Warehouse);
    }

    [Fact]
    public void A_unit_is_with_one_order_at_most()
    {
        var (one, two) = (Key("1"), Key("2"));
        var (unit, at) = (Unit(Imei), Start);
        var context = new DecisionContext(Warehouse, at, MessageId.Of("m"));
        var sent = Tell(null, new SendSerial(unit, one, Id("1"), S1, at));
        Assert.Equal((one, true), (sent!.Order, sent.IsOut));
        Assert.Equal(OrdersCodes.SerialElsewhere, SerialPlace.Decider.Handle(sent, new SendSerial(unit, two, Id("2"), S1, at), default, context).Refusal!.Code);
        Assert.Equal(sent, Tell(sent, new SendSerial(unit, one, Id("1"), S1, at)));
        Assert.Equal(sent, Tell(sent, new TakeSerialBack(two, at)));
        var back = Tell(sent, new TakeSerialBack(one, at));
        Assert.False(back!.IsOut);
        Assert.Equal(back, Tell(back, new TakeSerialBack(one, at)));
        Assert.Equal((two, true), (Tell(back, new SendSerial(unit, two, Id("2"), S1, at))!.Order, true));

        SerialPlace? Tell(SerialPlace? state, SerialCommand command) => SerialPlace.Decider.Handle(state, command, default, context).ValueOrThrow().State;
    }

    [Fact]
    public void The_bytes_of_a_units_story_are_these()
    {
        var header = new EventHeader(Start, ActorId.Of("warehouse"), MessageId.Of("m1"), [], []);
        SerialEvent[] story = [new SerialSent(Unit(Imei), Key("1"), Id("1"), S1, Start), new SerialTakenBack(Key("1"), Start)];
        const string order = """{"tenant":"t","channel":"taobao","shop":"s","number":"1"}""";
        Assert.Equal(
            [
                """serials.sent {"unit":{"sku":"sku-a","serial":"490154203237518"},"order":ORDER,"id":"ID","shipment":"s1","at":"2026-02-09T02:00:00Z"}"""
                    .Replace("ORDER", order).Replace("ID", Id("1").Value),
                """serials.taken-back {"order":ORDER,"at":"2026-02-09T02:00:00Z"}""".Replace("ORDER", order),
            ],
            story.Select(e => SerialEvents.Codec.NameOf(e) + " " + DataOf(Encoding.UTF8.GetString(SerialEvents.Codec.Encode(e, header).ToArray()))));
    }

    private static string DataOf(string json) => json.Substring(json.IndexOf("\"data\":", StringComparison.Ordinal) + 7).TrimEnd('}') + "}";

    internal static ScanReading Read(string barcode, long sequence, string? serial, string step = "rechecking") =>
        Reading(barcode, sequence, step: step) with { Serial = serial is null ? null : SerialNumber.Of(serial) };

    private static Result<PolicyDocument<SerialRules>> Load(string json) => SerialRules.Load(Encoding.UTF8.GetBytes(json));

    private static ScanSheet Sheet(World w) => ScanSheet.Of(w.Order, w.Order.Shipments[0]);
}
