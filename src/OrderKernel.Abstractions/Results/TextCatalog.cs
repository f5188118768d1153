using System.Reflection;
using System.Text;
using System.Text.Json;

namespace OrderKernel;

/// <summary>The language of a user-facing text.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English = 1,

    /// <summary>Simplified Chinese.</summary>
    Chinese = 2,
}

/// <summary>The zh and en texts of codes, read from the <c>Texts.json</c> that each package embeds.</summary>
/// <remarks>
/// Both languages of a code stand side by side in one resource, with named placeholders: <c>"orders.hold-exists": {"en": "… {kind} …", "zh": "…"}</c>.
/// </remarks>
public sealed class TextCatalog
{
    private readonly IReadOnlyDictionary<string, (string English, string Chinese)> _texts;

    private TextCatalog(IReadOnlyDictionary<string, (string, string)> texts) => _texts = texts;

    /// <summary>All codes that have a text, in ordinal order.</summary>
    public IEnumerable<string> Codes => _texts.Keys.OrderBy(k => k, StringComparer.Ordinal);

    /// <summary>Reads the texts of packages; of a code that two define, the first counts.</summary>
    /// <param name="packages">Assemblies of the family, or a host's own that embed a <c>Texts.json</c> of the same form.</param>
    /// <exception cref="ArgumentException">An assembly embeds no <c>Texts.json</c>.</exception>
    public static TextCatalog Of(params Assembly[] packages)
    {
        ArgumentNullException.ThrowIfNull(packages);
        var texts = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            using var stream = package.GetManifestResourceStream("Texts.json")
                ?? throw new ArgumentException($"{package.GetName().Name} embeds no Texts.json.", nameof(packages));
            Read(stream, texts);
        }

        return new(texts);
    }

    /// <summary>Reads texts from one JSON stream of the same form as a package's <c>Texts.json</c>; for a host's own labels.</summary>
    /// <param name="json">A JSON object: code → language → text; read to its end, not closed.</param>
    public static TextCatalog Read(Stream json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var texts = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        Read(json, texts);
        return new(texts);
    }

    /// <summary>These texts and others; of a code that both have, these count.</summary>
    /// <param name="more">The others, such as a host's own.</param>
    public TextCatalog With(TextCatalog more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var texts = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var text in more._texts.Concat(_texts)) texts[text.Key] = text.Value;
        return new(texts);
    }

    private static void Read(Stream json, Dictionary<string, (string, string)> texts)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var text = (entry.Value.GetProperty("en").GetString() ?? "", entry.Value.GetProperty("zh").GetString() ?? "");
            if (!texts.ContainsKey(entry.Name)) texts.Add(entry.Name, text);
        }
    }

    /// <summary>The text of a reason with its arguments filled in; the bare code and arguments when no text is known.</summary>
    /// <param name="reason">Its code chooses the text, its arguments fill the braces.</param>
    /// <param name="language">The language of the text.</param>
    public string Text(Reason reason, Language language)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (!_texts.TryGetValue(reason.Code, out var pair)) return reason.ToString();
        return Filled(language == Language.Chinese ? pair.Chinese : pair.English, reason);
    }

    // One pass over the template: braces in a value are its own, however they read.
    private static string Filled(string template, Reason reason)
    {
        var text = new StringBuilder(template.Length);
        var done = 0;
        for (var open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', open + 1))
        {
            var close = template.IndexOf('}', open);
            if (close < 0) break;
            foreach (var argument in reason.Arguments)
            {
                var name = argument.Name;
                if (name.Length != close - open - 1 || string.CompareOrdinal(template, open + 1, name, 0, name.Length) != 0) continue;
                text.Append(template, done, open - done).Append(argument.Value);
                done = close + 1;
                open = close;
                break;
            }
        }

        return text.Append(template, done, template.Length - done).ToString();
    }

    /// <summary>The text of a refusal with its arguments filled in.</summary>
    /// <param name="refusal">Its own code and arguments; those of its reasons are not told.</param>
    /// <param name="language">The language of the text.</param>
    public string Text(Refusal refusal, Language language)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Text(new Reason(refusal.Code, refusal.Arguments), language);
    }

    /// <summary>The raw template of a code in one language, or null.</summary>
    /// <param name="code">The code of a refusal, reason or finding.</param>
    /// <param name="language">The language of the text.</param>
    public string? Template(string code, Language language) =>
        _texts.TryGetValue(code, out var pair) ? language == Language.Chinese ? pair.Chinese : pair.English : null;
}
