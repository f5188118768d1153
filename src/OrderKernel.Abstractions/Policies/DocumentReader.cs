using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>Reads one JSON object of a document by property, remembers the path, and collects every problem instead of stopping at the first.</summary>
/// <remarks>
/// Call <see cref="Close"/> when all known properties were asked for: whatever was not asked for
/// is unknown and reported. Missing or mistyped values come back as null or an empty list.
/// </remarks>
public sealed class DocumentReader
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<Finding> _problems;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly bool _isObject;

    private DocumentReader(JsonElement element, string path, List<Finding> problems)
    {
        (Path, _problems) = (path, problems);
        _isObject = element.ValueKind == JsonValueKind.Object;
        if (!_isObject)
        {
            Mismatch(path, "object", element);
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property);
            if (_properties.TryAdd(name, property.Value)) _names.Add(name);
            else problems.Add(Finding.Of(Join(path, name), KernelCodes.DocumentPropertyDuplicate));
        }
    }

    /// <summary>The JSON path of this object, <c>$</c> for the root.</summary>
    public string Path { get; }

    /// <summary>The names of this object's properties in document order, each marked as asked for; for maps.</summary>
    public IReadOnlyList<string> Keys()
    {
        _asked.UnionWith(_names);
        return _names;
    }

    /// <summary>True when the property stands there, with any value but null.</summary>
    /// <param name="name">The property's name; it counts as asked for.</param>
    public bool Has(string name) => Find(name) is { ValueKind: not JsonValueKind.Null };

    /// <summary>The kind of JSON value under a property, <see cref="JsonValueKind.Undefined"/> when it is missing.</summary>
    /// <param name="name">The property's name; it counts as asked for.</param>
    public JsonValueKind KindOf(string name) => Find(name)?.ValueKind ?? JsonValueKind.Undefined;

    /// <summary>A required text.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The text; null when it is missing or no text, which is reported.</returns>
    public string? Text(string name) => Need(name, JsonValueKind.String, "text") is { } value ? TextOf(value, Join(Path, name)) : null;

    /// <summary>A text, or null when the property is missing.</summary>
    /// <param name="name">The property's name.</param>
    public string? TextOrNull(string name) => Has(name) ? Text(name) : null;

    /// <summary>A required whole number within bounds, however it is written: 7.0 and 7e0 are 7.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="atLeast">The smallest number that passes.</param>
    /// <param name="atMost">The largest number that passes.</param>
    /// <returns>The number; null when it is missing, not whole, or out of bounds, which is reported.</returns>
    public long? Whole(string name, long atLeast = long.MinValue, long atMost = long.MaxValue)
    {
        if (Need(name, JsonValueKind.Number, "whole number") is not { } value) return null;
        if (!WholeNumber.TryRead(value, out var number)) Mismatch(Join(Path, name), "whole number", value);
        else if (number >= atLeast && number <= atMost) return number;
        else Report(name, KernelCodes.DocumentValueInvalid, ("value", value.GetRawText()), ("expected", $"{atLeast}..{atMost}"));
        return null;
    }

    /// <summary>A whole number within bounds, or null when the property is missing.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="atLeast">The smallest number that passes.</param>
    /// <param name="atMost">The largest number that passes.</param>
    public long? WholeOrNull(string name, long atLeast = long.MinValue, long atMost = long.MaxValue) => Has(name) ? Whole(name, atLeast, atMost) : null;

    /// <summary>The JSON text of a property as it stands, whatever lies in it; null when it is missing. Nothing below it is checked.</summary>
    /// <param name="name">The property's name; it counts as asked for.</param>
    public string? RawOrNull(string name) => Has(name) ? Element(name).GetRawText() : null;

    /// <summary>True or false, or the given value when the property is missing.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="otherwise">What counts when the property is missing, or mistyped and reported.</param>
    public bool Flag(string name, bool otherwise)
    {
        if (Find(name) is not { } value || value.ValueKind == JsonValueKind.Null) return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Mismatch(Join(Path, name), "true or false", value);
        return otherwise;
    }

    /// <summary>A required value of an enumeration by its name, such as <c>"Paid"</c>; numbers and unset are refused.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="name">The property's name.</param>
    /// <returns>The value; null when it is missing or no member's name, which is reported.</returns>
    public TEnum? Word<TEnum>(string name) where TEnum : struct, Enum
    {
        var text = Text(name);
        return text is null ? null : WordOf<TEnum>(text, Join(Path, name));
    }

    /// <summary>A value of an enumeration by its name, or null when the property is missing.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="name">The property's name.</param>
    public TEnum? WordOrNull<TEnum>(string name) where TEnum : struct, Enum => Has(name) ? Word<TEnum>(name) : null;

    /// <summary>A required duration in ISO 8601 form with days and time parts of fixed length, such as <c>PT30M</c> or <c>P7D</c>.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The duration; null when it is missing or has another form, which is reported.</returns>
    public Duration? Duration(string name)
    {
        var text = Text(name);
        if (text is null) return null;
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        if (parsed.Success && parsed.Value is { Years: 0, Months: 0 } period)
        {
            try { return period.ToDuration(); }
            catch (OverflowException) { /* reported below: the duration is no duration that fits */ }
        }

        Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "ISO 8601 duration without years and months"));
        return null;
    }

    /// <summary>A required moment in ISO 8601 form with an offset or Z, such as <c>2025-11-11T00:00:00+08:00</c>.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The moment; null when it is missing or has another form, which is reported.</returns>
    public Instant? Instant(string name)
    {
        var text = Text(name);
        if (text is null) return null;
        if (OffsetText.TryParse(text, out var instant)) return instant;
        Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "ISO 8601 instant with offset"));
        return null;
    }

    /// <summary>A required amount written as decimal text of major units in a currency, such as <c>"50.00"</c>.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="currency">The currency; its digits bound the decimals.</param>
    /// <returns>The amount; null when it is missing or no exact amount of the currency, which is reported.</returns>
    public Money? Money(string name, Currency currency)
    {
        var text = Text(name);
        if (text is null) return null;
        if (OrderKernel.Money.TryParse(text.AsSpan(), currency, out var money)) return money;
        Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", $"amount in {currency}"));
        return null;
    }

    /// <summary>A required object.</summary>
    /// <param name="name">The property's name.</param>
    /// <returns>The object's reader, which reports to the same list; null when it is missing or no object, which is reported.</returns>
    public DocumentReader? Child(string name) => Need(name, JsonValueKind.Object, "object") is { } value ? new(value, Join(Path, name), _problems) : null;

    /// <summary>An object, or null when the property is missing.</summary>
    /// <param name="name">The property's name.</param>
    public DocumentReader? ChildOrNull(string name) => Has(name) ? Child(name) : null;

    /// <summary>A list of objects; empty when the property is missing.</summary>
    /// <param name="name">The property's name.</param>
    public IReadOnlyList<DocumentReader> Children(string name) =>
        Elements(name).Select(e => new DocumentReader(e.Value, e.Path, _problems)).ToArray();

    /// <summary>A list of texts; empty when the property is missing.</summary>
    /// <param name="name">The property's name; entries that are no texts are reported and left out.</param>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (value, path) in Elements(name))
        {
            if (value.ValueKind != JsonValueKind.String) Mismatch(path, "text", value);
            else if (TextOf(value, path) is { } text) texts.Add(text);
        }

        return texts;
    }

    /// <summary>A list whose entries may be of several kinds: the reader of each object, or the text of each string.</summary>
    /// <param name="name">The property's name.</param>
    public IReadOnlyList<(string? Text, DocumentReader? Object, string Path)> Mixed(string name)
    {
        var entries = new List<(string?, DocumentReader?, string)>();
        foreach (var (value, path) in Elements(name))
        {
            if (value.ValueKind == JsonValueKind.String) entries.Add((TextOf(value, path), null, path));
            else entries.Add((null, new DocumentReader(value, path, _problems), path));
        }

        return entries;
    }

    /// <summary>Reports a problem at a property of this object.</summary>
    /// <param name="name">The property's name; it need not stand there.</param>
    /// <param name="code">A code of the package's texts.</param>
    /// <param name="arguments">What the code's text names in braces.</param>
    public void Report(string name, string code, params Argument[] arguments) => _problems.Add(Finding.Of(Join(Path, name), code, arguments));

    /// <summary>Reports a problem at any path of the document.</summary>
    /// <param name="path">A JSON path from the root, such as <c>$.steps[0]</c>.</param>
    /// <param name="code">A code of the package's texts.</param>
    /// <param name="arguments">What the code's text names in braces.</param>
    public void ReportAt(string path, string code, params Argument[] arguments) => _problems.Add(Finding.Of(path, code, arguments));

    /// <summary>Turns a text at a path into a value of an enumeration, or reports it.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="text">A member's name, with the same case.</param>
    /// <param name="path">Where the text stands; a report names it.</param>
    public TEnum? WordOf<TEnum>(string text, string path) where TEnum : struct, Enum
    {
        var names = Enum.GetNames(typeof(TEnum));
        if (Array.IndexOf(names, text) >= 0) return (TEnum)Enum.Parse(typeof(TEnum), text);
        _problems.Add(Finding.Of(path, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", string.Join("|", names))));
        return null;
    }

    /// <summary>Reports every property that nobody asked for. Readers of children are closed by whoever reads them.</summary>
    public void Close()
    {
        foreach (var name in _names)
        {
            if (_asked.Add(name)) _problems.Add(Finding.Of(Join(Path, name), KernelCodes.DocumentPropertyUnknown));
        }
    }

    internal static DocumentReader Root(JsonElement element, List<Finding> problems) => new(element, "$", problems);

    /// <summary>True when an object stands there.</summary>
    internal bool IsObject => _isObject;

    /// <summary>How many problems the whole document has so far.</summary>
    internal int ProblemCount => _problems.Count;

    /// <summary>The value of a property that stands there.</summary>
    internal JsonElement Element(string name) => Find(name)!.Value;

    /// <summary>The path of a property of this object.</summary>
    internal string PathOf(string name) => Join(Path, name);

    /// <summary>A reader of another object of the document.</summary>
    internal DocumentReader At(JsonElement element, string path) => new(element, path, _problems);

    private IEnumerable<(JsonElement Value, string Path)> Elements(string name)
    {
        if (Find(name) is not { } value || value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray().Select((e, i) => (e, $"{Join(Path, name)}[{i}]"));
        Mismatch(Join(Path, name), "list", value);
        return [];
    }

    private JsonElement? Need(string name, JsonValueKind kind, string expected)
    {
        if (!_isObject) return null;
        var found = Find(name);
        if (found is not { } value) Report(name, KernelCodes.DocumentPropertyMissing);
        else if (value.ValueKind != kind) Mismatch(Join(Path, name), expected, value);
        else return value;
        return null;
    }

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return _properties.TryGetValue(name, out var value) ? value : null;
    }

    private string? TextOf(JsonElement value, string path)
    {
        try { return value.GetString(); }
        catch (InvalidOperationException)
        {
            // A lone surrogate: the reader accepts the escape and refuses the text.
            _problems.Add(Finding.Of(path, KernelCodes.DocumentTypeMismatch, ("expected", "text"), ("found", "lone surrogate")));
            return null;
        }
    }

    private void Mismatch(string path, string expected, JsonElement found) =>
        _problems.Add(Finding.Of(path, KernelCodes.DocumentTypeMismatch, ("expected", expected), ("found", found.ValueKind.ToString())));

    private static string NameOf(JsonProperty property)
    {
        try { return property.Name; }
        catch (InvalidOperationException) { return "\uFFFD"; }
    }

    private static string Join(string path, string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '$') ? $"{path}.{name}" : $"{path}['{name}']";
}
