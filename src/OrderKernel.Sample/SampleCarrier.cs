namespace OrderKernel.Sample;

/// <summary>A courier under the names that the aggregator and the channels give it.</summary>
/// <param name="Code">Kuaidi100's code, also Doudian's.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="JdId">Number in JD's orders.</param>
/// <param name="PddId">Number in Pinduoduo's orders.</param>
/// <param name="WaybillPrefix">How waybill numbers begin.</param>
/// <param name="WaybillDigits">Digits after the prefix.</param>
/// <param name="Weight">Share of ordinary parcels.</param>
/// <param name="FirstFen">Price of a parcel in the warehouse's own zone.</param>
/// <param name="KilogramFen">Price of a kilogram in the warehouse's own zone.</param>
internal sealed record SampleCarrier(
    string Code, string Name, string JdId, int PddId, string WaybillPrefix, int WaybillDigits, int Weight, int FirstFen, int KilogramFen)
{
    public static readonly SampleCarrier Yuantong = new("yuantong", "圆通速递", "463", 85, "YT", 13, 34, 280, 90);
    public static readonly SampleCarrier Zhongtong = new("zhongtong", "中通快递", "1499", 115, "78", 12, 38, 290, 85);
    public static readonly SampleCarrier Yunda = new("yunda", "韵达快递", "1327", 344, "43", 11, 28, 270, 95);
    public static readonly SampleCarrier Shunfeng = new("shunfeng", "顺丰速运", "467", 44, "SF", 13, 0, 900, 220);
    public static readonly SampleCarrier Jingdong = new("jd", "京东物流", "2087", 120, "JDV", 12, 0, 620, 160);
    public static readonly SampleCarrier Post = new("youzhengguonei", "邮政快递包裹", "2170", 132, "98", 11, 0, 380, 120);

    public static readonly IReadOnlyList<SampleCarrier> All = [Yuantong, Zhongtong, Yunda, Shunfeng, Jingdong, Post];

    private static readonly IReadOnlyList<SampleCarrier> Ordinary = [Yuantong, Zhongtong, Yunda];

    public static SampleCarrier Choose(SampleOrder order, SampleRandom random) => order switch
    {
        { Shop.Channel: SampleChannel.Jd } => Jingdong,
        { Place.Province.Zone: SampleZone.Remote } => Post,
        { PayableFen: >= 100_000 } => Shunfeng,
        _ => random.Weighted(Ordinary, static carrier => carrier.Weight),
    };

    public string DrawWaybill(SampleRandom random) => WaybillPrefix + random.Digits(WaybillDigits);
}
