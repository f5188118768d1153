using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a wrong, surplus or unknown item passes, a refusal does not say what was expected, or a scan's operator or device is lost.
public class ScanScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    internal static PolicyDocument<Barcodes> Codes { get; } = Load("""
        "6901234567892": { "sku": "sku-a" }, "036000291452": { "sku": "sku-b" }, "BOX-A": { "sku": "sku-a", "units": 2 }, "CRATE": { "sku": "sku-a", "units": 24 }, "other": { "sku": "sku-z" }
        """).ValueOrThrow();

    internal static ScanReading Reading(string barcode, long sequence, int minute = 0, string step = "rechecking", string device = "d1") =>
        new(DeviceId.Of(device), sequence, Start + Duration.FromMinutes(minute), step, barcode, ActorId.Of("picker-1"));

    // Two of a and one of b.
    internal static World Ready(OrderPolicies? policies = null) =>
        ShipmentProcessScenarios.Parcel((policies ?? ShipmentProcessScenarios.Parcels).WithBarcodes(Codes));

    [Fact]
    public void Thousands_of_wrong_scans_of_a_parcel_with_hundreds_of_lines_are_judged_at_once()
    {
        const int lines = 400, wrong = 4000;
        var w = new World();
        w.Must(Placing(new(Yuan(lines)) { ListPrice = Yuan(lines) }, [.. Enumerable.Range(0, lines).Select(i => Line($"l{i}", 1, 1))]));
        w.Paid().Planned("s1", false, [.. Enumerable.Range(0, lines).Select(i => Units($"l{i}", 1))]);
        var readings = Enumerable.Range(0, wrong).Select(i => new ScanReading(DeviceId.Of("d"), i, w.Now, "picking", $"unknown-{i}", Warehouse.Id))
            .ToValueList();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        w.Must(new RecordOfflineScans(ShipmentId.Of("s1"), readings), Warehouse);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
        Assert.True(w.Reasons.Items.Sum(r => r.ToString().Length) < 2_000_000);
    }

    [Fact]
    public void Two_lines_of_the_same_goods_are_one_count_and_goods_that_nobody_knows_are_never_complete()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(150)), Line("a", 2, 100), Line("b", 1, 50) with { Goods = [new(SkuId.Of("sku-a"), Units(1))] }));
        w.Paid(150).Planned();
        Assert.Equal([(SkuId.Of("sku-a"), Units(3))], Sheet(w).Missing("picking"));
        w.Must(new RecordOfflineScans(S1, [Reading("sku-a", 1, 0, "picking"), Reading("sku-a", 2, 0, "picking"), Reading("sku-a", 3, 0, "picking")]),
            Warehouse);
        Assert.True(Sheet(w).IsComplete("picking"));
        var blind = new World();
        blind.Must(Placing(new(Yuan(150)), Line("a", 2, 100), Line("b", 1, 50) with { Goods = [] }));
        blind.Paid(150).Planned();
        blind.Must(new RecordOfflineScans(S1, [Reading("sku-a", 1, 0, "picking"), Reading("sku-a", 2, 0, "picking")]), Warehouse);
        Assert.Empty(Sheet(blind).Missing("picking"));
        Assert.False(Sheet(blind).IsComplete("picking"));
    }

    [Fact]
    public void A_table_of_barcodes_goes_before_a_code_that_looks_like_the_goods_own()
    {
        var codes = Load("""  "sku-a": { "sku": "sku-b" }  """).ValueOrThrow();
        var w = ShipmentProcessScenarios.Parcel(ShipmentProcessScenarios.Parcels.WithBarcodes(codes));
        Scan(w, "sku-a", 1);
        Assert.Equal((Units(0), Units(1)), (Sheet(w).Counted("rechecking", SkuId.Of("sku-a")), Sheet(w).Counted("rechecking", SkuId.Of("sku-b"))));
    }

    // Padded, a sound number is the same item; other text is another code.
    [Theory]
    [InlineData("96385074", true)]
    [InlineData("036000291452", true)]
    [InlineData("6901234567892", true)]
    [InlineData("690123456/89", false)]
    [InlineData("69012345678:2", false)]
    [InlineData("69012345678", false)]
    [InlineData("sku", false)]
    public void A_trade_item_number_is_found_in_any_length_and_other_text_as_it_is(string code, bool isItem)
    {
        var codes = Load($$"""  "{{code}}": { "sku": "x" }  """).ValueOrThrow().Policy;
        Assert.NotNull(codes.Find(code));
        Assert.Equal(isItem, codes.Find(code.PadLeft(14, '0')) is not null);
    }

    [Theory]
    [InlineData("6901234567893", "2")]
    [InlineData("96385075", "4")]
    [InlineData("10000000000000", "7")]
    public void A_table_with_a_misread_number_is_refused_and_told_the_digit(string code, string digit) => Assert.Contains(
        Load($$"""  "{{code}}": { "sku": "x" }  """).Refusal!.Reasons,
        r => r.Code == OrdersCodes.BarcodeMisread && r.Arguments.Items.Contains(new Argument("digit", digit)));

    [Fact]
    public void Items_are_scanned_by_barcode_carton_or_own_code_until_the_parcel_is_complete()
    {
        var w = Ready();
        Scan(w, "6901234567892", 1);
        Assert.Equal([(SkuId.Of("sku-a"), Units(1)), (SkuId.Of("sku-b"), Units(1))], Sheet(w).Missing("rechecking"));
        Scan(w, "sku-a", 2);
        Assert.False(Sheet(w).IsComplete("rechecking"));
        Scan(w, "0036000291452", 3);
        Assert.True(Sheet(w).IsComplete("rechecking"));
        Assert.False(Sheet(w).IsComplete("picking"));
        Scan(w, "BOX-A", 4, "picking");
        Assert.Equal((Units(2), Units(0)), (Sheet(w).Counted("picking", SkuId.Of("sku-a")), Sheet(w).Counted("picking", SkuId.Of("sku-b"))));
        w.Says(OrdersCodes.Scanned);
        Assert.Equal("picker-1", w.Order.Shipments[0].Scans[0].Reading.Operator.Value);
        Assert.Contains(w.Last!.Policies, p => p.Name == "barcodes");
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
    }

    [Theory]
    [InlineData("other", OrdersCodes.ScanNotInShipment, "expected", "sku-a × 2, sku-b × 1")]
    [InlineData("nothing", OrdersCodes.BarcodeUnknown, "expected", "sku-a × 2, sku-b × 1")]
    [InlineData("CRATE", OrdersCodes.ScanTooMany, "held", "2")]
    [InlineData("6901234567893", OrdersCodes.BarcodeMisread, "digit", "2")]
    [InlineData("SKU-A", OrdersCodes.BarcodeUnknown, "barcode", "SKU-A")]
    public void What_is_wrong_is_refused_with_what_was_expected(string barcode, string code, string argument, string value)
    {
        var refusal = Ready().MustNot(code, new ScanItem(S1, Reading(barcode, 1)), Warehouse);
        Assert.Contains(new Argument(argument, value), refusal.Arguments);
    }

    [Fact]
    public void The_third_of_two_is_one_too_many()
    {
        var w = Ready();
        Scan(w, "BOX-A", 1);
        var refusal = w.MustNot(OrdersCodes.ScanTooMany, new ScanItem(S1, Reading("6901234567892", 2)), Warehouse);
        Assert.Contains(new Argument("counted", "2"), refusal.Arguments);
        Assert.Contains(new Argument("expected", "sku-b × 1"), refusal.Arguments);
        Scan(w, "6901234567892", 3, "picking");
    }

    [Fact]
    public void A_reading_is_known_once_and_a_number_names_one_reading()
    {
        var w = Ready();
        Scan(w, "sku-a", 1);
        w.Unchanged(new ScanItem(S1, Reading("sku-a", 1)), actor: Warehouse);
        w.MustNot(OrdersCodes.ScanExists, new ScanItem(S1, Reading("sku-b", 1)), Warehouse);
        w.Must(new RecordOfflineScans(S1, [Reading("other", 2)]), Warehouse);
        w.MustNot(OrdersCodes.ScanNotInShipment, new ScanItem(S1, Reading("other", 2)), Warehouse);
    }

    [Fact]
    public void Scanning_needs_a_role_a_planned_shipment_a_step_of_its_workflow_and_a_sound_reading()
    {
        var w = Ready();
        w.MustNot(WorkflowCodes.RoleMissing, new ScanItem(S1, Reading("sku-a", 1)), Buyer);
        w.MustNot(WorkflowCodes.RoleMissing, new RecordOfflineScans(S1, [Reading("sku-a", 1)]), Buyer);
        w.MustNot(OrdersCodes.ShipmentUnknown, new ScanItem(ShipmentId.Of("z"), Reading("sku-a", 1)), Warehouse);
        w.MustNot(WorkflowCodes.StepNotInWorkflow, new ScanItem(S1, Reading("sku-a", 1, step: "dancing")), Warehouse);
        w.MustNot(OrdersCodes.ScanInvalid, new RecordOfflineScans(S1, []), Warehouse);
        foreach (var bad in new[] { "", "a\u0007", "\ud800", new string('9', 129), new string('9', 1_000_000) })
        {
            w.MustNot(OrdersCodes.ScanInvalid, new ScanItem(S1, Reading(bad, 1)), Warehouse);
            w.MustNot(OrdersCodes.ScanInvalid, new ScanItem(S1, Reading("sku-a", 1) with { Step = bad }), Warehouse);
            w.MustNot(OrdersCodes.ScanInvalid, new RecordOfflineScans(S1, [Reading("sku-a", 1), Reading(bad, 2)]), Warehouse);
        }

        w.MustNot(OrdersCodes.ScanInvalid, new ScanItem(S1, null!), Warehouse);
        w.MustNot(OrdersCodes.ScanInvalid, new ScanItem(S1, Reading("sku-a", -1)), Warehouse);
        w.MustNot(OrdersCodes.ScanInvalid, new ScanItem(S1, Reading("sku-a", 1) with { Device = default }), Warehouse);
        w.MustNot(OrdersCodes.ScanInvalid, new ScanItem(S1, Reading("sku-a", 1) with { Operator = default }), Warehouse);
        w.Must(new ReleaseShipment(S1), Actor.Kernel);
        w.MustNot(OrdersCodes.ShipmentElsewhere, new ScanItem(S1, Reading("sku-a", 1)), Warehouse);
    }

    [Fact]
    public void What_was_scanned_offline_is_put_in_order_by_device_time_and_keeps_what_is_wrong_with_it()
    {
        var w = Ready();
        w.Must(new ScanItem(S1, Reading("BOX-A", 1, minute: 10, device: "online")), Warehouse);
        w.Must(new RecordOfflineScans(S1, [Reading("sku-b", 2, minute: 7), Reading("sku-a", 1, minute: 5), Reading("other", 3, minute: 8)]), Warehouse);
        w.Says(OrdersCodes.ScanNotInShipment);
        w.Says(OrdersCodes.ScanTooMany);
        Assert.Equal(
            [("sku-a", null), ("sku-b", null), ("other", OrdersCodes.ScanNotInShipment), ("BOX-A", OrdersCodes.ScanTooMany)],
            Sheet(w).Scans.Items.Select(s => (s.Scan.Reading.Barcode, s.WhyNot?.Code)));
        w.Unchanged(new RecordOfflineScans(S1, [Reading("sku-a", 1, minute: 5)]), actor: Warehouse);
    }

    [Fact]
    public void Offline_scans_are_kept_even_when_the_parcel_has_left()
    {
        var w = Ready();
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now, []));
        w.Must(new RecordOfflineScans(S1, [Reading("sku-a", 1)]), Warehouse);
        Assert.Equal(Units(1), Sheet(w).Counted("rechecking"));
    }

    [Fact]
    public void Units_that_leave_the_parcel_leave_no_surplus_behind()
    {
        var w = Ready();
        Scan(w, "sku-b", 1);
        Scan(w, "sku-a", 2);
        w.Must(new CancelUnits([Units("b", 1)]), Buyer);
        Assert.Equal(OrdersCodes.ScanNotInShipment, Sheet(w).Scans[0].WhyNot!.Code);
        Assert.Equal(Units(1), Sheet(w).Counted("rechecking"));
    }

    [Fact]
    public void The_parcel_preset_moves_on_from_rechecking_only_when_all_is_scanned()
    {
        var w = Ready(OrderPolicies.Default.WithDefaultShipments("shipment-parcel@1").ValueOrThrow());
        w.Must(new FireShipmentTrigger(S1, "picked"), ShipmentProcessScenarios.Picker);
        w.MustNot(WorkflowCodes.GuardRefused, new FireShipmentTrigger(S1, "rechecked"), ShipmentProcessScenarios.Checker);
        Scan(w, "BOX-A", 1);
        Scan(w, "sku-b", 2);
        w.Must(new FireShipmentTrigger(S1, "rechecked"), ShipmentProcessScenarios.Checker);
        Assert.Equal("packing", ShipmentProcessScenarios.Step(w));
    }

    [Theory]
    [InlineData("6901234567892", null)]
    [InlineData("6901234567890", 2)]
    [InlineData("036000291452", null)]
    [InlineData("96385074", null)]
    [InlineData("96385070", 4)]
    [InlineData("10614141000415", null)]
    [InlineData("1234567", null)]
    public void Trade_item_numbers_check_themselves(string code, int? digit)
    {
        var result = Load($"\"{code}\": {{ \"sku\": \"x\" }}");
        Assert.Equal(digit is null, result.IsOk);
        if (digit is { } d)
            Assert.Contains(result.Refusal!.Reasons, r => r.Code == OrdersCodes.BarcodeMisread
                && r.Arguments.Items.Contains(new Argument("digit", d.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("\"x\": 1", "$.codes.x")]
    [InlineData("\"x\": {}", "$.codes.x.sku")]
    [InlineData("\"x\": { \"sku\": \"\" }", "$.codes.x.sku")]
    [InlineData("\"x\": { \"sku\": \"a\", \"units\": 0 }", "$.codes.x.units")]
    [InlineData("\"x\": { \"sku\": \"a\", \"units\": 1e400 }", "$.codes.x.units")]
    [InlineData("\"x\": { \"sku\": \"a\", \"more\": 1 }", "$.codes.x.more")]
    [InlineData("\"036000291452\": { \"sku\": \"a\" }, \"0036000291452\": { \"sku\": \"b\" }", "$.codes.0036000291452")]
    public void A_bad_table_is_refused_with_its_path(string entry, string path) =>
        Assert.Contains(Load(entry).Refusal!.Reasons,
            r => r.Arguments.Items.Any(a => a.Name == "path" && a.Value.Replace("['", ".").Replace("']", "") == path));

    [Fact]
    public void A_table_without_codes_or_under_another_schema_is_refused()
    {
        Assert.False(BarcodesDocument.Load("{\"$schema\":\"barcodes-1.json\",\"name\":\"b\",\"version\":\"1\"}"u8.ToArray()).IsOk);
        Assert.False(BarcodesDocument.Load("{\"$schema\":\"screening-1.json\",\"name\":\"b\",\"version\":\"1\",\"codes\":{}}"u8.ToArray()).IsOk);
        Assert.Equal(0, OrderPolicies.Default.Barcodes.Policy.Count);
    }

    internal static ScanSheet Sheet(World w) => ScanSheet.Of(w.Order, w.Order.Shipment(S1)!);

    private static void Scan(World w, string barcode, long sequence, string step = "rechecking") =>
        w.Must(new ScanItem(S1, Reading(barcode, sequence, step: step)), Warehouse);

    private static Result<PolicyDocument<Barcodes>> Load(string codes) => BarcodesDocument.Load(Encoding.UTF8.GetBytes(
        $"{{\"$schema\":\"barcodes-1.json\",\"name\":\"barcodes\",\"version\":\"2\",\"codes\":{{{codes}}}}}"));
}
