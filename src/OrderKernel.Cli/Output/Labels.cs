using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Cli.Output;

/// <summary>The tool's own words in one language, and the texts of all packages' codes.</summary>
internal sealed partial class Labels
{
    private static readonly Lazy<TextCatalog> AllCodes = new(() => RefusalTexts.Default.With(TextCatalog.Of(typeof(Labels).Assembly)));
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
    private readonly Language _language;

    private Labels(Language language, TextCatalog own, TextCatalog codes) => (_language, Own, Codes) = (language, own, codes);

    public TextCatalog Own { get; }

    public TextCatalog Codes { get; }

    public Language Language => _language;

    /// <summary>The zone in which times are told.</summary>
    public DateTimeZone Zone { get; private init; } = DateTimeZoneProviders.Tzdb[ShopZone.Default];

    public string this[string label] => Own.Text(Reason.Of(label), _language);

    /// <summary>True when there is such a label.</summary>
    public bool Has(string label) => Own.Template(label, _language) is not null;

    public static Labels In(Language language)
    {
        using var stream = typeof(Labels).Assembly.GetManifestResourceStream("Labels.json")!;
        return new(language, TextCatalog.Read(stream), AllCodes.Value);
    }

    /// <summary>The same words with times of another zone.</summary>
    public Labels At(DateTimeZone zone) => new(_language, Own, Codes) { Zone = zone };

    /// <summary>An instant on the shop's clock, whole seconds, such as <c>2025-11-11 08:00:12</c>.</summary>
    /// <remarks>At either end of time, where a zone has no clock any more, in UTC.</remarks>
    public string Time(Instant at) => at > Instant.MinValue + Duration.FromDays(1) && at < Instant.MaxValue - Duration.FromDays(1)
        ? Clock.Format(at.InZone(Zone).LocalDateTime)
        : InstantPattern.General.Format(at);

    /// <summary>What a word of the kernel is called, such as a status, a kind of hold, a role; the word itself where it has no other name.</summary>
    public string Word(string word) => Has("word." + word) ? this["word." + word] : word;

    /// <summary>The name of a word with the word in brackets behind it: what documents and commands call it.</summary>
    public string Named(string word) => Named("word.", word);

    /// <summary>The name of an event with its type in brackets behind it.</summary>
    public string Event(string type) => Named("event.", type);

    /// <summary>How something that was told stands: a status, or the event that tells it.</summary>
    public string Standing(string word) => Has("event." + word) ? Event(word) : Value(word);

    /// <summary>The name of a kind of streams with the kind in brackets behind it.</summary>
    public string Stream(string kind) => Named("stream.", kind);

    /// <summary>A value as people read it: instants on the shop's clock; in Chinese what consists of the kernel's words in Chinese.</summary>
    public string Value(string value)
    {
        if (value.StartsWith(IoDetail.Prefix, StringComparison.Ordinal)) return IoDetail.In(this, value);
        var timed = Instants().Replace(value, m => InstantPattern.ExtendedIso.Parse(m.Value) is { Success: true } at ? Time(at.Value) : m.Value);
        if (_language == Language.English || timed.Length == 0) return timed;
        // A single word may have to be typed again: what documents and commands call it stands behind. What a document expects is a sentence.
        if (Has("word." + timed)) return timed.Contains(' ', StringComparison.Ordinal) ? this["word." + timed] : Named(timed);
        return Separators().Split(timed).All(w => !w.Any(char.IsLetter) || Has("word." + w)) ? Tokens().Replace(timed, m => Word(m.Value)) : timed;
    }

    private string Named(string family, string word) => !Has(family + word) ? word
        : string.Equals(this[family + word], word, StringComparison.OrdinalIgnoreCase) ? word : $"{this[family + word]} [{word}]";

    /// <summary>A label with its placeholders filled in.</summary>
    public string Text(string label, params Argument[] arguments) => Own.Text(Reason.Of(label, arguments), _language);

    /// <summary>The text of a code of any package.</summary>
    public string Text(Reason reason) =>
        Codes.Text(new Reason(reason.Code, reason.Arguments.Items.Select(a => new Argument(a.Name, Value(a.Value))).ToValueList()), _language);

    /// <summary>The text of a code of any package, with the code behind it; before it the place in the document, where the text leaves it out.</summary>
    public string Coded(Reason reason)
    {
        var text = Text(reason);
        var path = reason.Arguments.Items.FirstOrDefault(a => a.Name == "path").Value;
        return path is null || text.Contains(path, StringComparison.Ordinal) ? $"{text} [{reason.Code}]" : $"{path}: {text} [{reason.Code}]";
    }

    /// <summary>The text of a refusal with its code, its reasons below it.</summary>
    public string Coded(Refusal refusal) =>
        string.Join(Environment.NewLine + "  ", refusal.Reasons.Items.Select(Coded).Prepend(Coded(new Reason(refusal.Code, refusal.Arguments))));

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Instants();

    [GeneratedRegex("[,;:·、 ]+")]
    private static partial Regex Separators();

    [GeneratedRegex("[^,;:·、 ]+")]
    private static partial Regex Tokens();
}
