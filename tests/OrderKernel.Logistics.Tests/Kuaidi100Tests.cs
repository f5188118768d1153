using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>Messages of kuaidi100, hand-written after the facts and, where the data folder is there, a real one.</summary>
/// <remarks>Fails when a time loses its zone, an entry is guessed, the order of the list matters, or an unknown word passes.</remarks>
public class Kuaidi100Tests
{
    private static readonly string[] Journey =
    [
        Entry("2020-07-01 17:09:24", "客户签收人: 门卫 已签收 感谢使用"), Entry("2020-07-01 13:30:44", "派件中 派件人: 测试甲 电话 13800000000"),
        Entry("2020-06-30 23:11:59", "【温州转运中心】 已发出"), Entry("2020-06-30 19:20:49", "已收件 取件人: 测试乙 (13800000001)"),
    ];

    [Fact]
    public void A_signed_track_has_its_nodes_and_times_in_utc()
    {
        var payload = Parse(Message("3", Journey)).ValueOrThrow();
        Assert.Equal((Waybill.Of("YT1"), CarrierId.Of("YTO")), (payload.Waybill, payload.Carrier));
        Assert.Equal([TrackNode.Delivered, TrackNode.OutForDelivery, TrackNode.InTransit, TrackNode.Accepted], payload.Reports.Items.Select(r => r.Node));
        Assert.Equal(At("2020-07-01T09:09:24Z"), payload.Reports[0].At);
        Assert.Equal(At("2020-06-30T11:20:49Z"), payload.Reports[3].At);
        Assert.Equal(("3", null), (payload.Reports[0].RawCode, payload.Reports[1].RawCode));
        Assert.Empty(payload.Findings);
    }

    [Fact]
    public void Oldest_first_is_the_same_track()
    {
        var down = Parse(Message("3", Journey)).ValueOrThrow();
        var up = Parse(Message("3", Journey.Reverse().ToArray())).ValueOrThrow();
        Assert.Equal(down.Reports.Items.Reverse(), up.Reports.Items);
        Assert.Equal(Track(down.Reports.Items.ToArray()), Track(up.Reports.Items.ToArray()));
    }

    [Fact]
    public void A_callback_carries_the_track_in_its_last_result()
    {
        var inner = Message("3", Journey);
        var payload = Parse("{\"status\":\"shutdown\",\"billstatus\":\"got\",\"message\":\"\",\"lastResult\":" + inner + ",\"destResult\":{\"nu\":\"X\"}}")
            .ValueOrThrow();
        Assert.Equal(Parse(inner).ValueOrThrow(), payload);
    }

    [Fact]
    public void An_entrys_own_code_outranks_its_text_and_the_state()
    {
        var payload = Parse(Message("3", Entry("2026-01-02 10:00:00", "已签收", ",\"statusCode\":\"501\""))).ValueOrThrow();
        Assert.Equal((TrackNode.AtLocker, "501"), (payload.Reports[0].Node, payload.Reports[0].RawCode));
        Assert.Equal(LogisticsCodes.StateContradictsTrack, payload.Findings[0].Code);
    }

    [Theory]
    [InlineData("301", DeliveryKind.Self)]
    [InlineData("303", DeliveryKind.Proxy)]
    [InlineData("304", DeliveryKind.Locker)]
    public void The_state_tells_who_took_the_parcel(string state, DeliveryKind kind) =>
        Assert.Equal(kind, Parse(Message(state, Journey)).ValueOrThrow().Reports[0].DeliveredTo);

    [Fact]
    public void A_sign_off_as_a_state_over_a_parcel_that_only_departed_is_a_finding_and_no_delivery()
    {
        var payload = Parse(Message("3", Journey[2], Journey[3])).ValueOrThrow();
        Assert.DoesNotContain(payload.Reports.Items, r => r.Node == TrackNode.Delivered);
        Assert.Equal(LogisticsCodes.StateContradictsTrack, payload.Findings[0].Code);
    }

    [Fact]
    public void A_text_that_no_rule_knows_takes_the_state_when_it_is_the_newest_and_is_left_out_otherwise()
    {
        var payload = Parse(Message("206", Entry("2026-01-02 10:00:00", "电话无人接听"), Entry("2026-01-01 10:00:00", "商家已打印面单"))).ValueOrThrow();
        Assert.Equal((TrackNode.Exception, TrackExceptionReason.Unreachable, "206"),
            (payload.Reports[0].Node, payload.Reports[0].Exception, payload.Reports[0].RawCode));
        Assert.Single(payload.Reports);
        Assert.Equal(("$.data[1]", LogisticsCodes.TextUnknown), (payload.Findings[0].Path, payload.Findings[0].Code));
    }

    [Theory]
    [InlineData("{\"result\":false,\"returnCode\":\"500\",\"message\":\"查询无结果\"}", LogisticsCodes.NoTrack)]
    [InlineData("{\"nu\":\"YT1\",\"com\":\"yuantong\",\"state\":\"99\",\"data\":[]}", LogisticsCodes.StateUnknown)]
    [InlineData("{\"nu\":\"YT1\",\"com\":\"yuantong\",\"data\":[{\"time\":\"2026-01-01 00:00:00\",\"context\":\"x\",\"statusCode\":\"9999\"}]}",
        LogisticsCodes.StateUnknown)]
    [InlineData("{\"nu\":\"YT1\",\"com\":\"nobody\",\"state\":\"3\",\"data\":[]}", LogisticsCodes.CarrierUnknown)]
    [InlineData("{\"nu\":\"YT1\",\"state\":\"3\",\"data\":[]}", LogisticsCodes.PayloadIncomplete)]
    [InlineData("{\"com\":\"yuantong\",\"state\":\"3\",\"data\":[]}", LogisticsCodes.PayloadIncomplete)]
    [InlineData("{\"nu\":\"YT1\",\"com\":\"yuantong\",\"state\":\"3\",\"data\":{}}", LogisticsCodes.PayloadIncomplete)]
    [InlineData("{\"nu\":\"YT1\",\"com\":\"yuantong\",\"state\":\"3\",\"data\":[{\"time\":\"yesterday\",\"context\":\"已签收\"}]}", LogisticsCodes.TimeUnreadable)]
    [InlineData("{\"nu\":\"YT1\",\"com\":\"yuantong\",\"state\":\"3\",\"data\":[7]}", LogisticsCodes.TimeUnreadable)]
    [InlineData("{\"nu\":\"YT1\",\"nu\":\"YT2\",\"com\":\"yuantong\",\"data\":[]}", LogisticsCodes.PayloadMalformed)]
    [InlineData("{\"nu\":\"YT1\",", LogisticsCodes.PayloadMalformed)]
    [InlineData("{\"nu\":\"\\ud800\"}", LogisticsCodes.PayloadMalformed)]
    [InlineData("{} {}", LogisticsCodes.PayloadMalformed)]
    [InlineData("[]", LogisticsCodes.PayloadMalformed)]
    [InlineData("", LogisticsCodes.PayloadMalformed)]
    public void What_cannot_be_mapped_is_parked_with_its_reason(string json, string code) => Assert.Equal(code, Parse(json).Refusal?.Code);

    [Fact]
    public void Numbers_for_texts_a_byte_order_mark_and_unknown_properties_pass()
    {
        var json = "\uFEFF" + Message("3", Entry("bad", "已签收", ",\"ftime\":\"2026-01-02 10:00:00\",\"areaName\":\"上海\",\"location\":\"\",\"new\":[{\"x\":1}]"))
            .Replace("\"3\"", "3", StringComparison.Ordinal);
        var report = Parse(json).ValueOrThrow().Reports[0];
        Assert.Equal((TrackNode.Delivered, "上海", At("2026-01-02T02:00:00Z")), (report.Node, report.Place, report.At));
        Assert.Empty(Parse("{\"nu\":\"YT1\",\"com\":\"yuantong\",\"data\":[]}").ValueOrThrow().Reports);
    }

    [Fact]
    public void The_real_track_comes_out_as_its_index_says()
    {
        var root = Environment.GetEnvironmentVariable("ORDERKERNEL_DATA");
        if (root is null)
        {
            Console.WriteLine("skipped: ORDERKERNEL_DATA is not set, the real kuaidi100 track was not read.");
            return;
        }

        var payload = Kuaidi100.Parse(File.ReadAllBytes(Path.Combine(root, "payloads", "carriers", "kuaidi100-yuantong-signed.json")),
            TrackVocabulary.Kuaidi100.Policy).ValueOrThrow();
        var track = Track(payload.Reports.Items.ToArray());
        Assert.Equal(("YT4629130296173", "YTO", 0, 10), (payload.Waybill.Value, payload.Carrier.Value, payload.Findings.Count, payload.Reports.Count));
        Assert.Equal(At("2020-06-30T11:20:49Z"), track.FirstScannedAt);
        Assert.Equal((At("2020-07-01T09:09:24Z"), SignOffTrust.Suspect), (track.SignOff!.At, track.SignOff.Trust));
    }
}
