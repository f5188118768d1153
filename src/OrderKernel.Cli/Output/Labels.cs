namespace OrderKernel.Cli.Output;

/// <summary>The tool's own words in one language, and the texts of all packages' codes.</summary>
internal sealed class Labels
{
    private static readonly Lazy<TextCatalog> AllCodes = new(() => RefusalTexts.Default.With(TextCatalog.Of(typeof(Labels).Assembly)));
    private readonly Language _language;

    private Labels(Language language, TextCatalog own, TextCatalog codes) => (_language, Own, Codes) = (language, own, codes);

    public TextCatalog Own { get; }

    public TextCatalog Codes { get; }

    public Language Language => _language;

    public string this[string label] => Own.Text(Reason.Of(label), _language);

    /// <summary>True when there is such a label.</summary>
    public bool Has(string label) => Own.Template(label, _language) is not null;

    public static Labels In(Language language)
    {
        using var stream = typeof(Labels).Assembly.GetManifestResourceStream("Labels.json")!;
        return new(language, TextCatalog.Read(stream), AllCodes.Value);
    }

    /// <summary>A label with its placeholders filled in.</summary>
    public string Text(string label, params Argument[] arguments) => Own.Text(Reason.Of(label, arguments), _language);

    /// <summary>The text of a code of any package.</summary>
    public string Text(Reason reason) => Codes.Text(reason, _language);

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
}
