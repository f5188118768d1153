using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>The journey of a parcel as kuaidi100 reports it (query answers with the detailed codes of each node).</summary>
internal sealed class SampleTrack(SampleOrder order, SampleParcel parcel, SampleRandom random)
{
    private readonly List<TrackNode> _nodes = [];

    /// <summary>The answers to our queries, in the order in which we got them.</summary>
    public List<(DateTimeOffset At, byte[] Payload)> Write()
    {
        Travel();
        _nodes.RemoveAll(static node => node.At > SampleCalendar.Horizon);
        var answers = new List<(DateTimeOffset At, byte[] Payload)>();
        if (_nodes.Count == 0)
        {
            return answers;
        }

        if (parcel.Track == TrackKind.OutOfOrder)
        {
            // The later answer overtakes the earlier one, and its own nodes are not sorted either.
            answers.Add((_nodes[^1].At, Answer(parcel, [.. _nodes.Skip(2), .. _nodes.Take(2)])));
            answers.Add((_nodes[^1].At.AddSeconds(1), Answer(parcel, Newest(_nodes.Take(3)))));
            return answers;
        }

        if (_nodes.Count > 3 && random.Chance(120))
        {
            answers.Add((_nodes[2].At, Answer(parcel, Newest(_nodes.Take(3)))));
        }

        answers.Add((_nodes[^1].At, Answer(parcel, Newest(_nodes))));
        return answers;
    }

    /// <summary>An answer about a waybill that no order of ours has.</summary>
    public static byte[] Stranger(SampleCarrier carrier, string waybill, DateTimeOffset at) => Answer(carrier.Code, waybill,
    [
        new TrackNode(at.AddHours(9), "1002", "干线", "【杭州转运中心】已发出 下一站【上海转运中心】"),
        new TrackNode(at, "103", "已揽收", "【杭州市余杭区公司】已收件"),
    ]);

    private static List<TrackNode> Newest(IEnumerable<TrackNode> nodes) => [.. nodes.Reverse()];

    private static byte[] Answer(SampleParcel parcel, List<TrackNode> nodes) => Answer(parcel.Carrier.Code, parcel.Waybill, nodes);

    private static byte[] Answer(string carrier, string waybill, List<TrackNode> nodes) => SampleJson.Line(json => json.Object(() =>
    {
        var latest = nodes.MaxBy(static node => node.At);
        json.WriteString("message", "ok");
        json.WriteString("nu", waybill);
        json.WriteString("ischeck", latest.Code.StartsWith('3') ? "1" : "0");
        json.WriteString("condition", latest.Code.StartsWith('3') ? "F00" : "00");
        json.WriteString("com", carrier);
        json.WriteString("status", "200");
        json.WriteString("state", latest.Code);
        json.Array("data", nodes, node => json.Object(() =>
        {
            json.Local("time", node.At);
            json.Local("ftime", node.At);
            json.WriteString("status", node.Status);
            json.WriteString("statusCode", node.Code);
            json.WriteString("context", node.Context);
            json.WriteString("location", "");
        }));
    }));

    private void Travel()
    {
        var origin = SampleLocation.Get(parcel.Location).City;
        var shipped = parcel.ShippedAt;
        Add(shipped.AddMinutes(2), "101", "已下单", "商家已下单，等待快递员揽收");
        if (parcel.Track == TrackKind.NeverScanned)
        {
            return;
        }

        var pickedUp = parcel.Track == TrackKind.FirstScanLate ? shipped.AddHours(5) : shipped + Minutes(20, 110);
        Add(pickedUp, "103", "已揽收", $"【{origin}】已揽收，揽收员：{random.Pick(["赵样例", "钱样例", "孙样例"])}");
        if (parcel.Track == TrackKind.Repeats)
        {
            Add(pickedUp.AddMinutes(7), "103", "已揽收", _nodes[^1].Context);
            Add(pickedUp.AddMinutes(19), "103", "已揽收", _nodes[^1].Context);
        }

        if (parcel.Track == TrackKind.Doubtful)
        {
            // Signed before it can have arrived, by nobody.
            Add(pickedUp.AddMinutes(40), "3", "签收", "快件已签收");
            return;
        }

        Add(pickedUp + Minutes(180, 360), "1002", "干线", $"【{origin}转运中心】已发出 下一站【{Town()}转运中心】");
        if (parcel.Track is TrackKind.Refused or TrackKind.Lost)
        {
            GoAstray(pickedUp, origin);
            return;
        }

        Arrive(parcel.DeliveredAt ?? parcel.ShippedAt.AddDays(30));
    }

    private void Arrive(DateTimeOffset delivered)
    {
        Add(delivered.AddHours(-9), "1001", "到达派件城市", $"【{Town()}转运中心】已到达");
        var outFor = delivered.AddHours(parcel.Track == TrackKind.ThroughLocker ? -6 : -2);
        Add(outFor, "5", "派件", $"【{Town()}】快递员 样例 正在派件，电话 13800000000");
        if (parcel.Track == TrackKind.ThroughLocker)
        {
            Add(delivered.AddHours(-5), "501", "投柜或驿站", "快件已存放至样例小区快递柜，请凭取件码取件");
            Add(delivered, "304", "投柜或站签收", "快件已从快递柜取出，签收人：本人");
            return;
        }

        var proxy = random.Chance(200);
        Add(delivered, proxy ? "303" : "301", proxy ? "代签" : "本人签收", $"已签收，签收人：{(proxy ? "门卫" : order.Buyer.MaskedName)}，感谢使用{parcel.Carrier.Name}");
    }

    private void GoAstray(DateTimeOffset pickedUp, string origin)
    {
        if (parcel.Track == TrackKind.Lost)
        {
            Add(pickedUp.AddHours(52), "202", "超时未更新", $"【{Town()}】快件信息超时未更新");
            Add(pickedUp.AddHours(80), "2", "疑难", "快件在运输途中遗失，已进入理赔流程");
            return;
        }

        Add(pickedUp.AddHours(40), "5", "派件", $"【{Town()}】快递员 样例 正在派件");
        Add(pickedUp.AddHours(43), "203", "拒收", "收件人拒收，联系寄件人处理");
        Add(pickedUp.AddHours(60), "6", "退回", $"快件退回中 下一站【{origin}转运中心】");
        Add(parcel.ReceivedBackAt ?? pickedUp.AddHours(100), "4", "退签", $"退件已由【{origin}】寄件人签收");
    }

    private string Town() => order.Place.City.Length > 0 ? order.Place.City : order.Place.District;

    private TimeSpan Minutes(int low, int high) => TimeSpan.FromMinutes(random.Between(low, high));

    private void Add(DateTimeOffset at, string code, string status, string context) => _nodes.Add(new TrackNode(at, code, status, context));
}
