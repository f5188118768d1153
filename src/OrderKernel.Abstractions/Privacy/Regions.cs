using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrderKernel;

/// <summary>Tells regions from streets and persons: only what is one may stand in clear.</summary>
public static class Regions
{
    private const int TownMax = 8;

    private static readonly string[] Provinces = ["河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东",
        "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "臺灣", "台灣"];

    private static readonly string[] Municipalities = ["北京", "天津", "上海", "重庆"];
    private static readonly string[] Special = ["香港", "澳门", "澳門"];

    private static readonly string[] Suffixes = ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"];

    private static readonly (string Name, string Nation)[] Autonomous = [("内蒙古", ""), ("内蒙", ""), ("广西", "壮族"), ("西藏", ""), ("宁夏", "回族"),
        ("新疆", "维吾尔")];

    private static readonly ImmutableArray<string> Short = [.. Provinces, .. Municipalities, .. Special, .. Autonomous.Select(a => a.Name)];

    // The longest first, so that 内蒙古自治区 is not read as 内蒙古.
    private static readonly ImmutableArray<string> Full = [.. Provinces.Select(p => p + "省"), .. Municipalities.Select(m => m + "市"),
        .. Special.SelectMany(s => new[] { s + "特别行政区", s + "特別行政區" }),
        .. Autonomous.SelectMany(a => new[] { a.Name + a.Nation + "自治区", a.Name + "自治区" })];

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet([.. Short, .. Full, "海外"], StringComparer.Ordinal);

    // What channels write where a division is no prefecture, or none of China's own.
    private static readonly FrozenSet<string> Others = FrozenSet.ToFrozenSet(
        ["氹仔", "路环", "路氹城", "大兴安岭", "省直辖县级行政单位", "自治区直辖县级行政单位", "省直辖", "其它", "其他"], StringComparer.Ordinal);

    // Towns are too many and too young for a table: they are known by their endings, and names of persons by their first letter.
    private static readonly string[] TownEnds = ["街道", "街道办事处", "地区办事处", "镇", "鎮", "乡", "鄉", "苏木", "农场", "林场", "牧场", "渔场", "团场"];

    private const string Surnames = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

    /// <summary>True for a province, municipality, autonomous or special region of China, in full or short, and for 海外.</summary>
    /// <param name="text">The text, without blanks at its ends; never null.</param>
    public static bool IsProvince(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Known.Contains(text);
    }

    /// <summary>True for a province, prefecture, county or district of China that is known by name, and for what has the ending of a town.</summary>
    /// <param name="text">The text, without blanks at its ends; never null.</param>
    /// <remarks>Source: the divisions of the National Bureau of Statistics of 2015 to 2023; prefectures also without their ending (杭州, 恩施州). A name that
    /// is not known is no region: it goes to the vault with the street.</remarks>
    public static bool IsPlace(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Known.Contains(text) || Others.Contains(text) || RegionTable.Known.Contains(text) || IsTown(text);
    }

    /// <summary>One spelling of a province or city: 浙江省 and 浙江, 广西壮族自治区 and 广西, 深圳市 and 深圳 are the same.</summary>
    /// <param name="name">The name.</param>
    public static string Plain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var suffix in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)) return name.Substring(0, name.Length - suffix.Length);
        }

        return name;
    }

    /// <summary>True when two names are of one region, with or without what it is: 深圳 and 深圳市, 恩施 and 恩施土家族苗族自治州. A district is only itself in full.</summary>
    /// <param name="one">A name.</param>
    /// <param name="other">The other.</param>
    public static bool AreSame(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one == other || Plain(one) == Plain(other) || RegionTable.ShortOf(one).Contains(other) || RegionTable.ShortOf(other).Contains(one);
    }

    /// <summary>True for what <see cref="IsPlace"/> knows, for the code of a country or of a state abroad, and for the name of such a state.</summary>
    /// <param name="text">The text, without blanks at its ends; never null.</param>
    public static bool IsKnown(string text) => IsPlace(text) || text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] || RegionsAbroad.IsState(text);

    /// <summary>The province with which a whole address begins; null when it begins with none, as in 北京西路12号.</summary>
    internal static string? ProvinceAtStartOf(string text)
    {
        foreach (var name in Full)
        {
            if (text.StartsWith(name, StringComparison.Ordinal)) return name;
        }

        foreach (var name in Short)
        {
            if (text.StartsWith(name, StringComparison.Ordinal) && GoesOn(text, name)) return name;
        }

        return null;
    }

    // 上海徐汇区…, 浙江 杭州…; not 北京西路…, 四川大厦…, nor 海南州…, which lies in 青海.
    private static bool GoesOn(string text, string province)
    {
        var at = province.Length;
        if (at < text.Length && (char.IsWhiteSpace(text[at]) || char.IsPunctuation(text[at]))) return true;
        return RegionTable.Known.BeginsWithPlaceOf(text.Substring(at), FullOf(province));
    }

    private static string FullOf(string province)
    {
        var plain = province switch { "内蒙" => "内蒙古", "臺灣" or "台灣" => "台湾", "澳門" => "澳门", _ => province };
        return Full.First(f => f.StartsWith(plain, StringComparison.Ordinal));
    }

    private static bool IsTown(string text)
    {
        if (text.Length is < 2 or > TownMax || !text.All(c => c is >= '\u3400' and <= '\u9FFF')) return false;
        return TownEnds.Any(e => text.Length > e.Length && text.EndsWith(e, StringComparison.Ordinal))
            && (text.Length > 3 || Surnames.IndexOf(text[0]) < 0);
    }
}
