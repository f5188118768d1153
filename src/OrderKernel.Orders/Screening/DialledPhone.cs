using System.Text;

namespace OrderKernel.Orders;

/// <summary>The digits that are dialled of a phone number as people write it: without a name before it, the country's code and an extension.</summary>
/// <remarks>
/// Channels hide buyers behind virtual numbers: eleven digits that everybody shares and an extension of four, <c>18400000000-1234</c> or
/// <c>18400000000转1234</c>.
/// </remarks>
internal static class DialledPhone
{
    /// <summary>The digits of a mobile number in China.</summary>
    public const int MobileDigits = 11;

    private const int LandlineMin = 10, LandlineMax = 12, ExtensionMax = 6;

    private static readonly string[] ExtensionWords = ["转", "轉", "转接", "接", "分机", "分機", "分机号", "分機號", "内线", "ext", "extension", "x"];

    /// <summary>The digits, or null when other words stand among or behind them.</summary>
    public static string? Read(string text)
    {
        var (groups, word, isOver) = (new List<string>(), "", false);
        foreach (var (run, isDigits) in Runs(text.Normalize(NormalizationForm.FormKC)))
        {
            if (!isDigits)
            {
                // Before the number stands a name, behind it at most the word for an extension.
                if (groups.Count > 0) word += run;
                continue;
            }

            if (word.Length == 0)
            {
                if (!isOver) groups.Add(run);
            }
            else if (Array.Exists(ExtensionWords, w => string.Equals(w, word, StringComparison.OrdinalIgnoreCase)) && run.Length <= ExtensionMax)
            {
                (word, isOver) = ("", true);
            }
            else
            {
                return null;
            }
        }

        return word.Length == 0 && groups.Count > 0 ? Without(groups) : null;
    }

    // Groups that hold a whole number, and few digits more, hold an extension.
    private static string Without(List<string> groups)
    {
        if (groups.Count > 1 && groups[0] is "86" or "0086") groups.RemoveAt(0);
        var all = string.Concat(groups);
        foreach (var country in new[] { "0086", "86" })
        {
            if (all.Length <= MobileDigits || !all.StartsWith(country, StringComparison.Ordinal)) continue;
            all = all.Substring(country.Length);
            groups[0] = groups[0].Length > country.Length ? groups[0].Substring(country.Length) : "";
            break;
        }

        var (length, number) = (0, all.Length);
        foreach (var group in groups)
        {
            length += group.Length;
            var isWhole = all[0] == '1' ? length == MobileDigits : all[0] == '0' && length is >= LandlineMin and <= LandlineMax;
            if (isWhole && all.Length - length <= ExtensionMax) number = length;
        }

        return all.Substring(0, number);
    }

    // Letters and digits in runs; whatever else stands between them only parts them.
    private static IEnumerable<(string Run, bool IsDigits)> Runs(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var isDigits = char.IsDigit(text[at]);
            while (at < text.Length && char.IsLetterOrDigit(text[at]) && char.IsDigit(text[at]) == isDigits) at++;
            if (at == start) at++;
            else yield return (text.Substring(start, at - start), isDigits);
        }
    }
}
