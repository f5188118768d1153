namespace OrderKernel.Sample;

internal enum SampleChannel
{
    Taobao = 1,
    Jd = 2,
    Pdd = 3,
    Doudian = 4,
}

/// <summary>A shop and how its orders reach us: <paramref name="Paged"/> shops list their new orders in pages, others push details only.</summary>
internal sealed record SampleShop(SampleChannel Channel, string Id, string Name, int Weight, bool Paged, long PlatformId)
{
    public static readonly IReadOnlyList<SampleShop> All =
    [
        new(SampleChannel.Taobao, "tb-flagship", "青禾旗舰店", 26, true, 0),
        new(SampleChannel.Taobao, "tb-outlet", "青禾工厂店", 12, false, 0),
        new(SampleChannel.Jd, "jd-pop", "青禾京东官方店", 20, true, 0),
        new(SampleChannel.Pdd, "pdd-main", "青禾品牌店", 22, true, 880012345),
        new(SampleChannel.Doudian, "dy-live", "青禾直播间", 13, true, 4410001),
        new(SampleChannel.Doudian, "dy-select", "青禾严选", 7, false, 4410002),
    ];

    public string ChannelName => NameOf(Channel);

    public string Folder => $"{ChannelName}/{Id}";

    public static string NameOf(SampleChannel channel) => channel switch
    {
        SampleChannel.Taobao => "taobao",
        SampleChannel.Jd => "jd",
        SampleChannel.Pdd => "pdd",
        SampleChannel.Doudian => "doudian",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };
}
