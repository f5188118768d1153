using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>Real payloads come out as their index expects, or park with a reason. Fails when a profile misreads a field, a status or a unit.</summary>
public sealed class RealPayloadScenarios
{
    [DataFact]
    public void Taobao_full_info_of_two_lines()
    {
        var claim = Single("taobao", "taobao/trade-fullinfo-two-lines-wait-send.json");
        Expect(claim, "500001084", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, "2017-07-28T06:18:32Z", "2017-07-28T06:18:32Z", 32358, "陕西省", "西安市");
        Assert.Equal(ClaimScope.Whole, claim.Scope);
        Assert.Equal(["B-C352-F301-356M", "B-C352-F302-357M"], claim.Lines.Items.Select(l => l.Code));
        Assert.All(claim.Lines, l => Assert.Equal(AfterSalesStatus.None, l.AfterSales));
        Assert.Contains(claim.Findings, f => f.Code == ChannelsCodes.AmountsUntied);
        Assert.Empty(claim.Shipments);
    }

    [DataFact]
    public void Taobao_sandbox_page_of_one_row()
    {
        var claim = Single("taobao", "taobao/trades-sold-get-sandbox.json");
        Expect(claim, "194145147111084", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, "2016-10-20T05:27:13Z", "2016-10-20T05:27:49Z", 51000, "山东省", "济宁市");
        Assert.Equal(5, Assert.Single(claim.Lines).Quantity.Units);
        Assert.Equal(Money.Fen(1000), claim.Amounts!.Freight);
        Assert.Empty(claim.Findings);
    }

    [DataFact]
    public void Taobao_refund_rows_become_cases()
    {
        var claims = All("taobao", "taobao/refunds-apply-get-sandbox.json");
        Assert.Equal(["194164230048627", "194336200338627"], claims.Select(c => c.Order.Number.Value));
        var cases = claims.Select(c => Assert.Single(c.Cases)).ToArray();
        Assert.Equal(["147802226992786", "147749821182786"], cases.Select(c => c.Case.Value));
        Assert.Equal([AfterSalesStatus.ReturnInTransit, AfterSalesStatus.Requested], cases.Select(c => c.Status));
        Assert.Equal([Money.Fen(9900), Money.Fen(100872)], cases.Select(c => c.Amount!.Value));
        Assert.Equal(At("2016-09-23T06:13:28Z"), cases[0].RequestedAt);
        Assert.All(claims, c => Assert.Equal(ClaimScope.Part, c.Scope));
    }

    [DataFact]
    public void Pdd_forwarder_push_is_a_part()
    {
        var claim = Single("pdd", "pdd/agiso-push-trade-confirmed.json");
        Expect(claim, "200624-0199468655650824", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, "2020-06-24T02:42:46Z", null, 10, null, null);
        Assert.Equal(ClaimScope.Part, claim.Scope);
        Assert.Equal("003", Assert.Single(claim.Lines).Code);
    }

    [DataFact]
    public void Pdd_mock_without_times_parks_and_lists_all_that_is_missing()
    {
        var reading = Assert.Single(Records.Of("pdd", TestData.Read("payloads/pdd/mock-order-information-masked-receiver.json")));
        Assert.Equal(ReadingKind.Parked, reading.Kind);
        Assert.Equal(ChannelsCodes.FieldMissing, reading.Refusal!.Code);
        var paths = reading.Refusal.Reasons.Items.Where(r => r.Code == ChannelsCodes.FieldMissing)
            .Select(r => r.Arguments.Items.First(a => a.Name == "path").Value);
        Assert.Equal(["$.order_status", "$.updated_at", "$.created_time", "$.pay_amount"], paths);
    }

    [DataFact]
    public void Doudian_list_row()
    {
        var claim = Single("doudian", "doudian/skit-order-search-list.json");
        Expect(claim, "4781320682406083640", PaymentStatus.Paid, FulfilmentStatus.Shipped, "2021-04-02T09:23:33Z", "2021-04-02T09:23:33Z", 500, "北京市", "市辖区");
        Assert.Equal(At("2021-04-02T09:23:33Z"), claim.ShippedAt);
        var line = Assert.Single(claim.Lines);
        Assert.Equal(("djfafj", 2L), (line.Code, line.Quantity.Units));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("3617355413", "SF"), (parcel.Waybill.Value, parcel.Carrier!.Value.Value));
        Assert.Equal([line.Line], parcel.Lines);
        Assert.Equal("海淀区", claim.Recipient!.Address!.District);
    }

    [DataFact]
    public void Doudian_after_sale_ids_lose_their_extra_quotes()
    {
        var claim = Single("doudian", "doudian/skit-aftersale-list.json");
        Assert.Equal("4821780700279174718", claim.Order.Number.Value);
        var one = Assert.Single(claim.Cases);
        Assert.Equal("6986853269519810849", one.Case.Value);
        Assert.Equal((CaseKind.ReturnRefund, AfterSalesStatus.ReturnReceived, Money.Fen(20)), (one.Kind, one.Status, one.Amount!.Value));
        Assert.Equal("4821780700279174718", one.Line!.Value.Value);
        Assert.True(one.IsNoReason);
    }

    [DataTheory]
    [InlineData("TradeCreate", "12345", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, "2021-04-21T07:36:27Z", null, null)]
    [InlineData("TradePaid", "xxxxxxx", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, null, "2021-04-21T07:36:27Z", 2990L)]
    [InlineData("TradeAmountChanged", "12345", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, null, null, 53800L)]
    public void Doudian_messages_are_parts(string name, string number, PaymentStatus payment, FulfilmentStatus fulfilment, string? created, string? paid,
        long? total)
    {
        var claim = Single("doudian", $"doudian/skit-event-{name}.json");
        Expect(claim, number, payment, fulfilment, created, paid, total, null, null);
        Assert.Equal(ClaimScope.Part, claim.Scope);
    }

    [DataFact]
    public void Doudian_refund_message_says_requested_whatever_its_status_field_says()
    {
        var claim = Single("doudian", "doudian/skit-event-RefundCreated.json");
        Assert.Equal("4705288465508532862", claim.Order.Number.Value);
        var one = Assert.Single(claim.Cases);
        Assert.Equal((AfterSalesStatus.Requested, CaseKind.Exchange, "xxxxxx"), (one.Status, one.Kind, one.Case.Value));
    }

    [DataTheory]
    [InlineData("doudian/skit-logistics-track-route.json")]
    [InlineData("doudian/skit-order-batch-sensitive.json")]
    public void What_is_no_order_parks(string path)
    {
        var reading = Assert.Single(Records.Of("doudian", TestData.Read("payloads/" + path)));
        Assert.Equal(ChannelsCodes.RecordNotRecognised, reading.Refusal!.Code);
    }

    [DataTheory]
    [InlineData("taobao/trade-fullinfo-two-lines-wait-send.json", "taobao", "trade")]
    [InlineData("taobao/trades-sold-get-sandbox.json", "taobao", "trade")]
    [InlineData("taobao/refunds-apply-get-sandbox.json", "taobao", "refund")]
    [InlineData("pdd/agiso-push-trade-confirmed.json", "pdd", "agiso-push")]
    [InlineData("pdd/mock-order-information-masked-receiver.json", "pdd", "order")]
    [InlineData("doudian/skit-order-search-list.json", "doudian", "order")]
    [InlineData("doudian/skit-aftersale-list.json", "doudian", "after-sale")]
    [InlineData("doudian/skit-event-TradePaid.json", "doudian", "message")]
    [InlineData("doudian/skit-event-RefundCreated.json", "doudian", "refund-message")]
    [InlineData("carriers/kuaidi100-yuantong-signed.json", null, null)]
    [InlineData("doudian/skit-order-batch-sensitive.json", null, null)]
    public void Profiles_are_recognised_from_content(string path, string? profile, string? kind)
    {
        var all = OrderKernel.Channels.Profiles.Defaults();
        var bytes = TestData.Read("payloads/" + path);
        var found = ProfileRecognizer.Recognize(bytes, all);
        Assert.Equal((profile, kind), (found?.Profile.Reference.Name, found?.RecordKind));
    }

    [DataFact]
    public void Every_payload_reads_the_same_in_chunks_of_any_size()
    {
        foreach (var profile in new[] { "taobao", "pdd", "doudian" })
        {
            foreach (var file in Directory.GetFiles(Path.Combine(TestData.Folder!, "payloads", profile)))
            {
                var bytes = File.ReadAllBytes(file);
                var whole = Records.Of(profile, bytes);
                foreach (var chunk in new[] { 1, 2, 3, 7, 64, 1000 })
                {
                    var parts = Records.Of(profile, bytes, chunk: chunk);
                    Assert.Equal(whole.Select(Shown), parts.Select(Shown));
                }
            }
        }
    }

    internal static string Shown(RecordReading reading) =>
        reading.Claim is { } claim ? ClaimContent.Of(claim).ToString() : $"{reading.Refusal} {reading.Refusal!.Reasons}";

    private static Claim Single(string profile, string path) => Assert.Single(All(profile, path));

    private static List<Claim> All(string profile, string path) => Records.Of(profile, TestData.Read("payloads/" + path)).ConvertAll(r =>
    {
        Assert.True(r.Kind == ReadingKind.Claimed, r.Refusal + " " + r.Refusal?.Reasons);
        return r.Claim!;
    });

    private static void Expect(
        Claim claim, string number, PaymentStatus? payment, FulfilmentStatus? fulfilment, string? created, string? paid, long? total, string? province,
        string? city)
    {
        Assert.Equal(number, claim.Order.Number.Value);
        Assert.Equal((payment, fulfilment), (claim.Payment, claim.Fulfilment));
        Assert.Equal((At(created), At(paid)), (claim.CreatedAt, claim.PaidAt));
        Assert.Equal(total, claim.Amounts?.Due.MinorUnits);
        Assert.Equal((province, city), (claim.Recipient?.Address?.Province, claim.Recipient?.Address?.City));
    }

    private static Instant? At(string? text) => text is null ? null : InstantPattern.ExtendedIso.Parse(text).Value;
}
