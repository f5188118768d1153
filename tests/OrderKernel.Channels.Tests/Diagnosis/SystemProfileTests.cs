using System.Text;

namespace OrderKernel.Channels.Tests;

// Fails when a profile of a system beside the channels has something odd, claims to have been seen where nothing was, reads an export of its kind as something
// else than it says, or is taken for what reads a real payload of a channel.
public class SystemProfileTests
{
    public static TheoryData<string> Names => [.. Profiles.SystemNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_odd_in_it_and_nothing_is_claimed_to_be_seen(string name)
    {
        var profile = Profiles.Default(name).Policy;
        Assert.Empty(ProfileLint.Of(profile).Items);
        Assert.All(profile.StatusTables.SelectMany(t => t.Rows), r => Assert.Equal(EvidenceMark.Inferred, r.Evidence));
        Assert.DoesNotContain(name, Profiles.DefaultNames.Items);
    }

    [Theory]
    [InlineData("线上订单号,内部订单号,店铺,订单状态,下单时间,付款时间,应付金额,已付金额,快递单号", "9,1,s,已发货,2026-02-09 10:00:00,2026-02-09 10:01:00,5.00,5.00,SF1")]
    [InlineData("订单编号,店铺,原始单号,订单状态,订单退款状态,交易时间,付款时间,发货时间,买家实付,应收金额", "1,s,9,已发货,无退款,2026-02-09 10:00:00,2026-02-09 10:01:00,2026-02-09 11:00:00,5.00,5.00")]
    [InlineData("单据编号,平台单号,店铺名称,状态,拍单时间,付款时间,订单金额,实付金额,物流公司", "1,9,s,已发货,2026-02-09 10:00:00,2026-02-09 10:01:00,5.00,5.00,顺丰")]
    public void Names_of_three_families_of_erp_say_the_same(string header, string row)
    {
        var profile = Profiles.Default("erp-csv");
        Assert.Equal("erp-csv", ProfileRecognizer.Recognize(Encoding.UTF8.GetBytes($"{header}\n{row}\n"), [profile])?.Profile.Reference.Name);
        var reading = Assert.Single(Made.Read(profile, $"{header}\n{row}\n"));
        Assert.Equal(new RecordSource(null, "s", "1"), reading.Source);
        var claim = reading.Claim!;
        Assert.Equal(("9", PaymentStatus.Paid, FulfilmentStatus.Shipped), (claim.Order.Number.Value, claim.Payment!.Value, claim.Fulfilment!.Value));
        Assert.Equal((Money.Fen(500), Money.Fen(500)), (claim.Amounts!.Due, claim.PaidAmount!.Value));
    }

    [Fact]
    public void Rows_of_one_document_of_an_erp_are_one_order_and_what_they_do_not_agree_on_parks()
    {
        const string Header = "线上订单号,内部订单号,店铺,订单状态,下单时间,付款时间,应付金额,已付金额,商品编码,数量\n";
        const string Row = "9,1,s,已发货,2026-02-09 10:00:00,2026-02-09 10:01:00,5.00,5.00,";
        var text = $"{Header}{Row}MUG,1\n{Row}TEA,2\n{Row.Replace("9,1,", "8,1,", StringComparison.Ordinal)}TEA,1\n";
        PolicyDocument<ChannelProfile>[] systems = [.. Profiles.SystemNames.Items.Select(Profiles.Default)];
        var profile = ProfileRecognizer.Recognize(Encoding.UTF8.GetBytes(text), systems)!.Profile;
        Assert.Equal("erp-lines-csv", profile.Reference.Name);
        // A document over two orders tells of each; its rows of one of them are one record.
        Assert.Equal(["9", "8"], Made.Read(profile, text).Select(r => r.Claim?.Order.Number.Value));
        var unlike = Assert.Single(Made.Read(profile, $"{Header}{Row}MUG,1\n{Row.Replace("已发货", "已取消", StringComparison.Ordinal)}TEA,2\n"));
        Assert.Equal(ChannelsCodes.RowsDisagree, unlike.Refusal?.Code);
    }

    [Theory]
    [InlineData("被合并", ReadingKind.Skipped)]
    [InlineData("被拆分", ReadingKind.Skipped)]
    [InlineData("未知状态", ReadingKind.Parked)]
    public void A_word_of_an_erp_that_tells_no_status_is_passed_over_or_parks(string word, ReadingKind kind) => Assert.Equal(kind, Assert.Single(Made.Read(
        Profiles.Default("erp-csv"), $"线上订单号,内部订单号,订单状态,下单时间,应付金额\n9,1,{word},2026-02-09 10:00:00,5.00\n")).Kind);

    [Theory]
    [InlineData("""{"deliveryOrders":[{"deliveryOrderCode":"W1","sourceOrderCode":"9","shopNick":"s","status":"DELIVERED","orderConfirmTime":"2026-02-09 10:00:00"}]}""")]
    [InlineData("""{"deliveryOrderCode":"W1","sourceOrderCode":"9","shopCode":"s","status":"已出库","outTime":"2026-02-09 10:00:00"}""")]
    public void A_dispatch_note_says_whether_it_left(string json)
    {
        var reading = Assert.Single(Made.Read(Profiles.Default("wms-json"), json));
        Assert.Equal((FulfilmentStatus.Shipped, new RecordSource(null, "s", "W1")), (reading.Claim!.Fulfilment!.Value, reading.Source!.Value));
        Assert.Null(reading.Claim.Payment);
    }

    [Fact]
    public void A_customers_system_says_how_an_order_stands_and_nothing_of_the_member()
    {
        var claim = Assert.Single(Made.Read(Profiles.Default("crm-csv"),
            "订单号,会员编号,店铺,订单状态,下单时间,付款时间,实付金额\n9,M1,s,交易成功,2026-02-09 10:00:00,2026-02-09 10:01:00,5.00\n")).Claim;
        Assert.Null(claim);
        claim = Assert.Single(Made.Read(Profiles.Default("crm-csv"),
            "订单号,会员编号,店铺,订单状态,下单时间,付款时间,应付金额,实付金额\n9,M1,s,交易成功,2026-02-09 10:00:00,2026-02-09 10:01:00,5.00,5.00\n")).Claim!;
        Assert.Equal((FulfilmentStatus.Delivered, ClaimOutcome.Succeeded), (claim.Fulfilment!.Value, claim.Outcome!.Value));
        Assert.True(claim.Customer.IsUnset);
    }

    [DataFact]
    public void No_real_payload_of_a_channel_is_recognised_otherwise_for_them()
    {
        var channels = Profiles.Defaults();
        PolicyDocument<ChannelProfile>[] systems = [.. Profiles.SystemNames.Items.Select(Profiles.Default)];
        var files = Directory.GetFiles(TestData.Folder!, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var head = File.ReadAllBytes(file).Take(65_536).ToArray();
            Assert.Null(ProfileRecognizer.Recognize(head, systems));
            Assert.Equal(ProfileRecognizer.Recognize(head, channels), ProfileRecognizer.Recognize(head, [.. systems, .. channels]));
        }
    }
}
