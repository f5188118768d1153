using System.Reflection;
using System.Text;
using OrderKernel.AfterSales;
using OrderKernel.Allocation;
using OrderKernel.Figures;
using OrderKernel.Health;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Policies;

// Fails when a number in a default document no longer decides what it says it decides in the composed kernel.
public class LiveDocuments
{
    [Theory]
    [InlineData("PT30M", "10:30")]
    [InlineData("PT10M", "10:10")]
    [InlineData("PT45M", "10:45")]
    public async Task The_payment_deadline_decides_when_an_unpaid_order_expires(string after, string due)
    {
        foreach (var (kind, file) in new[] { ("workflow", "standard.workflow.json"), ("totalsOnlyWorkflow", "totals-only.workflow.json") })
        {
            var bench = With<Order>(kind, file, "PT30M", after);
            await bench.SendAsync(kind == "workflow" ? Shop.Claim("1", "10:01") : Shop.Claim("1", "10:01") with { Lines = [], NeedsFulfilment = false });
            var justBefore = Shop.At(due) - NodaTime.Duration.FromSeconds(1);
            Assert.Equal(0, await bench.Kernel.ClockAsync(justBefore));
            Assert.Equal(1, await bench.ClockAsync(due));
            Assert.True((await bench.OrderAsync("1")).HasExpired);
        }
    }

    [Theory]
    [InlineData("PT2H", "12:04")]
    [InlineData("PT1H", "11:04")]
    public async Task The_review_deadline_decides_when_a_person_is_reminded(string after, string due)
    {
        var bench = With<Order>("workflow", "standard.workflow.json", "PT2H", after);
        await bench.SendAsync(Shop.Claim("1", "10:04", "60000.00").Paid("10:04"));
        await bench.Kernel.ClockAsync(Shop.At(due) - NodaTime.Duration.FromSeconds(1));
        Assert.Equal(0, await bench.CountAsync("1", "orders.step-reminded"));
        await bench.ClockAsync(due);
        Assert.Equal(1, await bench.CountAsync("1", "orders.step-reminded"));
    }

    [Theory]
    [InlineData("50000", "50000.00", false)]
    [InlineData("50000", "50000.01", true)]
    [InlineData("100", "100.01", true)]
    [InlineData("100", "100.00", false)]
    public async Task The_review_threshold_decides_which_orders_are_held(string above, string total, bool isHeld)
    {
        var bench = With<Order>("workflow", "standard.workflow.json", "money(\\\"50000\\\")", $"money(\\\"{above}\\\")");
        await bench.SendAsync(Shop.Claim("1", "10:05", total).Paid("10:04"));
        Assert.Equal(isHeld, (await bench.OrderAsync("1")).Holds.Items.Any(h => h.Kind == HoldKind.AnomalyReview));
    }

    [Theory]
    [InlineData("50000.00", 0)]
    [InlineData("100.00", 1)]
    public async Task The_screening_threshold_decides_which_orders_are_expedited(string above, long tagged)
    {
        var bench = With<Order>("screening", "screening.json", "50000.00", above);
        await bench.SendAsync(Shop.Claim("1", "10:05", "200.00").Paid("10:04"));
        Assert.Equal(tagged, (await bench.FiguresAsync()).VipExpedite);
    }

    [Theory]
    [InlineData("P7D", "8 08:59", "8 09:00")]
    [InlineData("P3D", "4 08:59", "4 09:00")]
    public async Task The_return_window_decides_when_an_order_completes(string after, string before, string due)
    {
        var bench = With<Order>("workflow", "standard.workflow.json", "P7D", after);
        await bench.SendAsync(Delivered("1 10:00"));
        await bench.ClockAsync(before);
        Assert.Equal(OrderStatus.Delivered, (await bench.OrderAsync("1")).Statuses.Headline);
        await bench.ClockAsync(due);
        Assert.Equal(OrderStatus.Completed, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Theory]
    [InlineData("50.00", "50.00", "automatic")]
    [InlineData("50.00", "30.00", "agent")]
    [InlineData("500.00", "500.00", "automatic")]
    public async Task The_first_tier_decides_which_refunds_need_no_person(string number, string changed, string tier)
    {
        var bench = With<AfterSalesCase>("tiers", "approval-tiers.json", $"\"below\": \"{number}\"", $"\"below\": \"{changed}\"");
        await bench.SendAsync(Delivered("1 10:00"));
        await bench.SendAsync(Delivered("2 10:00").With("R1", AfterSalesStatus.Requested, "40.00", requested: "2 09:59"));
        Assert.Equal(tier, Assert.Single((await bench.FiguresAsync()).Tiers.Items).Word);
    }

    [Theory]
    [InlineData("500.00", "500.00", "agent")]
    [InlineData("500.00", "60.00", "supervisor")]
    [InlineData("5000.00", "5000.00", "agent")]
    public async Task The_second_tier_decides_who_approves(string number, string changed, string tier)
    {
        var bench = With<AfterSalesCase>("tiers", "approval-tiers.json", $"\"below\": \"{number}\"", $"\"below\": \"{changed}\"");
        await bench.SendAsync(Delivered("1 10:00"));
        await bench.SendAsync(Delivered("2 10:00").With("R1", AfterSalesStatus.Requested, "70.00", requested: "2 09:59"));
        Assert.Equal(tier, Assert.Single((await bench.FiguresAsync()).Tiers.Items).Word);
    }

    [Theory]
    [InlineData("PT24H", "aftersales.quiet-period")]
    [InlineData("PT1H", "automatic")]
    public async Task The_quiet_period_decides_from_when_a_return_without_reason_may_be_asked(string period, string verdict)
    {
        var bench = With<AfterSalesCase>("tiers", "approval-tiers.json", "\"quietPeriod\": \"PT24H\"", $"\"quietPeriod\": \"{period}\"");
        await bench.SendAsync(Delivered("1 10:00"));
        var claim = Delivered("1 12:00").With("R1", AfterSalesStatus.Requested, "40.00", requested: "1 11:00");
        await bench.SendAsync(claim with { Cases = [claim.Cases[0] with { IsNoReason = true }] });
        Assert.Equal(verdict, Assert.Single((await bench.FiguresAsync()).Tiers.Items).Word);
    }

    [Theory]
    [InlineData("\"requestsMax\": 3", "\"requestsMax\": 3", "agent")]
    [InlineData("\"requestsMax\": 3", "\"requestsMax\": 4", "automatic")]
    [InlineData("\"within\": \"P30D\"", "\"within\": \"P3D\"", "automatic")]
    [InlineData("\"requestsMax\": 3, \"tier\": \"agent\"", "\"requestsMax\": 3, \"tier\": \"supervisor\"", "supervisor")]
    public async Task The_risk_review_decides_whose_repeated_requests_a_person_sees(string number, string changed, string tier)
    {
        var bench = With<AfterSalesCase>("tiers", "approval-tiers.json", number, changed);
        for (var i = 1; i <= 4; i++)
        {
            var claim = Shop.Claim($"{i}", $"{i * 2} 10:00", "100.00").Paid("10:04").Shipped("11:00", $"YT{i}")
                .Delivered("1 09:00") with { Customer = PersonName.Of("lin") };
            await bench.SendAsync(claim.With("R1", AfterSalesStatus.Requested, "5.00", requested: $"{i * 2} 10:00"));
        }

        Assert.Equal(tier, (await bench.Kernel.FindAsync(CaseKey.Of(Shop.Key("4"), CaseId.Of("R1"))))!.Verdict!.Tier);
    }

    [Theory]
    [InlineData("PT24H", "3 10:00")]
    [InlineData("PT2H", "2 12:00")]
    public async Task The_reminder_of_an_approval_comes_when_the_tiers_say(string after, string due)
    {
        var bench = With<AfterSalesCase>("tiers", "approval-tiers.json", "\"remindAfter\": \"PT24H\"", $"\"remindAfter\": \"{after}\"");
        await bench.SendAsync(Delivered("1 10:00"));
        await bench.SendAsync(Delivered("2 10:00").With("R1", AfterSalesStatus.Requested, "70.00", requested: "2 10:00"));
        Assert.Equal(0, await bench.Kernel.ClockAsync(Shop.At(due) - NodaTime.Duration.FromSeconds(1)));
        Assert.Equal(1, await bench.ClockAsync(due));
    }

    [Theory]
    [InlineData("PT2H", 1)]
    [InlineData("PT4H", 0)]
    public async Task The_first_scan_limit_decides_which_parcels_are_overdue(string within, long overdue)
    {
        var bench = With<ParcelTrack>("tracks", "track-policy.json", "\"firstScanWithin\": \"PT2H\"", $"\"firstScanWithin\": \"{within}\"");
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("12:00", "YT1"));
        await bench.SendAsync(new TrackReport(Waybill.Of("YT1"), Shop.Yuantong, TrackNode.Accepted, Shop.At("15:00")));
        Assert.Equal(overdue, (await bench.FiguresAsync()).FirstScanOverdue);
    }

    [Theory]
    [InlineData("0", 2)]
    [InlineData("4", 0)]
    public async Task Safety_stock_is_not_promised(string safety, long locked)
    {
        var bench = With<StockFormula>("stockFormula", "available.stock-formula.json", "\"safetyStock\": 0", $"\"safetyStock\": {safety}");
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(locked, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Theory]
    [InlineData("260000", "HZ")]
    [InlineData("999000", "GZ")]
    public async Task The_tariff_decides_from_where_an_order_ships(string price, string from)
    {
        var bench = With<Network>("network", "four-warehouses.network.json",
            "\"yuantong\", \"from\": \"HZ\", \"zone\": \"east\", \"perShipmentMilliFen\": 260000",
            $"\"yuantong\", \"from\": \"HZ\", \"zone\": \"east\", \"perShipmentMilliFen\": {price}");
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(from, Assert.Single((await bench.OrderAsync("1")).Shipments.Items).Location?.Value);
    }

    [Theory]
    [InlineData("InformationCompleteness", 20, 6666)]
    [InlineData("InformationCompleteness", 30, 7142)]
    [InlineData("RefundResponse", 30, 5714)]
    public async Task A_weight_of_the_health_index_decides_the_index(string dimension, int weight, int basisPoints)
    {
        // Information is complete, the request is unanswered for two days, the parcel
        // came in time. Weights sum to 100: what one gains, the unobserved one loses.
        var text = Read(typeof(HealthIndexPolicy).Assembly, "health-index.json")
            .Replace("\"SyncTimeliness\": { \"weight\": 20", $"\"SyncTimeliness\": {{ \"weight\": {40 - weight}", StringComparison.Ordinal)
            .Replace($"\"{dimension}\": {{ \"weight\": 20", $"\"{dimension}\": {{ \"weight\": {weight}", StringComparison.Ordinal);
        var bench = new Bench(policies: Bench.Sourced.With("healthIndex", Encoding.UTF8.GetBytes(text)).ValueOrThrow());
        await bench.SendAsync(Delivered("1 10:00"));
        await bench.SendAsync(Delivered("2 10:00").With("R1", AfterSalesStatus.Requested, "70.00", requested: "2 10:00"));
        await bench.SendAsync(Delivered("4 11:00").With("R1", AfterSalesStatus.Refunded, "70.00", requested: "2 10:00"));
        var health = (await FigureReport.FoldAsync(bench.Store, bench.Kernel.Policies, Shop.Acme)).Health;
        Assert.Equal(basisPoints, health.IndexBasisPoints);
    }

    [Fact]
    public void Every_kind_of_document_that_is_known_can_be_replaced_and_others_are_refused()
    {
        Assert.Equal(OrderKernelCodes.PolicyKindUnknown, KernelPolicies.Default.With("weather", "{}"u8.ToArray()).Refusal?.Code);
        foreach (var kind in PolicyKinds.Known) Assert.Equal(KernelCodes.DocumentInvalid, KernelPolicies.Default.With(kind, "{}"u8.ToArray()).Refusal?.Code);
    }

    private static Claim Delivered(string told) => Shop.Claim("1", told, "100.00").Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");

    private static Bench With<TOwner>(string kind, string file, string number, string changed)
    {
        var text = Read(typeof(TOwner).Assembly, file);
        Assert.Contains(number, text, StringComparison.Ordinal);
        return new(policies: Bench.Sourced.With(kind, Encoding.UTF8.GetBytes(text.Replace(number, changed, StringComparison.Ordinal))).ValueOrThrow());
    }

    private static string Read(Assembly owner, string file)
    {
        using var reader = new StreamReader(owner.GetManifestResourceStream("Documents/" + file)!);
        return reader.ReadToEnd();
    }
}
