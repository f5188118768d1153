using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>Reads field rules of one record kind and gives each path its place in the profile's tree.</summary>
internal sealed class FieldLoader(PathLoader paths, MoneyUnit unit, TimeFormat time)
{
    public static readonly string[] MoneyWords = ["yuan", "fen", "either"];
    public static readonly string[] TimeWords = ["text", "epoch-s", "epoch-ms", "us"];
    private static readonly string[] CleaningWords =
    [
        "trim", "strip-marks", "collapse-blanks", "half-width", "unquote", "lower-case", "upper-case", "strip-blanks", "strip-invisible", "unguard", "digits-only",
        "strip-zeros", "strip-brackets", "strip-dashes", "first-line", "html-decode", "strip-tags",
    ];

    private static readonly string[] Forms = ["paths", "sum", "join", "constant"];

    public PathLoader Paths => paths;

    /// <summary>What documents call a cleaning step.</summary>
    public static string WordOf(CleaningStep step) => CleaningWords[(int)step - 1];

    /// <summary>A field under a name, or null when it is not there.</summary>
    /// <param name="reader">The object that has the field.</param>
    /// <param name="name">The field's canonical name.</param>
    /// <param name="below">The list that the field lies in; null for the record itself.</param>
    public FieldRule? Field(DocumentReader reader, string name, RowList[]? below = null) =>
        Unnamed(reader, name, below) is { } rule ? rule with { Name = $"{reader.Path}.{name}" } : null;

    private FieldRule? Unnamed(DocumentReader reader, string name, RowList[]? below)
    {
        switch (reader.KindOf(name))
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return Plain(reader, $"{reader.Path}.{name}", reader.Text(name) is { } path ? [path] : [], below);
            case JsonValueKind.Array:
                return Alternatives(reader, name, below);
            default:
                return reader.Child(name) is { } child ? Detailed(child, below) : null;
        }
    }

    /// <summary>A required field.</summary>
    public FieldRule? Required(DocumentReader reader, string name, RowList[]? below = null)
    {
        if (!reader.Has(name)) reader.Report(name, KernelCodes.DocumentPropertyMissing);
        return Field(reader, name, below);
    }

    /// <summary>A place that is only looked at for being there.</summary>
    public FieldRule? Bare(DocumentReader reader, string name, string path) =>
        paths.Rule(reader, $"{reader.Path}.{name}", [path], null, isRead: false);

    /// <summary>Comparisons under a name: all of them hold, or what they stand beside says nothing. Null when there are none.</summary>
    public RowTest[]? When(DocumentReader reader, RowList[]? below) =>
        reader.TextOrNull("when") is { } text ? paths.Tests(reader, $"{reader.Path}.when", text, below) : null;

    // A list of no paths reads nothing, as if the field stood there.
    internal static IReadOnlyList<string> NotEmpty(DocumentReader reader, string name)
    {
        var texts = reader.Texts(name);
        if (texts.Count == 0) reader.Report(name, KernelCodes.DocumentPropertyMissing);
        return texts;
    }

    internal static int WordIndex(DocumentReader reader, string name, string[] words)
    {
        var text = reader.Text(name);
        if (text is null) return -1;
        var at = Array.IndexOf(words, text);
        if (at < 0) reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", string.Join("|", words)));
        return at;
    }

    private FieldRule? Plain(DocumentReader reader, string at, IReadOnlyList<string> texts, RowList[]? below) =>
        paths.Rule(reader, at, texts, below) is { } rule ? rule with { Unit = unit, Time = time } : null;

    // What an amount is read with: paths and nothing else.
    private FieldRule? Beside(DocumentReader child, string name, RowList[]? below)
    {
        if (!child.Has(name)) return null;
        var isList = child.KindOf(name) == JsonValueKind.Array;
        IReadOnlyList<string> texts = isList ? NotEmpty(child, name) : child.Text(name) is { } path ? [path] : [];
        return Plain(child, $"{child.Path}.{name}", texts, below);
    }

    // Paths beside one another are one rule of several places; an object among them stands for itself.
    private FieldRule? Alternatives(DocumentReader reader, string name, RowList[]? below)
    {
        var entries = reader.Mixed(name);
        if (entries.Count == 0) reader.Report(name, KernelCodes.DocumentPropertyMissing);
        var rules = new List<FieldRule?>();
        var plain = new List<string>();
        foreach (var (text, child, _) in entries)
        {
            if (text is not null) plain.Add(text);
            if (child is null) continue;
            if (plain.Count > 0) rules.Add(Plain(reader, $"{reader.Path}.{name}", plain, below));
            plain = [];
            rules.Add(Detailed(child, below));
        }

        if (plain.Count > 0) rules.Add(Plain(reader, $"{reader.Path}.{name}", plain, below));
        FieldRule? chain = null;
        for (var i = rules.Count - 1; i >= 0; i--) chain = rules[i] is { } rule ? rule with { Otherwise = chain } : chain;
        return chain;
    }

    private FieldRule? Detailed(DocumentReader child, RowList[]? below)
    {
        var money = child.Has("money") ? (MoneyUnit)(WordIndex(child, "money", MoneyWords) + 1) : unit;
        var when = child.Has("time") ? (TimeFormat)(WordIndex(child, "time", TimeWords) + 1) : time;
        var cleaning = Cleanings(child);
        var details = new FieldRule([], "")
        {
            Unit = money, Time = when, Cleaning = [.. cleaning], Unquotes = cleaning.Contains(CleaningStep.Unquote), Cut = CutOf(child),
            When = When(child, below), Currency = Beside(child, "currency", below), Divisor = Beside(child, "divisor", below),
            Decimals = (int)(child.WholeOrNull("decimals", 0, 9) ?? 0),
        };
        var forms = Forms.Where(child.Has).ToArray();
        if (forms.Length == 0) child.Report("paths", KernelCodes.DocumentPropertyMissing);
        if (forms.Length > 1) child.Report(forms[1], KernelCodes.DocumentValueInvalid, ("value", forms[1]), ("expected", $"nothing beside {forms[0]}"));
        var rule = Form(child, details, below);
        child.Close();
        return rule;
    }

    private FieldRule? Form(DocumentReader child, FieldRule details, RowList[]? below)
    {
        FieldRule? found = null;
        if (child.Has("paths") && paths.Rule(child, $"{child.Path}.paths", NotEmpty(child, "paths"), below) is { } rule)
            found = details with { Places = rule.Places, PathText = rule.PathText, IsWords = rule.IsWords };
        if (child.Has("constant")) found = details with { Constant = child.Text("constant"), PathText = "constant" };
        if (child.Has("sum"))
        {
            var texts = NotEmpty(child, "sum");
            if (texts.Count > 0) found = details with { Terms = [.. Terms(child, texts, details, below)], PathText = string.Join("|", texts) };
        }

        var with = child.TextOrNull("with");
        if (with is not null && !child.Has("join")) child.Report("with", KernelCodes.DocumentValueInvalid, ("value", with), ("expected", "join"));
        if (!child.Has("join")) return found;
        var parts = NotEmpty(child, "join");
        if (parts.Count == 0) return null;
        return details with
        {
            Parts = [.. parts.Select(p => paths.Rule(child, $"{child.Path}.join", [p], below)).OfType<FieldRule>()],
            With = with ?? " ", PathText = string.Join("|", parts),
        };
    }

    private List<Term> Terms(DocumentReader child, IReadOnlyList<string> texts, FieldRule details, RowList[]? below)
    {
        var terms = new List<Term>();
        foreach (var text in texts)
        {
            var sign = text.StartsWith('-') ? -1 : 1;
            string[] factors = [.. (sign < 0 ? text.Substring(1) : text).Split([" * "], StringSplitOptions.None).Select(f => f.Trim())];
            var rules = factors.Select(f => paths.Rule(child, $"{child.Path}.sum", [f], below)).ToArray();
            if (rules[0] is not { } first || rules.Contains(null)) continue;
            var money = details with { Places = first.Places, PathText = first.PathText, When = null };
            terms.Add(new(sign, money, [.. rules.Skip(1).OfType<FieldRule>()]));
        }

        return terms;
    }

    private static List<CleaningStep> Cleanings(DocumentReader child)
    {
        var cleaning = new List<CleaningStep>();
        foreach (var word in child.Texts("clean"))
        {
            var at = Array.IndexOf(CleaningWords, word);
            if (at >= 0) cleaning.Add((CleaningStep)(at + 1));
            else child.Report("clean", KernelCodes.DocumentValueInvalid, ("value", word), ("expected", string.Join("|", CleaningWords)));
        }

        return cleaning;
    }

    private static TextCut? CutOf(DocumentReader child)
    {
        if (child.ChildOrNull("cut") is not { } cut) return null;
        var marks = new TextCut(Mark(cut, "afterFirst"), Mark(cut, "afterLast"), Mark(cut, "beforeFirst"), Mark(cut, "beforeLast"));
        cut.Close();
        return marks;
    }

    private static string? Mark(DocumentReader cut, string name)
    {
        var mark = cut.TextOrNull(name);
        if (mark is { Length: 0 }) cut.Report(name, KernelCodes.DocumentValueInvalid, ("value", mark), ("expected", "a text"));
        return string.IsNullOrEmpty(mark) ? null : mark;
    }
}
