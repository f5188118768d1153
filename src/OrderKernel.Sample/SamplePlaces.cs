namespace OrderKernel.Sample;

internal enum SampleZone
{
    East = 1,
    South = 2,
    Central = 3,
    North = 4,
    Northeast = 5,
    Southwest = 6,
    Remote = 7,
}

internal sealed record SampleProvince(string Name, string Short, SampleZone Zone, int Weight, params (string City, string District)[] Towns);

internal sealed record SamplePlace(SampleProvince Province, string City, string District);

/// <summary>The 31 provinces with their share of parcels (thousandths, roughly by e-commerce volume).</summary>
internal static class SamplePlaces
{
    public static readonly IReadOnlyList<SampleProvince> Provinces =
    [
        new("广东省", "广东", SampleZone.South, 128, ("广州市", "天河区"), ("深圳市", "南山区"), ("东莞市", ""), ("佛山市", "禅城区")),
        new("江苏省", "江苏", SampleZone.East, 102, ("南京市", "鼓楼区"), ("苏州市", "姑苏区"), ("无锡市", "梁溪区")),
        new("浙江省", "浙江", SampleZone.East, 98, ("杭州市", "余杭区"), ("宁波市", "鄞州区"), ("金华市", "义乌市")),
        new("山东省", "山东", SampleZone.North, 66, ("济南市", "历下区"), ("青岛市", "市南区"), ("济宁市", "任城区")),
        new("上海市", "上海", SampleZone.East, 62, ("上海市", "浦东新区"), ("上海市", "静安区")),
        new("四川省", "四川", SampleZone.Southwest, 56, ("成都市", "武侯区"), ("绵阳市", "涪城区")),
        new("河南省", "河南", SampleZone.Central, 54, ("郑州市", "金水区"), ("洛阳市", "西工区"), ("", "济源市")),
        new("北京市", "北京", SampleZone.North, 50, ("北京市", "朝阳区"), ("北京市", "海淀区")),
        new("湖北省", "湖北", SampleZone.Central, 44, ("武汉市", "洪山区"), ("宜昌市", "西陵区")),
        new("福建省", "福建", SampleZone.East, 43, ("福州市", "鼓楼区"), ("厦门市", "思明区")),
        new("湖南省", "湖南", SampleZone.Central, 41, ("长沙市", "岳麓区"), ("株洲市", "天元区")),
        new("安徽省", "安徽", SampleZone.East, 40, ("合肥市", "蜀山区"), ("芜湖市", "镜湖区")),
        new("河北省", "河北", SampleZone.North, 37, ("石家庄市", "长安区"), ("保定市", "竞秀区")),
        new("江西省", "江西", SampleZone.East, 26, ("南昌市", "东湖区"), ("赣州市", "章贡区")),
        new("重庆市", "重庆", SampleZone.Southwest, 25, ("重庆市", "渝北区")),
        new("陕西省", "陕西", SampleZone.Central, 24, ("西安市", "雁塔区")),
        new("广西壮族自治区", "广西", SampleZone.South, 22, ("南宁市", "青秀区")),
        new("辽宁省", "辽宁", SampleZone.Northeast, 22, ("沈阳市", "和平区"), ("大连市", "中山区")),
        new("云南省", "云南", SampleZone.Southwest, 18, ("昆明市", "盘龙区")),
        new("天津市", "天津", SampleZone.North, 16, ("天津市", "南开区")),
        new("山西省", "山西", SampleZone.North, 15, ("太原市", "小店区")),
        new("贵州省", "贵州", SampleZone.Southwest, 14, ("贵阳市", "观山湖区")),
        new("黑龙江省", "黑龙江", SampleZone.Northeast, 13, ("哈尔滨市", "南岗区")),
        new("吉林省", "吉林", SampleZone.Northeast, 11, ("长春市", "朝阳区")),
        new("内蒙古自治区", "内蒙古", SampleZone.North, 10, ("呼和浩特市", "赛罕区")),
        new("新疆维吾尔自治区", "新疆", SampleZone.Remote, 10, ("乌鲁木齐市", "天山区")),
        new("甘肃省", "甘肃", SampleZone.Remote, 9, ("兰州市", "城关区"), ("嘉峪关市", "")),
        new("海南省", "海南", SampleZone.South, 8, ("海口市", "龙华区")),
        new("宁夏回族自治区", "宁夏", SampleZone.Remote, 4, ("银川市", "兴庆区")),
        new("青海省", "青海", SampleZone.Remote, 3, ("西宁市", "城西区")),
        new("西藏自治区", "西藏", SampleZone.Remote, 2, ("拉萨市", "城关区")),
    ];

    public static SamplePlace Draw(SampleRandom random)
    {
        var province = random.Weighted(Provinces, static row => row.Weight);
        var (city, district) = random.Pick(province.Towns);
        return new SamplePlace(province, city, district);
    }
}
