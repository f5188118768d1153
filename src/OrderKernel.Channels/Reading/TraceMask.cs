namespace OrderKernel.Channels;

/// <summary>What a trace shows of a value: persons masked as everywhere, what was understood in clear, of all else a glimpse.</summary>
internal static class TraceMask
{
    private const int ShownMax = 160;

    private static readonly string[] OfPersons = ["name", "nick", "phone", "mobile", "tel", "mail", "addr", "street", "zip", "postal", "postcode", "buyer", "customer",
        "receiver", "recipient", "consignee", "contact", "person", "user", "member", "billing", "shipping_to", "memo", "message", "note", "remark", "comment", "card", "_ip",
        "姓名", "名称", "昵称", "电话", "手机", "地址", "收货", "收件", "买家", "客户", "会员", "备注", "留言", "邮编", "邮箱", "证件", "身份"];

    /// <summary>How the raw texts of a field are shown.</summary>
    /// <param name="name">The field.</param>
    /// <param name="rule">Its rule.</param>
    /// <param name="isUnderstood">True when it became a canonical value.</param>
    public static Func<string, string> Of(string name, FieldRule rule, bool isUnderstood)
    {
        if (PersonOf(name) is { } person) return person;
        // What a cut leaves out belongs to no field, and may be anything.
        var hasRest = false;
        for (FieldRule? one = rule; one is not null; one = one.Otherwise) hasRest |= one.Cut is not null || (one.Parts?.Any(p => p.Cut is not null) ?? false);
        return isUnderstood && !hasRest && !IsFree(name) ? Short : Glimpse;
    }

    /// <summary>How the canonical value of a field is shown.</summary>
    public static string Canonical(string name, string value) => (PersonOf(name) ?? (IsFree(name) ? Glimpse : Short))(value);

    /// <summary>An example of what no field reads: what its name says may be of a person shows nothing, all else a glimpse.</summary>
    public static string Leftover(string path, string text)
    {
        var name = path.ToLowerInvariant();
        return Array.Exists(OfPersons, w => name.IndexOf(w, StringComparison.Ordinal) >= 0) ? new('*', Math.Min(text.Length, 6)) : Glimpse(text);
    }

    private static Func<string, string>? PersonOf(string name) => name switch
    {
        "customer" or "recipient.name" => text => PersonName.Of(text).ToString(),
        "recipient.phone" => text => PhoneNumber.Of(text).ToString(),
        "recipient.detail" or "recipient.postcode" => text => new('*', Math.Min(text.Length, 6)),
        _ => null,
    };

    // Words of people, and columns in which a whole address may stand.
    private static bool IsFree(string name) =>
        name.EndsWith(".title", StringComparison.Ordinal) || name.EndsWith(".reason", StringComparison.Ordinal)
        || (name.StartsWith("recipient.", StringComparison.Ordinal) && name != "recipient.country");

    private static string Glimpse(string text) => FreeText.Glimpse(text);

    private static string Short(string text) => text.Length <= ShownMax ? text : text.Substring(0, ShownMax) + "…";
}
