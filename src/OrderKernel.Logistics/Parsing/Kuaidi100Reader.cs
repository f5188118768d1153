using System.Text;
using System.Text.Json;

namespace OrderKernel.Logistics;

/// <summary>One entry of a message as it stands there.</summary>
internal sealed class Kuaidi100Entry
{
    public string? Time { get; set; }

    public string? FormattedTime { get; set; }

    public string? Text { get; set; }

    public string? Location { get; set; }

    public string? Area { get; set; }

    public string? Place => Location is { Length: > 0 } ? Location : Area is { Length: > 0 } ? Area : null;

    public string? Code { get; set; }
}

/// <summary>A message as it stands there; of a callback, its last result.</summary>
internal sealed class Kuaidi100Message
{
    public string Path { get; set; } = "$";

    public string? Number { get; set; }

    public string? Carrier { get; set; }

    public string? State { get; set; }

    public string? ReturnCode { get; set; }

    public bool IsFailure { get; set; }

    public List<Kuaidi100Entry>? Entries { get; set; }

    public string? Duplicate { get; set; }
}

/// <summary>Scans the bytes once, keeps the properties that a track needs and skips the rest.</summary>
internal static class Kuaidi100Reader
{
    public static Kuaidi100Message? Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= 3 && utf8[0] == 0xEF && utf8[1] == 0xBB && utf8[2] == 0xBF) utf8 = utf8.Slice(3);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 32 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        var message = ReadMessage(ref reader, "$", true);
        // A second value after the first is not JSON: the reader says so here.
        while (reader.Read()) { }
        return message;
    }

    private static Kuaidi100Message ReadMessage(ref Utf8JsonReader reader, string path, bool isOuter)
    {
        var message = new Kuaidi100Message { Path = path };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Kuaidi100Message? inner = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!seen.Add(name)) message.Duplicate = $"{path}.{name}";
            switch (name)
            {
                case "nu": message.Number = Scalar(ref reader); break;
                case "com": message.Carrier = Scalar(ref reader); break;
                case "state": message.State = Scalar(ref reader) is { Length: > 0 } state ? state : null; break;
                case "returnCode": message.ReturnCode = Scalar(ref reader); break;
                case "result": message.IsFailure = Scalar(ref reader) == "false"; break;
                case "data" when reader.TokenType == JsonTokenType.StartArray: message.Entries = ReadEntries(ref reader, message); break;
                case "lastResult" when isOuter
                    && reader.TokenType == JsonTokenType.StartObject: inner = ReadMessage(ref reader, path + ".lastResult", false); break;
                default: reader.Skip(); break;
            }
        }

        if (inner is null) return message;
        inner.Duplicate ??= message.Duplicate;
        return inner;
    }

    private static List<Kuaidi100Entry> ReadEntries(ref Utf8JsonReader reader, Kuaidi100Message message)
    {
        var entries = new List<Kuaidi100Entry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var entry = new Kuaidi100Entry();
            entries.Add(entry);
            if (reader.TokenType == JsonTokenType.StartObject) ReadEntry(ref reader, entry, message, entries.Count - 1);
            else reader.Skip();
        }

        return entries;
    }

    private static void ReadEntry(ref Utf8JsonReader reader, Kuaidi100Entry entry, Kuaidi100Message message, int index)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!seen.Add(name)) message.Duplicate = $"{message.Path}.data[{index}].{name}";
            switch (name)
            {
                case "time": entry.Time = Scalar(ref reader); break;
                case "ftime": entry.FormattedTime = Scalar(ref reader); break;
                case "context": entry.Text = Scalar(ref reader); break;
                case "location": entry.Location = Scalar(ref reader); break;
                case "areaName": entry.Area = Scalar(ref reader); break;
                case "statusCode": entry.Code = Scalar(ref reader) is { Length: > 0 } code ? code : null; break;
                default: reader.Skip(); break;
            }
        }
    }

    /// <summary>A scalar as text, whatever its type: the same field is a number today and a text tomorrow. Anything else is passed over.</summary>
    private static string? Scalar(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.Number: return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
            case JsonTokenType.True: return "true";
            case JsonTokenType.False: return "false";
            default: reader.Skip(); return null;
        }
    }
}
