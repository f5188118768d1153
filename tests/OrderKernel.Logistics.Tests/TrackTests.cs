using NodaTime;
using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>What reports make of a track.</summary>
/// <remarks>
/// Fails when a sign-off is believed on an aggregator's word, a locker counts as
/// delivered, a waybill alone stops the first-scan clock, or a duplicate is not counted.
/// </remarks>
public class TrackTests
{
    [Fact]
    public void Known_reports_are_dropped_and_counted()
    {
        var track = Track(Report(TrackNode.Accepted, 0));
        var again = Decide(track, Report(TrackNode.Accepted, 0), Report(TrackNode.Accepted, 0));
        Assert.Empty(again.Events);
        Assert.Equal([Reason.Of(LogisticsCodes.DuplicatesDropped, ("count", 2))], again.Reasons);
        var more = Decide(track, Report(TrackNode.Accepted, 0), Report(TrackNode.InTransit, 1));
        Assert.Equal(1, more.Events.Items.OfType<TrackReported>().Single().Duplicates);
        Assert.Empty(TrackProcess.Decide(ParcelTrack.None, [], Policy, Context).ValueOrThrow().Events);
    }

    [Fact]
    public void A_report_of_no_parcel_or_carrier_is_refused()
    {
        var whole = Report(TrackNode.Accepted, 0);
        foreach (var (report, part) in new[] { (whole with { Waybill = default }, "waybill"), (whole with { Carrier = default }, "carrier"),
            (whole with { Evidence = [default(EvidenceReference)] }, "evidence[0]") })
        {
            var refusal = TrackProcess.Decide(ParcelTrack.None, [whole, report], Policy, Context).Refusal;
            Assert.Equal($"{KernelCodes.IdUnset} (part=reports[1].{part})", refusal?.ToString());
        }

        Assert.Equal(KernelCodes.IdUnset, TrackProcess.Decide(ParcelTrack.None, [whole], Policy, Context with { Message = default }).Refusal?.Code);
    }

    [Theory]
    [InlineData(0.49, 1)]
    [InlineData(0.5, 0)]
    public void A_node_repeated_within_half_an_hour_is_a_repeat(double hoursLater, int repeats)
    {
        var decision = Decide(ParcelTrack.None, Report(TrackNode.InTransit, 0), Report(TrackNode.OutForDelivery, 0.1), Report(TrackNode.InTransit, hoursLater));
        var journey = TrackProcess.Evolve(ParcelTrack.None, decision.Events).Journey(Policy.Policy);
        Assert.Equal((repeats, 3 - repeats), (journey.Repeats, journey.Nodes.Count));
        Assert.Equal(repeats, decision.Reasons.Items.Count(r => r.Code == LogisticsCodes.RepeatsDropped));
    }

    [Fact]
    public void Exceptions_of_two_reasons_are_no_repeats()
    {
        var track = Track(Report(TrackNode.Exception, 0) with { Exception = TrackExceptionReason.Unreachable },
            Report(TrackNode.Exception, 0.1) with { Exception = TrackExceptionReason.Damaged });
        Assert.Equal(0, track.Journey(Policy.Policy).Repeats);
    }

    [Fact]
    public void Late_reports_take_their_place()
    {
        var track = Track(Report(TrackNode.Delivered, 5), Report(TrackNode.Accepted, 0), Report(TrackNode.InTransit, 2));
        Assert.Equal([TrackNode.Accepted, TrackNode.InTransit, TrackNode.Delivered], track.Points.Items.Select(p => p.Node));
        Assert.Equal((Noon, TrackNode.Delivered, true), (track.FirstScannedAt, track.Latest!.Node, track.IsOver));
    }

    [Fact]
    public void An_aggregators_sign_off_is_suspect_until_the_carrier_or_a_proof_confirms_it()
    {
        var signed = Report(TrackNode.Delivered, 5);
        var decision = Decide(ParcelTrack.None, Report(TrackNode.Accepted, 0), signed);
        Assert.Contains(decision.Reasons.Items, r => r.Code == LogisticsCodes.SignOffUnconfirmed);
        Assert.Contains(decision.Reasons.Items, r => r.Code == LogisticsCodes.FirstScanned);
        var track = TrackProcess.Evolve(ParcelTrack.None, decision.Events);
        Assert.Equal(new SignOff(SignOffTrust.Suspect, signed.At, null, [LogisticsCodes.SignOffUnconfirmed]), track.SignOff);
        foreach (var proof in new[] { signed with { IsFromCarrier = true }, signed with { Evidence = [EvidenceReference.Of("photo")] } })
        {
            var confirmed = Decide(track, proof);
            Assert.Contains(confirmed.Reasons.Items, r => r.Code == LogisticsCodes.SignOffVerified);
            Assert.Equal(SignOffTrust.Verified, TrackProcess.Evolve(track, confirmed.Events).SignOff!.Trust);
        }
    }

    [Fact]
    public void A_sign_off_without_a_scan_or_before_more_movement_is_doubted()
    {
        Assert.Equal([LogisticsCodes.SignOffUnconfirmed, LogisticsCodes.SignOffWithoutScan],
            Track(Report(TrackNode.Registered, 0), Report(TrackNode.Delivered, 5)).SignOff!.Doubts);
        var proven = Report(TrackNode.Delivered, 5) with { IsFromCarrier = true };
        Assert.Equal([LogisticsCodes.SignOffContradicted], Track(proven, Report(TrackNode.OutForDelivery, 6)).SignOff!.Doubts);
        Assert.Equal(SignOffTrust.Verified, Track(proven, Report(TrackNode.Returning, 6)).SignOff!.Trust);
    }

    [Fact]
    public void The_earliest_confirmed_sign_off_gives_the_time()
    {
        var track = Track(Report(TrackNode.Accepted, 0), Report(TrackNode.Delivered, 4), Report(TrackNode.Delivered, 5) with { IsFromCarrier = true },
            Report(TrackNode.Delivered, 6) with { IsFromCarrier = true });
        Assert.Equal((SignOffTrust.Verified, Noon + Duration.FromHours(5)), (track.SignOff!.Trust, track.SignOff.At));
    }

    [Fact]
    public void A_locker_is_not_a_delivery()
    {
        var track = Track(Report(TrackNode.Accepted, 0), Report(TrackNode.AtLocker, 5));
        Assert.Equal((null, false), (track.SignOff, track.IsOver));
    }

    [Fact]
    public void A_waybill_alone_does_not_stop_the_first_scan_clock()
    {
        var registered = Track(Report(TrackNode.Registered, 1));
        var due = Noon + Duration.FromHours(2);
        Assert.Equal(due, FirstScan.OverdueAt(Noon, Policy.Policy));
        Assert.Null(FirstScan.Check(registered, Parcel, Noon, due - Duration.Epsilon, Policy.Policy));
        Assert.Equal(LogisticsCodes.FirstScanOverdue, FirstScan.Check(registered, Parcel, Noon, due, Policy.Policy)!.Code);
        Assert.NotNull(FirstScan.Check(ParcelTrack.None, Parcel, Noon, due, Policy.Policy));
        Assert.Null(FirstScan.Check(Track(Report(TrackNode.Accepted, 1.9)), Parcel, Noon, due, Policy.Policy));
        Assert.NotNull(FirstScan.Check(Track(Report(TrackNode.Accepted, 2)), Parcel, Noon, due, Policy.Policy));
    }

    [Fact]
    public void A_track_without_news_stalls_until_the_journey_is_over()
    {
        var track = Track(Report(TrackNode.InTransit, 0));
        var due = Noon + Duration.FromHours(48);
        Assert.Null(StalledTrack.Check(track, due - Duration.Epsilon, Policy.Policy));
        Assert.Equal(LogisticsCodes.TrackStalled, StalledTrack.Check(track, due, Policy.Policy)!.Code);
        Assert.Null(StalledTrack.OverdueAt(Track(Report(TrackNode.Delivered, 0)), Policy.Policy));
        Assert.Null(StalledTrack.OverdueAt(ParcelTrack.None, Policy.Policy));
    }

    [Fact]
    public void Events_hold_no_name_and_no_phone()
    {
        var report = Report(TrackNode.OutForDelivery, 0) with { Text = "派件人: 测试甲 电话 13800000000", Place = "上海 快递员张三 13800000000" };
        var point = Track(report).Points[0];
        Assert.Equal("上海 138******00", point.Place);
        Assert.Matches("^[0-9a-f]{16}$", point.TextHash!);
    }

    [Theory]
    [InlineData("广东,深圳市,福田区", "广东,深圳市,福田区")]
    [InlineData("【杭州转运中心】", "【杭州转运中心】")]
    [InlineData("BOCA RATON, FL, 33487, USA", "BOCA RATON, FL, 33487, USA")]
    [InlineData("浙江省 文三路138号张三", "浙江省")]
    [InlineData("张三", null)]
    [InlineData("", null)]
    public void Of_a_place_the_regions_and_the_carriers_sites_stay(string told, string? kept) =>
        Assert.Equal(kept, Track(Report(TrackNode.OutForDelivery, 0) with { Place = told }).Points[0].Place);

    [Fact]
    public void Reports_of_another_parcel_break_the_contract() =>
        Assert.Throws<ArgumentException>(() =>
            Decide(Track(Report(TrackNode.Accepted, 0)), Report(TrackNode.Accepted, 0) with { Waybill = Waybill.Of("other") }));

    [Theory]
    [InlineData("客户签收人: 门卫 已签收 请联系：13800000000，投诉电话：021-00000000", "客户签收人: 门* 已签收 请联系：138******00，投诉电话：021-******00")]
    [InlineData("已收件 取件人: 测试乙 (13800000001)", "已收件 取件人: 测** (138******01)")]
    [InlineData("快递员正在派件,快递员李四", "快递员正在派件,快递员李*")]
    [InlineData("电话 5551234", "电话 ******4")]
    [InlineData("单号 123456", "单号 123456")]
    public void Texts_are_shown_masked(string text, string masked) => Assert.Equal(masked, TrackText.Masked(text));
}
