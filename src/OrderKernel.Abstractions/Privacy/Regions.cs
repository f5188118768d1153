using System.Collections.Immutable;

namespace OrderKernel;

/// <summary>Tells regions from streets and persons: only what is one may stand in clear.</summary>
public static class Regions
{
    private const int PlainMax = 8;
    private const int NamedMax = 18;

    // Where no town, street or number stands between, these end the name of a city, district or county that follows a province.
    private const string Ends = "市区县旗州盟縣區";
    private const string Streets = "路街道巷弄号號村楼樓";

    private static readonly string[] Provinces = ["河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东",
        "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "臺灣", "台灣"];

    private static readonly string[] Municipalities = ["北京", "天津", "上海", "重庆"];
    private static readonly string[] Special = ["香港", "澳门", "澳門"];

    private static readonly (string Name, string Nation)[] Autonomous = [("内蒙古", ""), ("内蒙", ""), ("广西", "壮族"), ("西藏", ""), ("宁夏", "回族"),
        ("新疆", "维吾尔")];

    private static readonly ImmutableArray<string> Short = [.. Provinces, .. Municipalities, .. Special, .. Autonomous.Select(a => a.Name)];

    // The longest first, so that 内蒙古自治区 is not read as 内蒙古.
    private static readonly ImmutableArray<string> Full = [.. Provinces.Select(p => p + "省"), .. Municipalities.Select(m => m + "市"),
        .. Special.SelectMany(s => new[] { s + "特别行政区", s + "特別行政區" }),
        .. Autonomous.SelectMany(a => new[] { a.Name + a.Nation + "自治区", a.Name + "自治区" })];

    private static readonly ImmutableHashSet<string> Known = [.. Short, .. Full, "海外"];

    // Names of parts that have no ending of their own, and what channels write where there is none.
    private static readonly ImmutableHashSet<string> Unended = ["香港岛", "九龙", "新界", "澳门半岛", "氹仔", "路环", "路氹城", "大兴安岭", "省直辖县级行政区划", "自治区直辖县级行政区划",
        "省直辖县级行政单位", "自治区直辖县级行政单位", "省直辖", "其它", "其他"];

    private static readonly string[] Named = ["自治州", "自治县", "自治旗", "开发区", "示范区", "试验区", "管理区", "园区", "新区", "经济区"];
    private static readonly string[] Dwellings = ["小区", "社区", "校区", "院区", "厂区", "宿舍区", "家属区", "住宅区", "生活区", "别墅区", "小區", "社區"];

    private static readonly string[] TownEnds = ["街道", "街道办事处", "镇", "乡", "苏木", "地区", "农场", "林场", "牧场", "渔场", "团场", "办事处", "市", "区", "县",
        "州", "旗", "盟", "鎮", "鄉", "區",
        "縣"];

    /// <summary>True for a province, municipality, autonomous or special region of China, in full or short, and for 海外.</summary>
    /// <param name="text">The text, without blanks at its ends; never null.</param>
    public static bool IsProvince(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Known.Contains(text);
    }

    /// <summary>True for a province, and for what looks like the name of a city, district, county or town: Chinese, short, with the ending of one.</summary>
    /// <param name="text">The text, without blanks at its ends; never null.</param>
    public static bool IsPlace(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Known.Contains(text) || Unended.Contains(text)) return true;
        if (text.Length is < 2 or > NamedMax || !text.All(c => c is >= '\u3400' and <= '\u9FFF')) return false;
        if (Dwellings.Any(text.EndsWithOrdinal)) return false;
        return TownEnds.Any(text.EndsWithOrdinal) && (text.Length <= PlainMax || Named.Any(text.EndsWithOrdinal));
    }

    /// <summary>The province with which a whole address begins; null when it begins with none, as in 北京西路12号.</summary>
    internal static string? ProvinceAtStartOf(string text)
    {
        foreach (var name in Full)
        {
            if (text.StartsWith(name, StringComparison.Ordinal)) return name;
        }

        foreach (var name in Short)
        {
            if (text.StartsWith(name, StringComparison.Ordinal) && GoesOn(text, name.Length)) return name;
        }

        return null;
    }

    // 上海徐汇区…, 浙江 杭州…; not 北京西路…, and not 海南藏族自治州, which lies in 青海.
    private static bool GoesOn(string text, int at)
    {
        if (at < text.Length && (char.IsWhiteSpace(text[at]) || char.IsPunctuation(text[at]))) return true;
        if (at < text.Length && text[at] is '藏' or '蒙') return false;
        for (var i = at; i < text.Length; i++)
        {
            if (Streets.IndexOf(text[i]) >= 0) return false;
            if (i > at && Ends.IndexOf(text[i]) >= 0) return true;
        }

        return false;
    }

    private static bool EndsWithOrdinal(this string text, string end) => text.EndsWith(end, StringComparison.Ordinal);
}
