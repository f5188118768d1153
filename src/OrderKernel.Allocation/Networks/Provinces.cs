namespace OrderKernel.Allocation;

/// <summary>One spelling for each province: 浙江省 and 浙江, 广西壮族自治区 and 广西 are the same.</summary>
internal static class Provinces
{
    private static readonly string[] Suffixes = ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"];

    public static string Normal(string name)
    {
        foreach (var suffix in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)) return name.Substring(0, name.Length - suffix.Length);
        }

        return name;
    }
}
