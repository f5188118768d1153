using OrderKernel.Rules.Patterns;

namespace OrderKernel.Orders;

/// <summary>Reads documents of serial numbers.</summary>
internal static class SerialRulesReader
{
    private static readonly string[] FormWords = ["sn", "imei", "none"];

    public static SerialRules Read(DocumentReader root)
    {
        var categories = Categories(root);
        var steps = root.Has("steps") ? root.Texts("steps") : [];
        var rules = new List<SerialRule>();
        foreach (var reader in root.Children("rules"))
        {
            var rule = Rule(reader, categories);
            // What an earlier rule takes whole is never asked.
            if (rules.FindIndex(r => Covers(r, rule)) is >= 0 and var by)
                reader.ReportAt(reader.Path, OrdersCodes.SerialRuleShadowed, ("by", $"$.rules[{by}]"));
            rules.Add(rule);
            reader.Close();
        }

        return new(rules.ToValueList()) { Steps = steps.ToValueList() };
    }

    private static Dictionary<string, List<SkuId>> Categories(DocumentReader root)
    {
        var categories = new Dictionary<string, List<SkuId>>(StringComparer.Ordinal);
        if (root.ChildOrNull("categories") is not { } map) return categories;
        foreach (var name in map.Keys()) categories[name] = Skus(map, name);
        return categories;
    }

    private static SerialRule Rule(DocumentReader reader, Dictionary<string, List<SkuId>> categories)
    {
        var skus = Skus(reader, "skus");
        // A rule whose goods cannot be read is one of no goods, not of all.
        foreach (var name in reader.Has("categories") ? reader.Texts("categories") : [])
        {
            if (categories.TryGetValue(name, out var members)) skus.AddRange(members);
            else reader.Report("categories", OrdersCodes.SerialCategoryUnknown, ("category", name));
        }

        var channels = Ids<ChannelId>(reader, "channels", ChannelId.TryParse, "channel id");
        var form = Form(reader);
        var pattern = form == SerialForm.Sn && reader.TextOrNull("pattern") is { } text ? Pattern(reader, text) : null;
        _ = reader.TextOrNull("note");
        return new(skus.Distinct().ToValueList(), channels.ToValueList(), form, pattern);
    }

    private static SerialForm? Form(DocumentReader reader)
    {
        if (reader.Text("form") is not { } word) return null;
        var index = Array.IndexOf(FormWords, word);
        if (index < 0) reader.Report("form", KernelCodes.DocumentValueInvalid, ("value", word), ("expected", string.Join("|", FormWords)));
        return index is 0 or 1 ? (SerialForm)(index + 1) : null;
    }

    private static TextPattern? Pattern(DocumentReader reader, string text)
    {
        if (TextPattern.Of(text).TryGet(out var pattern, out var refusal)) return pattern;
        reader.Report("pattern", refusal.Code, [.. refusal.Arguments]);
        return null;
    }

    private static bool Covers(SerialRule wide, SerialRule narrow) =>
        (wide.Skus.IsEmpty || (!narrow.Skus.IsEmpty && narrow.Skus.Items.All(wide.Skus.Items.Contains)))
        && (wide.Channels.IsEmpty || (!narrow.Channels.IsEmpty && narrow.Channels.Items.All(wide.Channels.Items.Contains)));

    private static List<SkuId> Skus(DocumentReader reader, string name) => Ids<SkuId>(reader, name, SkuId.TryParse, "1-128 characters");

    private delegate bool Parse<T>(string? text, out T id);

    private static List<T> Ids<T>(DocumentReader reader, string name, Parse<T> parse, string expected)
    {
        var ids = new List<T>();
        foreach (var text in reader.Has(name) ? reader.Texts(name) : [])
        {
            if (parse(text, out var id)) ids.Add(id);
            else reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", expected));
        }

        return ids;
    }
}
