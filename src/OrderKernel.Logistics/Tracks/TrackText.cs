using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderKernel.Logistics;

/// <summary>Texts of tracks for display: couriers' and receivers' names and phones masked.</summary>
public static class TrackText
{
    private const int NameLengthMax = 4;
    private const int SiteLengthMax = 20;

    private static readonly char[] PlaceMarks = [' ', '\u3000', ',', '，', '、', '-', '【', '】', '[', ']'];
    private static readonly string[] Sites = ["中心", "集散", "分拨", "转运", "营业部", "分部", "网点", "站", "仓", "仓库", "公司", "驿站", "口岸", "机场", "邮局", "支局"];

    private static readonly string[] NameMarks = ["件人", "收人", "递员", "件员", "送员", "务员", "联系人"];
    private static readonly string[] Words = ["正在", "已", "将", "会", "电话", "联系", "进行", "手机"];

    /// <summary>The text with names after a word such as 派件人 masked but for their first character, and numbers as <see cref="FreeText"/> masks them.</summary>
    /// <param name="text">What a carrier reported, in clear.</param>
    public static string Masked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var chars = text.ToCharArray();
        MaskNames(text, chars);
        return FreeText.Masked(new string(chars));
    }

    /// <summary>
    /// What may stand in clear of the place that a carrier reports: the parts that are regions of China, the carrier's own sites (转运中心, 营业部 …), and what is not
    /// Chinese, numbers masked. A street or a person's name is left out.
    /// </summary>
    /// <param name="place">The place as written, its parts parted by blanks, commas or strokes.</param>
    /// <returns>The place as written where all of it stays, else the parts that stay, parted by blanks; null when none does.</returns>
    public static string? PlaceOf(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var parts = place.Split(PlaceMarks, StringSplitOptions.RemoveEmptyEntries);
        if (Array.TrueForAll(parts, IsShown)) return FreeText.Masked(place);
        var shown = string.Join(" ", parts.Where(IsShown));
        return shown.Length == 0 ? null : FreeText.Masked(shown);
    }

    internal static string HashOf(string text)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.Take(8).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static bool IsShown(string part) => !part.Any(c => c >= '\u2E80') || Regions.IsPlace(part)
        || (part.Length <= SiteLengthMax && !part.Any(char.IsDigit) && Array.Exists(Sites, s => part.EndsWith(s, StringComparison.Ordinal)));

    private static void MaskNames(string text, char[] chars)
    {
        foreach (var mark in NameMarks)
        {
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            {
                var start = at + mark.Length;
                var gap = start;
                while (gap < text.Length && text[gap] is ':' or ':' or ' ' or '【' or '(' or '(' or '[' or '为' or '是') gap++;
                // Without a sign in between, the next word may be part of the sentence: common ones are.
                if (gap == start && IsWord(text, gap)) continue;
                for (var i = gap + 1; i < text.Length && i < gap + NameLengthMax && char.IsLetter(text[i]); i++) chars[i] = '*';
            }
        }
    }

    private static bool IsWord(string text, int at)
    {
        foreach (var word in Words)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0) return true;
        }

        return false;
    }
}
