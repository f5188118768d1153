using System.Text;

namespace OrderKernel.Channels.Tests;

// Fails when a file that tells how its orders stand is read by a profile that passes over it, when a harmless column keeps a file out, or when the order in
// which profiles are given decides which of them reads a file.
public sealed class UnreadColumnTests
{
    private const string Header = "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额";
    private const string Row = "1001,199,199,浙江省,2026-02-09 10:00:00,2026-02-09 10:01:00,0";

    [Theory]
    [InlineData("订单状态")]
    [InlineData("订单状态 ")]
    [InlineData("物流单号")]
    [InlineData("运单号")]
    [InlineData("快递公司")]
    [InlineData("发货时间")]
    [InlineData("退款状态")]
    [InlineData("售后")]
    [InlineData("订单关闭原因")]
    [InlineData("Order Status")]
    [InlineData("tracking_no")]
    [InlineData("Waybill")]
    [InlineData("Carrier name")]
    [InlineData("refunded at")]
    [InlineData("fulfillment")]
    [InlineData("退款费用")]
    public void A_column_that_tells_how_orders_stand_keeps_a_profile_off_that_does_not_read_it(string column)
    {
        var file = Encoding.UTF8.GetBytes($"{Header},{column}\n{Row},等待卖家发货\n");
        Assert.Null(ProfileRecognizer.Recognize(file, Profiles.Defaults()));
        var finding = Assert.Single(ProfileRecognizer.Unread(file, Profiles.Defaults(), "orders.csv"));
        Assert.Equal((ChannelsCodes.ColumnUnread, "orders.csv"), (finding.Code, finding.Path));
        Assert.Equal([("column", column.Trim()), ("profile", "tmall-csv")],
            finding.ToReason().Arguments.Items.Where(a => a.Name != "path").Select(a => (a.Name, a.Value)));

        // A host that reads it by the profile all the same gets no claim, and thus no order that is thought to be over.
        var reading = Assert.Single(Records.Of("tmall-csv", file));
        Assert.Equal(ChannelsCodes.ColumnUnread, reading.Refusal!.Code);
    }

    [Theory]
    [InlineData("宝贝标题")]
    [InlineData("买家会员名")]
    [InlineData("物流费用")]
    [InlineData("快递费")]
    [InlineData("收货地址2")]
    [InlineData("发货地")]
    [InlineData("shipping fee")]
    [InlineData("state")]
    [InlineData("carrier phone")]
    [InlineData("title")]
    public void Any_other_column_is_passed_over(string column)
    {
        var file = Encoding.UTF8.GetBytes($"{Header},{column}\n{Row},x\n");
        Assert.Equal("tmall-csv", ProfileRecognizer.Recognize(file, Profiles.Defaults())!.Profile.Reference.Name);
        Assert.Empty(ProfileRecognizer.Unread(file, Profiles.Defaults(), "orders.csv"));
        Assert.NotNull(Assert.Single(Records.Of("tmall-csv", file)).Claim);
    }

    [Fact]
    public void A_profile_may_leave_a_column_aside_knowingly()
    {
        var file = Encoding.UTF8.GetBytes($"{Header},订单状态,物流单号\n{Row},交易成功,SF1\n");
        var half = Aside("half", "订单状态");
        Assert.Null(ProfileRecognizer.Recognize(file, [half]));
        Assert.Equal("物流单号", Assert.Single(ProfileRecognizer.Unread(file, [half], "f")).ToReason().Arguments.Items.First(a => a.Name == "column").Value);
        var both = Aside("both", "订单状态", "物流单号");
        Assert.Equal("both", ProfileRecognizer.Recognize(file, [half, both])!.Profile.Reference.Name);
        Assert.Equal(["订单状态", "物流单号"], both.Policy.LeftAside.Items.AsEnumerable());
        var reader = new ProfileReader(both, SkuMap.Same, Records.Shop);
        Assert.NotNull(reader.Read(file).Claim);
    }

    [Fact]
    public void What_is_read_cannot_be_left_aside_and_json_has_no_columns()
    {
        Assert.Contains(Refused("tmall-csv", "\"leftAside\": [\"退款金额\"],"), r => r.Arguments[0].Value == "$.leftAside");
        Assert.Contains(Refused("jd", "\"leftAside\": [\"orderState\"],"), r => r.Arguments[0].Value == "$.leftAside");
    }

    [Fact]
    public void Of_two_profiles_the_one_that_reads_more_of_the_file_wins_in_any_order()
    {
        var file = Encoding.UTF8.GetBytes($"{Header},订单状态\n{Row},等待卖家发货\n");
        // It needs fewer fields than the poorer one, and reads the status.
        var rich = Load(Text("tmall-csv").Replace("\"name\": \"tmall-csv\"", "\"name\": \"rich\"")
            .Replace("\"needs\": [\"订单编号\", \"总金额\", \"买家实际支付金额\", \"订单创建时间\"]", "\"needs\": [\"订单编号\", \"订单状态\"]")
            .Replace("\"statuses\": [", "\"statuses\": [{\"path\":\"订单状态\",\"present\":{\"fulfilment\":\"Unfulfilled\",\"evidence\":\"seen\"}},"));
        var poor = Aside("poor", "订单状态");
        Assert.Equal("rich", ProfileRecognizer.Recognize(file, [poor, rich])!.Profile.Reference.Name);
        Assert.Equal("rich", ProfileRecognizer.Recognize(file, [rich, poor])!.Profile.Reference.Name);
        Assert.Equal(8, ProfileRecognizer.Recognize(file, [poor, rich])!.Read);

        // Equals are told apart by their names.
        var other = Aside("other", "订单状态");
        Assert.Equal("other", ProfileRecognizer.Recognize(file, [poor, other])!.Profile.Reference.Name);
        Assert.Equal("other", ProfileRecognizer.Recognize(file, [other, poor])!.Profile.Reference.Name);
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Profiles.DefaultBytes(name).Span);

    private static PolicyDocument<ChannelProfile> Load(string text) => Profiles.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow();

    private static string With(string name, string line) => Text(name).Replace("\"format\":", line + "\"format\":");

    private static PolicyDocument<ChannelProfile> Aside(string name, params string[] columns) =>
        Load(With("tmall-csv", $"\"leftAside\": [{string.Join(",", columns.Select(c => $"\"{c}\""))}],")
            .Replace("\"name\": \"tmall-csv\"", $"\"name\": \"{name}\""));

    private static IEnumerable<Reason> Refused(string name, string line) => Profiles.Load(Encoding.UTF8.GetBytes(With(name, line))).Refusal!.Reasons.Items;
}
