using System.Globalization;
using System.Text.Json.Nodes;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Tests.Privacy;

/// <summary>
/// Records made from the profile documents themselves: of each kind one that reads well, and for each field that the document names one in which personal data
/// stands there instead.
/// </summary>
internal sealed class CanaryFields
{
    // Keys of orders, lines, parcels, cases and goods stand in clear: whatever is written there is what the record is known by. So do the names of goods.
    private static readonly string[] Keys = ["number", "id", "waybill", "line", "code", "title"];

    private readonly JsonObject _document;
    private readonly JsonObject _kind;
    private readonly List<Field> _fields = [];

    private CanaryFields(JsonObject document, JsonObject kind)
    {
        (_document, _kind) = (document, kind);
        Collect(kind, null);
    }

    public string Kind => (string)_kind["kind"]!;

    public bool IsCsv => (string)_document["format"]! == "csv";

    /// <summary>The kinds of a profile that comes with the packages.</summary>
    public static IEnumerable<CanaryFields> Of(string profile)
    {
        var document = JsonNode.Parse(Profiles.DefaultBytes(profile).Span)!.AsObject();
        return document["records"]!.AsArray().Select(r => new CanaryFields(document, r!.AsObject()));
    }

    /// <summary>The good record first, then one for each place of each field, with the place's name.</summary>
    /// <param name="number">The first of their order numbers, one each.</param>
    public IEnumerable<(string Place, JsonObject Record)> Records(int number)
    {
        yield return ("", Good(number++));
        foreach (var field in _fields.Where(f => !Keys.Contains(f.Name) && !(f.Below is not null && f.Name == "lines")))
        {
            for (var i = 0; i < field.Paths.Length; i++)
            {
                var record = Good(number);
                // Of several places the first that tells counts.
                if (!field.IsSum) foreach (var before in field.Paths) Put(record, field, before, null);
                // The reason of a case is what a person wrote: a name in it cannot be told from any other word.
                var canary = field.Name == "reason"
                    ? $"打 {Canaries.Phone(number)}"
                    : $"{Canaries.Name(number)} {Canaries.Phone(number)} {Canaries.Name(number)}路7号";
                Put(record, field, field.Paths[i], canary);
                number++;
                yield return ($"{Kind}.{field.Name}: {field.Paths[i]}", record);
            }
        }
    }

    private JsonObject Good(int number)
    {
        var record = new JsonObject();
        foreach (var need in _kind["needs"]?.AsArray() ?? []) Put(record, null, (string)need!, "1");
        foreach (var field in _fields)
        {
            foreach (var path in field.IsSum ? field.Paths : field.Paths[..1])
                Put(record, field, path, field.Name == "number" ? number.ToString(CultureInfo.InvariantCulture) : field.Value());
        }

        return record;
    }

    private void Collect(JsonObject from, string? below)
    {
        foreach (var (name, value) in from)
        {
            switch (name)
            {
                case "statuses":
                    foreach (var source in value!.AsArray()) Add("status", source!["path"]!, below, () => Word(source!.AsObject()));
                    break;
                case "times" or "recipient" or "case":
                    Collect(value!.AsObject(), null);
                    break;
                case "amounts":
                    foreach (var (amount, at) in value!.AsObject())
                    {
                        if (at!.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) && at.ToString() != "lines")
                            Add("amount", at, null, () => Money(at));
                    }

                    break;
                case "lines" or "shipments" when value is JsonObject part:
                    Collect(part, part["at"] is JsonArray many ? (string)many[0]! : (string?)part["at"]);
                    break;
                case "number" or "customer" or "name" or "phone" or "city" or "district" or "town" or "detail" or "id" or "waybill" or "carrier" or "line" or "code"
                    or "title" or "reason" or "lines":
                    Add(name, value!, below, () => "v1");
                    break;
                case "province":
                    Add(name, value!, below, () => "浙江省");
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
        var isSum = at is JsonObject { } detailed && detailed.ContainsKey("sum");
        var paths = at switch
        {
            JsonArray many => many.Select(p => (string)p!),
            JsonObject o => (o["paths"] ?? o["sum"])!.AsArray().Select(p => ((string)p!).TrimStart('-')),
            _ => [(string)at!],
        };
        _fields.Add(new(name, [.. paths], below, isSum, value));
    }

    private JsonNode Word(JsonObject source) => source["table"] is { } table
        ? _document["tables"]![(string)table!]!["rows"]!.AsObject().First(r => r.Value!["skip"] is null).Key
        : "2026-02-09 10:00:00";

    private JsonNode Money(JsonNode at) => (string)((at as JsonObject)?["money"] ?? _document["money"])! == "fen" ? 1000 : "10.00";

    private JsonNode Time(JsonNode at) => (string)((at as JsonObject)?["time"] ?? _document["time"])! switch
    {
        "epoch-s" => 1_770_602_400,
        "epoch-ms" => 1_770_602_400_000,
        _ => "2026-02-09 10:00:00",
    };

    /// <summary>Puts a value at a path, through lists of one; null takes it away.</summary>
    private void Put(JsonObject record, Field? field, string path, JsonNode? value)
    {
        var parts = IsCsv ? [path.Trim()] : ((field?.Below is { } below ? below + "." : "") + path).Split('.');
        var at = record;
        foreach (var part in parts[..^1])
        {
            var name = part.Replace("[]", "", StringComparison.Ordinal);
            if (part.EndsWith("[]", StringComparison.Ordinal))
            {
                if (at[name] is not JsonArray) at[name] = new JsonArray(new JsonObject());
                at = at[name]![0]!.AsObject();
            }
            else
            {
                if (at[name] is not JsonObject) at[name] = new JsonObject();
                at = at[name]!.AsObject();
            }
        }

        if (value is null) at.Remove(parts[^1]);
        else if (parts[^1].EndsWith("[]", StringComparison.Ordinal)) at[parts[^1][..^2]] = new JsonArray(value);
        else at[parts[^1]] = value;
    }

    private sealed record Field(string Name, string[] Paths, string? Below, bool IsSum, Func<JsonNode> Value);
}
