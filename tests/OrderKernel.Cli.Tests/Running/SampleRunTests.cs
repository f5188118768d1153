using System.Globalization;
using System.Text.Json.Nodes;
using OrderKernel.Sample;

namespace OrderKernel.Cli.Tests.Running;

// Fails when the run over a generated sample counts something else than the generator wrote down while drawing it, or when an
// intake outcome, refund tier or hold kind that the sample provokes does not come up.
public class SampleRunTests
{
    private static readonly SampleSummary Told = SampleRun.Shared.Summary;
    private static readonly JsonObject Run = SampleRun.Shared.Figures;

    /// <summary>
    /// The orders whose prices Doudian sent as decimal text where its documents promise
    /// whole fen: nobody can tell yuan from fen there, so that no order is placed.
    /// The generator counts them among its orders, for a price that only changed its JSON type (Taobao, Pinduoduo) is read all the same.
    /// </summary>
    private const int Ambiguous = 1;

    private static long Number(string key) => Run[key]!.GetValue<long>();

    private static long Number(string group, string key) => Run[group]![key]?.GetValue<long>() ?? 0;

    /// <summary>What the order with ambiguous prices costs; its own record says it in yuan.</summary>
    private static async Task<long> AmbiguousFenAsync()
    {
        var records = (await Stored.PutAwayAsync(SampleRun.Shared.Store, "demo")).Where(p => p.Code == "channels.amount-ambiguous")
            .Select(p => JsonNode.Parse(p.Raw)!).ToList();
        Assert.Single(records.Select(r => r["order_id"]!.ToString()).Distinct());
        return (long)(decimal.Parse(records[0]["pay_amount"]!.ToString(), CultureInfo.InvariantCulture) * 100);
    }

    [Fact]
    public void Orders_are_those_that_can_be_placed() => Assert.Equal(Told.Orders - Ambiguous, Number("orders"));

    [Fact]
    public void Paid_orders_are_those_that_were_paid() => Assert.Equal(Told.Paid - Ambiguous, Number("paid"));

    [Fact]
    public void Expired_orders_are_those_that_nobody_paid() => Assert.Equal(Told.UnpaidExpired, Number("unpaidExpired"));

    [Fact]
    public void Late_payments_are_those_after_thirty_minutes() => Assert.Equal(Told.LatePayments, Number("latePayments"));

    [Fact]
    public void Big_tickets_are_tagged() => Assert.Equal(Told.BigTickets, Number("vipExpedite"));

    [Fact]
    public void Copies_in_another_file_are_duplicates() => Assert.Equal(Told.Duplicates, Number("duplicates"));

    [Theory]
    [InlineData("unknown-status", "channels.status-unknown")]
    [InlineData("unmapped-sku", "channels.sku-unmapped")]
    [InlineData("negative-quantity", "channels.quantity-negative")]
    [InlineData("malformed-json", "channels.record-malformed")]
    public void Records_that_cannot_be_taken_are_put_away_under_their_code(string reason, string code) =>
        Assert.Equal(Told.ParkedRecords[reason], Number("parkedBy", code));

    [Fact]
    public void Tracks_and_parcels_of_orders_that_were_never_placed_are_put_away()
    {
        // The parcel of the order with ambiguous prices: neither the warehouse's word nor the carrier's finds an order.
        Assert.Equal(Ambiguous, Number("parkedBy", "kernel.order-unknown"));
        Assert.Equal(Told.ParkedRecords["unknown-waybill"] + Ambiguous, Number("parkedBy", "kernel.waybill-unknown"));
    }

    [Fact]
    public void A_cancel_before_its_order_is_parked_until_the_order_comes() =>
        Assert.Equal(Told.EarlyCancelPushes + Told.ParkedRecords["order-never-comes"], Number("parkedBy", "channels.claim-parked"));

    [Fact]
    public async Task What_was_ordered_is_what_the_buyers_owed() => Assert.Equal(Told.OrderedMinor - await AmbiguousFenAsync(), Number("orderedMinor"));

    [Fact]
    public async Task What_was_paid_is_kept_or_went_back_or_is_owed_back() =>
        Assert.Equal(Told.PaidMinor - await AmbiguousFenAsync(), Number("keptMinor") + Number("refundedMinor") + Number("refundPendingMinor"));

    [Fact]
    public void Parcels_are_those_of_our_warehouses_and_of_others()
    {
        // The parcel of the order with ambiguous prices finds no order.
        Assert.Equal(Told.Outbound - Ambiguous + Told.ShippedElsewhere, Number("shipments"));

        // The two counts differ in kind: a parcel that only the channel knows commits units that were reserved and is then the planned one; elsewhere is what
        // left with nothing reserved, or past the plan, such as a part of an order from another warehouse.
        Assert.InRange(Number("shippedElsewhere"), 1, Number("shipments"));
    }

    [Fact]
    public void Refunds_of_cases_went_back() => Assert.Equal(Told.RefundedMinor, Number("refundedMinor"));

    [Fact]
    public void Statuses_and_channels_sum_to_the_orders()
    {
        Assert.Equal(Number("orders"), Run["statuses"]!.AsObject().Sum(s => s.Value!.GetValue<long>()));
        Assert.Equal(Number("orders"), Run["channels"]!.AsObject().Sum(s => s.Value!.GetValue<long>()));
    }

    [Theory]
    [InlineData("applied")]
    [InlineData("stale")]
    [InlineData("conflicts")]
    [InlineData("parked")]
    [InlineData("duplicates")]
    public void Every_intake_outcome_comes_up(string key) => Assert.True(Number(key) > 0, key);

    [Theory]
    [InlineData("automatic")]
    [InlineData("agent")]
    [InlineData("supervisor")]
    [InlineData("finance")]
    public void Every_refund_tier_comes_up(string tier) => Assert.True(Number("tiers", tier) > 0, tier);

    [Theory]
    [InlineData("StockShortage")]
    [InlineData("PaymentRisk")]
    [InlineData("GroupPending")]
    [InlineData("ChannelLock")]
    [InlineData("AnomalyReview")]
    [InlineData("CustomerRequest")]
    public void Every_hold_kind_comes_up(string kind) => Assert.True(Number("holds", kind) > 0, kind);

    [Fact]
    public void Older_copies_that_arrive_a_run_later_are_stale()
    {
        // One run applies its records in the order of their source times, so that a copy from before is simply first. Told a run later, it is stale.
        using var folder = new TempFolder();
        SampleGenerator.Write(new SampleOptions(200, 7, folder.Input));
        var manifest = Path.Combine(folder.Input, "manifest.json");
        var whole = File.ReadAllText(manifest);
        var without = JsonNode.Parse(whole)!.AsObject();
        var files = without["files"]!.AsArray();
        foreach (var later in files.Where(f => f!["path"]!.GetValue<string>().EndsWith("recheck.jsonl", StringComparison.Ordinal)).ToList())
            files.Remove(later);
        File.WriteAllText(manifest, without.ToJsonString());
        folder.Run("--json").Ends(0);
        File.WriteAllText(manifest, whole);
        var figures = JsonNode.Parse(folder.Run("--json").Ends(0).Out)!;
        // A copy with a newer memo, made before the parcel left, says less than what is known by then.
        Assert.Equal(Told.OlderCopies + Told.UpdatedCopies, figures["stale"]!.GetValue<long>());
        Assert.Equal(Number("orders"), figures["orders"]!.GetValue<long>());
        Assert.Equal(Number("keptMinor"), figures["keptMinor"]!.GetValue<long>());
    }

    [Fact]
    public void Running_the_same_folder_again_changes_nothing_and_says_so()
    {
        using var folder = new TempFolder();
        var again = ToolRun.Of("run", SampleRun.Shared.Input, "--store", SampleRun.Shared.CopyStore(folder)).Ends(0).Out;
        Assert.Contains("Nothing new", again, StringComparison.Ordinal);
        Assert.Contains(Run["eventHash"]!.GetValue<string>()[..16], again, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_is_a_fold_over_what_is_stored() => 
        Assert.Equal(Stored.WithoutFiles(SampleRun.Shared.Json), Stored.Json(SampleRun.Shared.Store, "demo"));
}
