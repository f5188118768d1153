using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Orders.Tests.Trail;

/// <summary>What somebody did to a trail, and where a verifier must find it.</summary>
/// <param name="File">The trail as it is now.</param>
/// <param name="Kinds">What it may rightly be called.</param>
/// <param name="Version">The first event that is not as it was written.</param>
internal sealed record Tampered(byte[] File, TrailBreakKind[] Kinds, long Version);

/// <summary>The ways to falsify an exported trail. The anchor is kept elsewhere, out of reach.</summary>
internal sealed class Tampering
{
    private readonly EventEnvelope[] _events;
    private readonly Random _dice;

    public Tampering(EventEnvelope[] events, Random dice) => (_events, _dice) = (events, dice);

    public static readonly string[] Ways = ["payload", "metadata", "previous", "hash", "order", "gap", "duplicate", "tail", "fork", "rewrite", "head", "digest",
        "insert", "payload-with-hashes"];

    public Tampered Do(string way)
    {
        var lines = Lines();
        var n = _events.Length;
        var v = 1 + _dice.Next(n);
        switch (way)
        {
            case "payload":
                lines[v] = EditPayload(lines[v]);
                return Made(lines, v, TrailBreakKind.Payload);
            case "payload-with-hashes":
                // All of the line is made anew; the lines after it are not.
                lines = Rewritten(v, toEnd: false);
                return v == n ? Made(lines, v, TrailBreakKind.Head) : Made(lines, v, TrailBreakKind.Payload);
            case "metadata":
                var field = new[] { "type", "at" }[_dice.Next(2)];
                lines[v] = Set(lines[v], o => o[field] = o[field]!.GetValue<string>() + "x");
                return Made(lines, v, TrailBreakKind.Metadata);
            case "digest":
                lines[v] = Set(lines[v], o => o["sha256"] = Flip(o["sha256"]!.GetValue<string>()));
                return Made(lines, v, TrailBreakKind.Metadata);
            case "previous":
                lines[v] = Set(lines[v], o => o["previous"] = Flip(o["previous"]!.GetValue<string>()));
                return Made(lines, v, TrailBreakKind.PreviousHash);
            case "hash":
                lines[v] = Set(lines[v], o => o["hash"] = Flip(o["hash"]!.GetValue<string>()));
                return Made(lines, v, TrailBreakKind.LinkHash);
            case "order":
                var w = v == n ? v - 1 : v + 1;
                (lines[v], lines[w]) = (lines[w], lines[v]);
                return Made(lines, Math.Min(v, w), TrailBreakKind.Order);
            case "gap":
                v = 1 + _dice.Next(n - 1);
                lines.RemoveAt(v);
                return Made(lines, v, TrailBreakKind.Gap);
            case "duplicate":
                lines.Insert(v + 1 + _dice.Next(n - v + 1), lines[v]);
                return Made(lines, v, TrailBreakKind.Duplicate);
            case "insert":
                // An event of one's own between two others, with a link that follows.
                var extra = Rewritten(v, toEnd: false)[v];
                lines.Insert(v + 1, extra);
                return Made(lines, v, TrailBreakKind.Fork);
            case "fork":
                var branch = Rewritten(v, toEnd: true);
                for (var k = v; k <= n; k++) lines.Insert(lines.Count - 1, branch[k]);
                return Made(lines, v, TrailBreakKind.Fork);
            case "tail":
                v = _dice.Next(n);
                return new(TrailFile.Write(Stored.Head([.. _events.Take(v)]), _events.Take(v), null), [TrailBreakKind.TailCut], v + 1);
            case "rewrite":
                return new(Bytes(Rewritten(v, toEnd: true)), [TrailBreakKind.Anchor], n);
            case "head":
                var isHash = _dice.Next(2) == 0;
                lines[^1] = Set(lines[^1], o => { if (isHash)
                    o["head"]!["hash"] = Flip(o["head"]!["hash"]!.GetValue<string>()); else o["head"]!["version"] = v - 1; });
                return Made(lines, isHash ? n : v, TrailBreakKind.Head);
            default: throw new ArgumentException(way, nameof(way));
        }
    }

    private static Tampered Made(List<string> lines, long version, params TrailBreakKind[] kinds) => new(Bytes(lines), kinds, version);

    private static byte[] Bytes(List<string> lines) => Encoding.UTF8.GetBytes(string.Join("\n", lines) + "\n");

    private List<string> Lines() => [.. Encoding.UTF8.GetString(TrailFile.Write(Stored.Head(_events), _events, null)).TrimEnd('\n').Split('\n')];

    /// <summary>The trail with one event replaced by another; its own hashes fit, and those of all later ones when told so.</summary>
    private List<string> Rewritten(int version, bool toEnd)
    {
        var events = _events.ToArray();
        var previous = version == 1 ? ChainHash.Genesis(Stored.Stream) : events[version - 2].Hash;
        for (var i = version - 1; i < (toEnd ? events.Length : version); i++)
        {
            var bytes = i == version - 1 ? Other(events[i].Bytes) : events[i].Bytes;
            previous = previous.Next(bytes.Span);
            events[i] = events[i] with { Bytes = bytes, Hash = previous };
        }

        var file = TrailFile.Write(toEnd ? Stored.Head(events) : Stored.Head(_events), events, null);
        List<string> lines = [.. Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n')];
        // The line after still names the link that was there when it was written.
        if (!toEnd && version < events.Length) lines[version + 1] = Lines()[version + 1];
        return lines;
    }

    private ReadOnlyMemory<byte> Other(ReadOnlyMemory<byte> bytes) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.ToArray()).Replace("\"actor\":\"", $"\"actor\":\"{_dice.Next(1000)}"));

    /// <summary>One letter of the content becomes another, so that the line stays JSON.</summary>
    private string EditPayload(string line)
    {
        var from = line.IndexOf("\"event\":{", StringComparison.Ordinal) + 9;
        var letters = line.ToCharArray();
        for (; ; )
        {
            var at = from + _dice.Next(letters.Length - from);
            if (!char.IsLetterOrDigit(letters[at]) || letters[at] > 127 || char.IsDigit(letters[at])
                || (letters[at] is 't' or 'f' or 'n' or 'u' or 'r' or 'e' or 'a' or 'l' or 's')) continue;
            letters[at] = letters[at] == 'x' ? 'y' : 'x';
            return new(letters);
        }
    }

    private static string Flip(string hex) => (hex[0] == '0' ? "1" : "0") + hex.Substring(1);

    // The event's own bytes must stay as they are: only the front of the line is parsed.
    private static string Set(string line, Action<JsonObject> change)
    {
        var at = line.IndexOf(",\"event\":", StringComparison.Ordinal);
        var front = JsonNode.Parse(at < 0 ? line : line.Substring(0, at) + "}")!.AsObject();
        change(front);
        var text = front.ToJsonString();
        return at < 0 ? text : text.Substring(0, text.Length - 1) + line.Substring(at);
    }
}
