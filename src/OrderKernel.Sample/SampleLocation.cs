namespace OrderKernel.Sample;

internal sealed record SampleLocation(string Id, string Chinese, string English, string Province, string City, SampleZone Zone)
{
    public static readonly IReadOnlyList<SampleLocation> All =
    [
        new("HZ", "杭州仓", "Hangzhou", "浙江", "杭州市", SampleZone.East),
        new("YW", "义乌保税仓", "Yiwu bonded", "浙江", "金华市", SampleZone.East),
        new("GZ", "广州仓", "Guangzhou", "广东", "广州市", SampleZone.South),
        new("CD", "成都仓", "Chengdu", "四川", "成都市", SampleZone.Southwest),
    ];

    public static SampleLocation Get(string id) => All.First(location => location.Id == id);

    /// <summary>Where a parcel to a zone comes from, best first; Guangzhou does not serve the remote provinces.</summary>
    public static IReadOnlyList<string> Serving(SampleZone zone) => zone switch
    {
        SampleZone.South => ["GZ", "HZ", "CD", "YW"],
        SampleZone.Southwest => ["CD", "GZ", "HZ", "YW"],
        SampleZone.Remote => ["CD", "HZ", "YW"],
        SampleZone.Central => ["HZ", "CD", "GZ", "YW"],
        _ => ["HZ", "GZ", "CD", "YW"],
    };

    /// <summary>Steps on the map between a warehouse and a zone: what its tariff grows with.</summary>
    public int Steps(SampleZone zone) => (Zone, zone) switch
    {
        _ when Zone == zone => 0,
        (_, SampleZone.Remote) => Zone == SampleZone.Southwest ? 3 : 5,
        (_, SampleZone.Northeast) => Zone == SampleZone.East ? 2 : 4,
        (SampleZone.East, SampleZone.Southwest) or (SampleZone.Southwest, SampleZone.East) => 2,
        (SampleZone.South, SampleZone.North) or (SampleZone.Southwest, SampleZone.North) => 2,
        _ => 1,
    };
}
