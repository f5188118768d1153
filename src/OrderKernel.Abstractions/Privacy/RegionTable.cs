using System.Collections.Immutable;

namespace OrderKernel;

/// <summary>The divisions of China by name, read once from the embedded table.</summary>
internal sealed class RegionTable
{
    private static readonly Lazy<RegionTable> Once = new(Read);

    // Names of prefectures that channels write without their ending; a county is only known in full.
    private static readonly string[] Endings = ["市", "地区", "盟"];

    private static readonly string[] Nations = ["朝鲜族", "土家族", "苗族", "藏族", "羌族", "彝族", "布依族", "侗族", "哈尼族", "壮族", "傣族", "白族", "景颇族", "傈僳族", "回族", "蒙古",
        "柯尔克孜", "哈萨克"];

    private readonly HashSet<string> _names;
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _of;

    private RegionTable(HashSet<string> names, ImmutableDictionary<string, ImmutableArray<string>> of) => (_names, _of) = (names, of);

    public static RegionTable Known => Once.Value;

    /// <summary>True for a prefecture, in full or short, and for a county, district or banner in full.</summary>
    public bool Contains(string name) => _names.Contains(name);

    /// <summary>True when a text begins with a place of a province.</summary>
    /// <param name="text">The text behind the province.</param>
    /// <param name="province">The province, in full.</param>
    public bool BeginsWithPlaceOf(string text, string province)
    {
        foreach (var name in _of[province])
        {
            if (text.StartsWith(name, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static RegionTable Read()
    {
        var of = new Dictionary<string, ImmutableArray<string>.Builder>(StringComparer.Ordinal);
        using var stream = typeof(RegionTable).Assembly.GetManifestResourceStream("regions.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') continue;
            var parts = line.Split('|');
            if (!of.TryGetValue(parts[0], out var names)) of[parts[0]] = names = ImmutableArray.CreateBuilder<string>();
            // Counties of a municipality stand under 县.
            if (parts[1].Length > 1) names.Add(parts[1]);
            names.AddRange(ShortOf(parts[1]));
            names.AddRange(parts[2].Split([' '], StringSplitOptions.RemoveEmptyEntries));
        }

        return new(
            new(of.Values.SelectMany(n => n), StringComparer.Ordinal),
            of.ToImmutableDictionary(p => p.Key, p => p.Value.ToImmutable(), StringComparer.Ordinal));
    }

    /// <summary>杭州, 喀什, 兴安; 恩施州 and 恩施 of 恩施土家族苗族自治州.</summary>
    public static IEnumerable<string> ShortOf(string prefecture)
    {
        foreach (var ending in Endings)
        {
            if (prefecture.Length - ending.Length >= 2 && prefecture.EndsWith(ending, StringComparison.Ordinal))
                yield return prefecture.Substring(0, prefecture.Length - ending.Length);
        }

        if (!prefecture.EndsWith("自治州", StringComparison.Ordinal)) yield break;
        var at = Nations.Select(n => prefecture.IndexOf(n, StringComparison.Ordinal)).Where(i => i > 0).DefaultIfEmpty(prefecture.Length - 3).Min();
        yield return prefecture.Substring(0, at) + "州";
        // 海南 is a province.
        if (!Regions.IsProvince(prefecture.Substring(0, at))) yield return prefecture.Substring(0, at);
    }
}
