using System.Text.Json;

namespace OrderKernel.Orders;

/// <summary>What a line of an exported trail is. 0 is unset: no line of a trail.</summary>
internal enum TrailLineKind
{
    Stream = 1,
    Event = 2,
    Head = 3,
    Anchor = 4,
}

/// <summary>One line of an exported trail, read but not believed.</summary>
internal sealed class TrailLine
{
    private const int DepthMax = 66;

    private TrailLine(int number) => Number = number;

    public int Number { get; }

    public TrailLineKind Kind { get; private set; }

    /// <summary>The field that is wrong, when the line is none.</summary>
    public string Problem { get; private set; } = "";

    public StreamId Stream { get; private set; }

    public long Version { get; private set; }

    public string Type { get; private set; } = "";

    public string At { get; private set; } = "";

    public ChainHash Previous { get; private set; }

    public ChainHash Digest { get; private set; }

    public ChainHash Hash { get; private set; }

    /// <summary>The event's bytes as they stand in the line; empty when its detail was dropped.</summary>
    public ReadOnlyMemory<byte> Event { get; private set; }

    /// <summary>What the chain is made of: the event, or what stands in its place.</summary>
    public ReadOnlyMemory<byte> Form => Event.IsEmpty ? new byte[] { 0 }.Concat(Digest.Bytes.ToArray()).ToArray() : Event;

    public static List<TrailLine> ReadAll(ReadOnlyMemory<byte> file)
    {
        var lines = new List<TrailLine>();
        for (var number = 1; !file.IsEmpty; number++)
        {
            var end = file.Span.IndexOf((byte)'\n');
            var line = end < 0 ? file : file.Slice(0, end);
            file = end < 0 ? default : file.Slice(end + 1);
            if (line.Length > 0 && line.Span[line.Length - 1] == '\r') line = line.Slice(0, line.Length - 1);
            lines.Add(Read(number, line));
        }

        return lines;
    }

    private static TrailLine Read(int number, ReadOnlyMemory<byte> bytes)
    {
        var line = new TrailLine(number);
        try
        {
            line.Read(bytes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            (line.Kind, line.Problem) = (0, "json");
        }

        return line;
    }

    private void Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = DepthMax });
        string? tenant = null, kind = null, key = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            Problem = name;
            if (!seen.Add(name) || !reader.Read()) throw new FormatException();
            switch (name)
            {
                case "trail":
                    if (reader.GetString() != TrailFile.Format) throw new FormatException();
                    Become(TrailLineKind.Stream);
                    break;
                case "tenant": tenant = reader.GetString(); break;
                case "kind": kind = reader.GetString(); break;
                case "key": key = reader.GetString(); break;
                case "version":
                    Become(TrailLineKind.Event);
                    Version = reader.GetInt64();
                    break;
                case "type": Type = reader.GetString() ?? ""; break;
                case "at": At = reader.GetString() ?? ""; break;
                case "previous": Previous = Hex(ref reader); break;
                case "sha256": Digest = Hex(ref reader); break;
                case "hash": Hash = Hex(ref reader); break;
                case "event":
                    var start = (int)reader.TokenStartIndex;
                    if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException();
                    reader.Skip();
                    Event = bytes.Slice(start, (int)reader.BytesConsumed - start);
                    break;
                case "head":
                    Become(TrailLineKind.Head);
                    ReadHead(ref reader);
                    break;
                case "anchor":
                    Become(TrailLineKind.Anchor);
                    ReadHead(ref reader);
                    break;
                default: throw new FormatException();
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) throw new FormatException();
        Problem = "";
        Complete(seen, tenant, kind, key);
    }

    private void Complete(HashSet<string> seen, string? tenant, string? kind, string? key)
    {
        string[] needed = Kind switch
        {
            TrailLineKind.Stream => ["trail", "tenant", "kind", "key"],
            TrailLineKind.Event => ["version", "type", "at", "previous", "sha256", "hash"],
            TrailLineKind.Head => ["head"],
            TrailLineKind.Anchor => ["anchor"],
            _ => ["version"],
        };
        foreach (var name in needed)
        {
            if (seen.Contains(name)) continue;
            (Kind, Problem) = (0, name);
            return;
        }

        if (seen.Count != needed.Length + (Event.IsEmpty ? 0 : 1)) throw new FormatException();
        if (Kind == TrailLineKind.Stream) Stream = StreamId.Of(TenantId.Of(tenant!), kind!, key!);
    }

    private void ReadHead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException();
        var fields = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "version" && (fields & 1) == 0) (Version, fields) = (reader.GetInt64(), fields | 1);
            else if (name == "hash" && (fields & 2) == 0) (Hash, fields) = (Hex(ref reader), fields | 2);
            else throw new FormatException();
        }

        if (fields != 3 || Version < 0) throw new FormatException();
    }

    private void Become(TrailLineKind kind) => Kind = Kind == 0 ? kind : throw new FormatException();

    private static ChainHash Hex(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped ? reader.ValueSpan : default;
        if (text.Length != 2 * ChainHash.Length) throw new FormatException();
        Span<byte> bytes = stackalloc byte[ChainHash.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)((Digit(text[2 * i]) << 4) | Digit(text[(2 * i) + 1]));
        return ChainHash.Of(bytes);
    }

    private static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => throw new FormatException(),
    };
}
