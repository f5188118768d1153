using System.Text;
using System.Text.Json;

namespace OrderKernel.Workflow.Tests;

/// <summary>A document as a tree that also holds what no JSON library would write: repeated names, lone surrogates, numbers beyond all types.</summary>
internal sealed class HostileJson
{
    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1", "1e400", "-0.0", "99999999999999999999999", "1.5e-400", "\"\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"P1Y\"",
        "\"PT1S\"", "\"P99999999D\"", "\"-PT1H\"", "\"step\"", "\"kernel\"",
        "\"shut\"", "\"Shut\"", "\"door.alarmed\"", "\"door.force > 5\"", "\"door.force > 5 && door.force < 6\"", "\"has(door.owner) && door.owner == 'x'\"",
        "\"1 / door.force > 2\"", "\"[1, 2].exists(x, x > door.force)\"",
        "\"ring\"", "\"open\"", "\"all\"", "\"door@1\"", "\"$.steps['a']\"", "\"中🐱\\u202e\"", "[]", "{}", "[[]]", "{\"\":{}}", "[null]", "\"__proto__\"",
    ];

    private static readonly string[] Names = ["steps", "enter", "fire", "deadlines", "status", "to", "does", "when", "roles", "final", "regions", "join",
        "needs", "extends", "shipments", "migrates", "calendars", "hold", "", "a b", "\\ud800", "$", "x\\u0000y", "shut"];

    private readonly List<(string Name, HostileJson Value)> _members = [];
    private readonly JsonValueKind _kind;
    private string _scalar = "";

    private HostileJson(JsonValueKind kind) => _kind = kind;

    internal static HostileJson Of(JsonElement element)
    {
        var node = new HostileJson(element.ValueKind);
        if (element.ValueKind == JsonValueKind.Object)
            node._members.AddRange(element.EnumerateObject().Select(p => (JsonSerializer.Serialize(p.Name)[1..^1], Of(p.Value))));
        else if (element.ValueKind == JsonValueKind.Array) node._members.AddRange(element.EnumerateArray().Select(e => ("", Of(e))));
        else node._scalar = element.GetRawText();
        return node;
    }

    /// <summary>One to four changes at random places.</summary>
    internal static byte[] Mutated(string json, Random random)
    {
        using var document = JsonDocument.Parse(json);
        var root = Of(document.RootElement);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var places = new List<HostileJson>();
            root.Collect(places);
            places[random.Next(places.Count)].Change(random, places);
        }

        var text = new StringBuilder();
        root.Write(text, 0);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(40) == 0) Array.Resize(ref bytes, random.Next(bytes.Length + 1));
        if (random.Next(40) == 0 && bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private void Collect(List<HostileJson> places)
    {
        if (_members.Count > 0 || _kind is JsonValueKind.Object or JsonValueKind.Array) places.Add(this);
        foreach (var (_, value) in _members) value.Collect(places);
    }

    private void Change(Random random, List<HostileJson> places)
    {
        var at = random.Next(_members.Count + 1);
        var has = at < _members.Count;
        var other = places[random.Next(places.Count)];
        switch (random.Next(12))
        {
            case 0 when has: _members.RemoveAt(at); break;
            case 1 when has: _members.Insert(at, _members[random.Next(_members.Count)]); break;
            case 2 when has: _members[at] = (Names[random.Next(Names.Length)], _members[at].Value); break;
            case 3 when has && other._members.Count > 0
                && !other.Holds(this): _members[at] = (_members[at].Name, other._members[random.Next(other._members.Count)].Value); break;
            case 4 when has: _members[at] = (_members[at].Name, Raw(Guard(random))); break;
            case 5 when has: _members[at] = (_members[at].Name, Raw("\"" + new string('x', 1 << random.Next(14)) + "\"")); break;
            case 6 when has: _members[at] = (_members[at].Name, Raw(string.Concat(Enumerable.Repeat("[", 1 << random.Next(9))))); break;
            case 7 when has: _members[at] = (_members[at].Name, Nested(1 << random.Next(9))); break;
            case 8 when has && random.Next(8) == 0: for (var i = 0; i < 600; i++) _members.Add(($"{_members[at].Name}{i}", _members[at].Value)); break;
            case 9: _members.Insert(at, (Names[random.Next(Names.Length)], Raw(Scalars[random.Next(Scalars.Length)]))); break;
            default:
                if (has) _members[at] = (_members[at].Name, Raw(Scalars[random.Next(Scalars.Length)]));
                break;
        }
    }

    private bool Holds(HostileJson node) => this == node || _members.Exists(m => m.Value.Holds(node));

    private static HostileJson Raw(string text) => new(JsonValueKind.String) { _scalar = text };

    private static HostileJson Nested(int depth) => Raw(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));

    private static string Guard(Random random)
    {
        var n = 1 << random.Next(9);
        return "\"" + (random.Next(6) switch
        {
            0 => new string('(', n) + "door.alarmed" + new string(')', n),
            1 => string.Join(" && ", Enumerable.Range(0, n).Select(i => $"(door.force != {i} || door.alarmed)")),
            2 => string.Concat(Enumerable.Repeat("!", n)) + "door.alarmed",
            3 => string.Concat(Enumerable.Repeat("[1].all(x, ", n)) + "true" + new string(')', n),
            4 => $"door.force in [{string.Join(", ", Enumerable.Range(0, n))}]",
            _ => string.Join(" || ", Enumerable.Range(0, n).Select(i => $"door.force / {i} > {i}")),
        }) + "\"";
    }

    private void Write(StringBuilder text, int depth)
    {
        if (text.Length > 400_000 || depth > 200) text.Append("null");
        else if (_kind is not (JsonValueKind.Object or JsonValueKind.Array)) text.Append(_scalar);
        else
        {
            text.Append(_kind == JsonValueKind.Object ? '{' : '[');
            for (var i = 0; i < _members.Count; i++)
            {
                if (i > 0) text.Append(',');
                if (_kind == JsonValueKind.Object) text.Append('"').Append(_members[i].Name).Append("\":");
                _members[i].Value.Write(text, depth + 1);
            }

            text.Append(_kind == JsonValueKind.Object ? '}' : ']');
        }
    }
}
