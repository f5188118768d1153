namespace OrderKernel.Channels;

/// <summary>What a trace shows of a value: persons masked as everywhere, what was understood in clear, of all else a glimpse.</summary>
internal static class TraceMask
{
    private const int ShownMax = 160;

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
