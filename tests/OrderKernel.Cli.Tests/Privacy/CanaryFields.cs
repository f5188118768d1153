using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Tests.Privacy;

/// <summary>
/// Records made from the profile documents themselves: of each kind one that reads well, and for each field that the document names one in which personal data
/// stands there instead.
/// </summary>
internal sealed class CanaryFields
{
    // Keys of orders, lines, parcels, cases and goods stand in clear: whatever is written there is what the record is known by. So do the names of goods.
    private static readonly string[] Keys = ["number", "id", "waybill", "line", "lines", "code", "title"];

    private const string Presence = "presence";

    private readonly JsonObject _document;
    private readonly JsonObject _kind;
    private readonly List<Field> _fields = [];
    private readonly string _prefix;

    private CanaryFields(JsonObject document, JsonObject kind)
    {
        (_document, _kind) = (document, kind);
        _prefix = (string?)kind["prefixes"]?[0] ?? "";
        Collect(kind, null);
    }

    public string Kind => (string)_kind["kind"]!;

    public bool IsCsv => (string)_document["format"]! == "csv";

    public bool IsXml => (string)_document["format"]! == "xml";

    /// <summary>The elements that records lie in, the records' own last.</summary>
    private string[] Elements => ((string)_kind["envelopes"]![0]!).Split('.');

    /// <summary>A record of XML as its element: text beside attributes is the property <c>#text</c>.</summary>
    public string Element(JsonObject record) => Element(Elements[^1], record).ToString(SaveOptions.DisableFormatting);

    /// <summary>A document of several records of XML.</summary>
    public string Enclosed(IEnumerable<string> records)
    {
        var above = Elements[..^1];
        return string.Concat(above.Select(e => $"<{e}>")) + "\n" + string.Join('\n', records) + "\n" + string.Concat(above.Reverse().Select(e => $"</{e}>"));
    }

    /// <summary>The kinds of a profile that comes with the packages, but those that are passed over.</summary>
    public static IEnumerable<CanaryFields> Of(string profile)
    {
        var document = JsonNode.Parse(Profiles.DefaultBytes(profile).Span)!.AsObject();
        return document["records"]!.AsArray().Where(r => r!["says"]?["skip"] is null).Select(r => new CanaryFields(document, r!.AsObject()));
    }

    /// <summary>The good record first, then one for each place of each field, with the place's name.</summary>
    /// <param name="number">The first of their order numbers, one each.</param>
    public IEnumerable<(string Place, JsonObject Record)> Records(int number)
    {
        yield return ("", Good(number++));
        foreach (var field in _fields.Where(f => !Keys.Contains(f.Name)))
        {
            for (var i = 0; i < field.Ways.Length; i++)
            {
                foreach (var place in field.Ways[i].Places)
                {
                    // What is a key is one, whatever else is read there.
                    if (_fields.Exists(f => Keys.Contains(f.Name) && f.Below == field.Below && f.Ways.Any(w => w.Places.Contains(place)))) continue;
                    var record = Good(number);
                    // Of several ways the first that tells counts.
                    foreach (var before in field.Ways[..i].SelectMany(w => w.Places)) Put(record, field, before.Path, null);
                    Tell(record, field, field.Ways[i], field.Value());
                    // The reason of a case is what a person wrote: a name in it cannot be told from any other word.
                    var canary = field.Name == "reason"
                        ? $"打 {Canaries.Phone(number)}"
                        : $"{Canaries.Name(number)} {Canaries.Phone(number)} {Canaries.Name(number)}路7号";
                    Put(record, field, place.Path, canary);
                    number++;
                    yield return ($"{Kind}.{field.Name}: {place.Path}", record);
                }
            }
        }
    }

    private JsonObject Good(int number)
    {
        var record = new JsonObject();
        foreach (var need in _kind["needs"]?.AsArray() ?? []) Put(record, null, (string)need!, "1");
        // What only has to be there may be a time or an amount of another field, which says how it is written.
        foreach (var field in _fields.OrderBy(f => f.Name != Presence))
            Tell(record, field, field.Ways[0], field.Name == "number" ? number.ToString(CultureInfo.InvariantCulture) : field.Value());
        return record;
    }

    private static XElement Element(string name, JsonNode? value)
    {
        if (value is not JsonObject o) return new(name, value?.ToString());
        var element = new XElement(name);
        foreach (var (key, child) in o)
        {
            if (key == "#text") element.Add(child?.ToString());
            else if (key.StartsWith('@')) element.SetAttributeValue(key[1..], child?.ToString());
            else if (child is JsonArray rows) element.Add(rows.Select(r => Element(key, r)));
            else element.Add(Element(key, child));
        }

        return element;
    }

    // What is only taken off is told as less than nothing, what is taken off of something as a tenth of it.
    private void Tell(JsonObject record, Field field, Way way, JsonNode value)
    {
        var isLess = way.Places.All(p => p.IsMinus || p.IsFactor) && way.Places.Length > 0;
        foreach (var place in way.Places)
        {
            var amount = value.AsValue().TryGetValue<int>(out var number) ? number : 0;
            JsonNode told = place.IsFactor ? 1
                : !place.IsMinus ? value.DeepClone()
                : amount > 0 ? (isLess ? -amount : amount / 10)
                : isLess ? "-10.00" : "1.00";
            Put(record, field, place.Path, told);
        }
    }

    private void Collect(JsonObject from, string? below)
    {
        foreach (var (name, value) in from)
        {
            switch (name)
            {
                case "statuses":
                    foreach (var source in value!.AsArray())
                        Add(source!["table"] is null ? Presence : "status", source["path"]!, below, () => Word(source.AsObject()));
                    break;
                case "times" or "recipient":
                    Collect(value!.AsObject(), null);
                    break;
                case "amounts" or "paidBy":
                    foreach (var (amount, at) in value!.AsObject())
                    {
                        if (amount == "paidBy") Collect(new JsonObject { ["paidBy"] = at!.DeepClone() }, null);
                        else if (amount != "tieOut" && at!.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)
                            && at.ToString() != "lines") Add("amount", at, null, () => Money(at));
                    }

                    break;
                case "lines" or "shipments" or "case" when value is JsonObject part:
                    Collect(part, part["at"] is JsonArray many ? (string)many[0]! : (string?)part["at"]);
                    break;
                case "shipments":
                    foreach (var place in value!.AsArray()) Collect(new JsonObject { [name] = place!.DeepClone() }, null);
                    break;
                case "number" or "customer" or "name" or "phone" or "city" or "district" or "town" or "detail" or "id" or "waybill" or "carrier" or "line" or "code"
                    or "title" or "reason" or "lines":
                    Add(name, value!, below, () => "v1");
                    break;
                case "province":
                    Add(name, value!, below, () => "浙江省");
                    break;
                case "country":
                    Add(name, value!, below, () => "US");
                    break;
                case "postcode":
                    Add(name, value!, below, () => "310000");
                    break;
                // Of the document it is a currency; of a record the place of one.
                case "currency" when from == _kind:
                    Add(name, value!, below, () => "USD");
                    break;
                case "quantity" or "units":
                    Add(name, value!, below, () => 1);
                    break;
                case "total" or "unitPrice" or "listTotal" or "amount":
                    Add("amount", value!, below, () => Money(value!));
                    break;
                case "created" or "paid" or "shipped" or "delivered" or "ended" or "modified" or "requestedAt":
                    Add("time", value!, below, () => Time(value!));
                    break;
            }
        }
    }

    private void Add(string name, JsonNode at, string? below, Func<JsonNode> value)
    {
        var ways = (at is JsonArray many ? many.Select(m => m!) : [at]).SelectMany(Ways).ToArray();
        if (ways.Length > 0) _fields.Add(new(name, ways, below, value));
        // What an amount is read with.
        foreach (var amount in (at is JsonArray several ? several.ToList() : [at]).OfType<JsonObject>().Where(_ => name == "amount"))
        {
            if (amount["currency"] is { } currency) Add("currency", currency, below, () => "USD");
            if (amount["divisor"] is { } divisor) Add("divisor", divisor, below, () => 1);
        }
    }

    // Each of several paths is a way of its own; the parts of a sum and of a joined text are one.
    private static IEnumerable<Way> Ways(JsonNode at) => at switch
    {
        JsonObject o when o["paths"] is { } paths => paths.AsArray().Select(p => new Way([new((string)p!)])),
        JsonObject o when (o["sum"] ?? o["join"]) is { } parts => [new Way([.. parts.AsArray().SelectMany(p => p is JsonValue ? Places((string)p!) : [])])],
        JsonObject => [],
        _ => [new Way([new((string)at!)])],
    };

    private static IEnumerable<Place> Places(string term)
    {
        var isMinus = term.StartsWith('-');
        var factors = term.TrimStart('-').Split('*', StringSplitOptions.TrimEntries);
        return factors.Select((path, i) => new Place(path, isMinus && i == 0, i > 0));
    }

    private JsonNode Word(JsonObject source) => source["table"] is { } table
        ? _document["tables"]![(string)table!]!["rows"]!.AsObject().First(r => r.Value!["skip"] is null).Key
        : "2026-02-09 10:00:00";

    private JsonNode Money(JsonNode at) => (string)((at as JsonObject)?["money"] ?? _document["money"])! == "fen" ? 1000 : "10.00";

    private JsonNode Time(JsonNode at) => (string)((at as JsonObject)?["time"] ?? _document["time"])! switch
    {
        "epoch-s" => 1_770_602_400,
        "epoch-ms" => JsonValue.Create(1_770_602_400_000),
        _ => "2026-02-09 10:00:00",
    };

    /// <summary>Puts a value at a path, in the row of each list that its comparisons ask for; null takes it away.</summary>
    private void Put(JsonObject record, Field? field, string path, JsonNode? value)
    {
        string[] parts = IsCsv ? [path.Trim()] : [.. Parts(_prefix), .. From(field?.Below, path)];
        var at = record;
        foreach (var part in parts[..^1])
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (bracket >= 0)
            {
                at = Row(at, name, part[(bracket + 1)..^1]);
            }
            else
            {
                if (at[name] is not JsonObject) at[name] = at[name] is { } text && IsXml ? new JsonObject { ["#text"] = text.DeepClone() } : new JsonObject();
                at = at[name]!.AsObject();
            }
        }

        if (value is null) at.Remove(parts[^1]);
        else if (IsXml && at[parts[^1]] is JsonObject known) known["#text"] = value;
        else if (parts[^1].EndsWith("[]", StringComparison.Ordinal)) at[parts[^1][..^2]] = new JsonArray(value);
        else at[parts[^1]] = value;
    }

    // In the row, with ^. in the one above, with $. in the record.
    private static IEnumerable<string> From(string? below, string path)
    {
        var start = below is null || path.StartsWith("$.", StringComparison.Ordinal) ? [] : Parts(below).ToList();
        for (; path.StartsWith("^.", StringComparison.Ordinal); path = path[2..])
        {
            do start.RemoveAt(start.Count - 1);
            while (start.Count > 0 && !start[^1].EndsWith(']'));
        }

        return [.. start, .. Parts(path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path)];
    }

    private static JsonObject Row(JsonObject at, string name, string tests)
    {
        if (at[name] is not JsonArray rows) at[name] = rows = [];
        var wanted = tests.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(t => !t.Contains("!=", StringComparison.Ordinal))
            .Select(t => t.Split('=')).Select(t => (Name: t[0].TrimEnd('~'), Word: t[1].Split('|')[0].Trim('\''))).ToList();
        foreach (var row in rows)
        {
            if (row is JsonObject known && wanted.TrueForAll(w => known[w.Name] is null || (string?)known[w.Name] == w.Word)) return Asked(known);
        }

        var added = new JsonObject();
        rows.Add(added);
        return Asked(added);

        JsonObject Asked(JsonObject row)
        {
            foreach (var (key, word) in wanted) row[key] = word;
            return row;
        }
    }

    // Dots within brackets part nothing.
    private static IEnumerable<string> Parts(string path)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '[') depth++;
            else if (path[i] == ']') depth--;
            else if (path[i] == '.' && depth == 0)
            {
                yield return path[start..i];
                start = i + 1;
            }
        }

        if (start < path.Length) yield return path[start..];
    }

    private sealed record Place(string Path, bool IsMinus = false, bool IsFactor = false);

    private sealed record Way(Place[] Places);

    private sealed record Field(string Name, Way[] Ways, string? Below, Func<JsonNode> Value);
}
