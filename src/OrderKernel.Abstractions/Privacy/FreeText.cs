using System.Globalization;

namespace OrderKernel;

/// <summary>Words of people: a phone number in them is personal data and has no place on the trail.</summary>
public static class FreeText
{
    private const int DigitsMin = 7;
    private const int ExtensionMax = 6;
    private const int GlimpseMax = 64;
    private const int OrderTextMax = 16;

    // Dots, bullets, strokes and signs that stand between the digits of a number and belong to no category that holds nothing else.
    private const string Between =
        "./\\()+~|`'．／＼（）＋～｜。｡·・･•‧․∙⋅●◦▪○˙ꞏ⸱⸳﹒᛫\u0387\u0701\u0702\u0589\u06D4\u2E30\u2E3C\uFE52\u2212\u02D7\u2043\u207B\u208B\u2796ー─━｀＇";

    // What people write before an extension; the longer ones first.
    private static readonly string[] Extensions = ["extension", "ext", "分机号", "分機號", "分机", "分機", "内线", "转接", "转", "轉", "接", "x", "#", "＃"];

    // What the words of a status, a step or a carrier are made of.
    private static readonly string[] OrderWords = ["发货", "收货", "退货", "换货", "付款", "支付", "退款", "签收", "交易", "订单", "售后", "完成", "取消", "关闭", "审核", "状态",
        "快递", "速递", "速运", "快运", "物流", "邮政", "等待", "卖家", "买家", "商家", "客户", "用户", "平台", "系统", "仓库", "承运商", "已", "待", "未", "正在", "部分", "全部", "成功",
        "失败", "拒绝", "同意", "申请", "确认", "处理", "中", "出库", "入库", "配送", "派送", "派件", "揽收", "揽件", "运输", "发出", "收到", "退回", "打印", "锁定", "暂停", "超时", "预售", "定金",
        "尾款", "货到", "自提", "创建", "新建", "结束", "异常", "冻结", "补发", "维修", "评价", "顺丰", "中通", "圆通", "申通", "韵达", "极兔", "京东", "百世", "德邦", "天天", "宅急送", "优速", "丹鸟", "跨越"];

    /// <summary>
    /// The text with each run of seven or more digits masked but for three at its front and two at its end, and its extension (转, 分机, ext …) whole. Blanks,
    /// dashes, dots, strokes and marks of every script do not break a run; commas and colons do.
    /// </summary>
    /// <param name="text">What somebody wrote.</param>
    /// <returns>The masked text, which masked again is the same; null for null.</returns>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Masked(string? text)
    {
        if (text is null) return null;
        char[]? letters = null;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsDigit(text[at]))
            {
                at++;
                continue;
            }

            var (start, digits) = (at, 0);
            for (; at < text.Length && (char.IsDigit(text[at]) || IsBetween(text[at])); at++) digits += char.IsDigit(text[at]) ? 1 : 0;
            if (digits < DigitsMin) continue;
            letters ??= text.ToCharArray();
            // Six digits at least are masked, as everywhere: a short number is masked from its front.
            Mask(letters, start, at, Math.Min(3, Math.Max(0, digits - 8)), digits - Math.Min(2, Math.Max(0, digits - 6)));
            at = MaskExtension(text, letters, at);
        }

        return letters is null ? text : new(letters);
    }

    /// <summary>
    /// What may be shown of a value that a document or record has where another was expected: it may be anything, a person's name too. One word of Latin
    /// letters and digits and short words of orders and carriers (等待卖家发货, 中通快递) show as they are, of other words the first letter; numbers as
    /// <see cref="Masked"/> masks them, but for dates.
    /// </summary>
    /// <param name="text">The value; of one longer than 64 characters its start.</param>
    /// <returns>The masked text; null for null.</returns>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Glimpse(string? text)
    {
        if (text is null) return null;
        var shown = text.Length > GlimpseMax ? text.Substring(0, GlimpseMax) : text;
        if (!IsDate(shown) && !IsOrderText(shown)) shown = MaskWords(shown);
        if (!IsDate(shown)) shown = Masked(shown);
        return text.Length > GlimpseMax ? shown + "…" : shown;
    }

    // All of it: a name before a word of orders is a name (张三已签收).
    private static bool IsOrderText(string text)
    {
        if (text.Length is 0 or > OrderTextMax) return false;
        var ends = new bool[text.Length + 1];
        ends[0] = true;
        for (var at = 0; at < text.Length; at++)
        {
            if (!ends[at]) continue;
            foreach (var word in OrderWords)
            {
                if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0) ends[at + word.Length] = true;
            }
        }

        return ends[text.Length];
    }

    private static string MaskWords(string text)
    {
        var letters = text.ToCharArray();
        var words = 0;
        for (var at = 0; at < text.Length; at++) words += IsWordStart(text, at) ? 1 : 0;
        var isPlain = words < 2;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetter(text[at]) && !char.IsSurrogate(text[at])) continue;
            if (!IsWordStart(text, at) && !(isPlain && text[at] < '\u0080')) letters[at] = '*';
        }

        return new(letters);
    }

    private static bool IsWordStart(string text, int at) => char.IsLetter(text[at]) && (at == 0 || !IsOfWord(text[at - 1]));

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '_' or '-' or '.' or '/' or ':';

    // 2026-02-30 25:61:00 is no time, but no phone number either: a day, a time of it where one is told, and an offset.
    private static bool IsDate(string text)
    {
        var at = 0;
        if (!Digits(4, 4) || !Sign("-/") || !Digits(1, 2) || !Sign("-/") || !Digits(1, 2)) return false;
        if (Sign(" T") && (!Digits(1, 2) || !Sign(":") || !Digits(1, 2))) return false;
        if (Sign(":") && !Digits(1, 2)) return false;
        if (Sign(".") && !Digits(1, 7)) return false;
        if (!Sign("Z") && Sign("+-") && (!Digits(2, 2) || (Sign(":") && !Digits(2, 2)))) return false;
        return at == text.Length;

        bool Digits(int least, int most)
        {
            var start = at;
            while (at < text.Length && at - start < most && text[at] is >= '0' and <= '9') at++;
            return at - start >= least;
        }

        bool Sign(string signs)
        {
            if (at == text.Length || signs.IndexOf(text[at]) < 0) return false;
            at++;
            return true;
        }
    }

    // The extensions that follow a number are told by a word; they are short and masked whole.
    private static int MaskExtension(string text, char[] letters, int at)
    {
        while (WordAt(text, at) is { } word)
        {
            var start = at + word.Length;
            while (start < text.Length && (IsBetween(text[start]) || text[start] is ':' or '\uFF1A')) start++;
            var (end, digits) = (start, 0);
            for (; end < text.Length && (char.IsDigit(text[end]) || IsBetween(text[end])); end++) digits += char.IsDigit(text[end]) ? 1 : 0;
            // What is longer is a number of its own and is looked at as one.
            if (digits is 0 or > ExtensionMax) return at;
            Mask(letters, start, end, 0, digits);
            at = end;
        }

        return at;
    }

    private static string? WordAt(string text, int at) =>
        Array.Find(Extensions, w => string.Compare(text, at, w, 0, w.Length, StringComparison.OrdinalIgnoreCase) == 0);

    private static void Mask(char[] letters, int from, int to, int front, int end)
    {
        var seen = 0;
        for (var i = from; i < to; i++)
        {
            if (!char.IsDigit(letters[i])) continue;
            seen++;
            if (seen > front && seen <= end) letters[i] = '*';
        }
    }

    private static bool IsBetween(char c)
    {
        if (c < '\u0080') return char.IsWhiteSpace(c) || c is '-' or '_' || Between.IndexOf(c) >= 0;
        return char.IsWhiteSpace(c) || Between.IndexOf(c) >= 0 || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
    }
}
