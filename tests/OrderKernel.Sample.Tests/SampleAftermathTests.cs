using System.Text.Json;

namespace OrderKernel.Sample.Tests;

// Fails when the days after the promotion lack a story that the sample promises: parcels, tracks, requests, returns.
[Collection(SampleCollection.Name)]
public sealed class SampleAftermathTests(SampleFixture fixture)
{
    private static readonly string[] ShippedWords = ["WAIT_BUYER_CONFIRM_GOODS", "WAIT_GOODS_RECEIVE_CONFIRM", "TRADE_FINISHED", "FINISHED_L"];
    private readonly SampleReading _sample = fixture.Sample;

    [Fact]
    public void Orders_leave_in_several_parcels()
    {
        var parcels = _sample.Outbound.GroupBy(sent => sent.Text("order")).Where(group => group.Count() > 1).ToList();
        Assert.Equal(_sample.Summary.SplitShipments, parcels.Count);
        Assert.Contains(parcels, group => group.Select(sent => sent.Text("location")).Distinct().Count() > 1);
        Assert.Contains(_sample.Orders, order => order.Status == "SELLER_CONSIGNED_PART");
        Assert.Contains(_sample.Orders, order => order is { Channel: "doudian", Status: "101" });
    }

    [Fact]
    public void A_channel_reports_shipping_that_no_warehouse_did()
    {
        var sent = _sample.Outbound.Select(sent => sent.Text("order")).ToHashSet();
        var elsewhere = _sample.Orders.Where(order => Shipped(order) && !sent.Contains(order.Id)).Select(order => order.Id).Distinct().ToList();
        Assert.Equal(_sample.Summary.ShippedElsewhere, elsewhere.Count);
    }

    [Fact]
    public void A_channel_ships_what_it_had_cancelled_and_ends_what_was_shipped()
    {
        var histories = _sample.Orders.GroupBy(order => order.Id)
            .Select(group => group.OrderBy(order => order.Modified).Select(order => order.Status).ToList()).ToList();
        Assert.Contains(histories, words => words is [.., "4", "3"]);
        Assert.Contains(histories, words => words is [.., "WAIT_BUYER_CONFIRM_GOODS", "TRADE_CLOSED"]);
        Assert.Contains(histories, words => words is [.., "DELIVERY_RETURN"]);
    }

    [Fact]
    public void Refund_requests_cover_all_tiers()
    {
        var delivered = _sample.Cases.Where(told => told.Path.Contains("requested", StringComparison.Ordinal)).Select(SampleCases.Amount).ToList();
        foreach (var (least, most) in ((long, long)[])[(1, 4_999), (5_000, 49_999), (50_000, 499_999), (500_000, long.MaxValue)])
        {
            Assert.Contains(delivered, told => told.Fen >= least && told.Fen <= most);
        }

        Assert.Equal(
            ["50-to-500", "500-to-5000", "above-5000", "before-shipping", "disputed", "quiet-period", "repeated", "undelivered", "under-50"],
            _sample.Summary.AfterSalesByTier.Keys);
        Assert.Equal(delivered.Count, _sample.Summary.AfterSalesByTier.Values.Sum());
        Assert.Equal(_sample.Cases.Count, _sample.Summary.AfterSalesRecords);
        Assert.Equal(_sample.Summary.RefundedMinor, _sample.Cases.Where(SampleCases.Refunded).Sum(told => SampleCases.Amount(told).Fen));
    }

    [Fact]
    public void Some_cases_are_disputed()
    {
        Assert.Contains(_sample.Cases, told => told.Channel == "pdd" && told.Json.Whole("after_sales_status") == 8);
        Assert.Contains(_sample.Cases, told => told.Channel == "doudian" && told.Json.GetProperty("aftersale_info").Whole("arbitrate_status") == 1);
    }

    [Fact]
    public void Someone_asks_without_a_reason_within_a_day_after_signing()
    {
        var hasty = _sample.Cases.Count(told => SampleCases.Reason(told) == "七天无理由退换货" &&
            Signed(SampleCases.Amount(told).Order) is { } signed && SampleCases.Asked(told) - signed < TimeSpan.FromHours(24));
        Assert.Equal(_sample.Summary.AfterSalesByTier["quiet-period"], hasty);
    }

    [Fact]
    public void One_buyer_asks_again_and_again()
    {
        var most = _sample.Cases.Where(told => told.Channel == "taobao" && told.Path.Contains("requested", StringComparison.Ordinal))
            .GroupBy(told => told.Json.Text("buyer_open_uid")).MaxBy(group => group.Count())!;
        Assert.Equal(_sample.Summary.AfterSalesByTier["repeated"], most.Count());
        Assert.All(most, told => Assert.True(SampleCases.Amount(told).Fen < 5_000));
    }

    [Fact]
    public void Returned_goods_are_restocked_or_written_off()
    {
        var outcomes = _sample.Receipts.SelectMany(receipt => receipt.Items("lines")).Select(line => line.Text("outcome")).ToHashSet();
        Assert.Equal(["restock", "write-off"], outcomes.Order());
        Assert.Equal(_sample.Summary.Receipts.Values.Sum(), _sample.Receipts.Count);
        var sent = _sample.Outbound.ToLookup(parcel => parcel.Text("order"));
        Assert.All(_sample.Receipts, receipt => Assert.Contains(
            sent[receipt.Text("order")], parcel => SampleCases.Iso(parcel.Text("at")) < SampleCases.Iso(receipt.Text("at"))));
    }

    [Fact]
    public void Money_goes_back_before_shipping()
    {
        Assert.Contains(_sample.Latest, order => order.Status == "TRADE_CLOSED" && !order.Json.TryGetProperty("consign_time", out _));
        Assert.Contains(_sample.Latest, order => order is { Status: "TRADE_CANCELED", Paid: not null });
        Assert.Contains(_sample.Latest, order => order is { Channel: "pdd", Status: "1" } && order.Json.Whole("refund_status") == 4);
        Assert.Contains(_sample.Latest, order => order is { Channel: "doudian", Status: "4" } && order.Json.Whole("main_status") == 21);
    }

    private DateTime? Signed(string order) => _sample.Outbound
        .Where(sent => sent.Text("order") == order)
        .SelectMany(sent => _sample.Tracks.Where(track => track.Text("nu") == sent.Text("waybill")))
        .SelectMany(track => track.Items("data"))
        .Where(node => node.Text("statusCode").StartsWith('3'))
        .Select(node => (DateTime?)SampleCases.Local(node.Text("time")))
        .FirstOrDefault();

    private static bool Shipped(RawOrder order) => ShippedWords.Contains(order.Status) || order switch
    {
        { Channel: "doudian" } => order.Status is "3" or "5",
        { Channel: "pdd" } => order.Status is "2" or "3",
        _ => false,
    };
}
