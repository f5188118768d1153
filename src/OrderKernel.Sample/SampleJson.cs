using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>Hand-held JSON writing: Chinese stays readable, money and time take their channel's form.</summary>
internal static class SampleJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>One JSON value on one line, without a line end.</summary>
    public static byte[] Line(Action<Utf8JsonWriter> write) => Render(write, Compact);

    /// <summary>One JSON value to be read by people, with a line end.</summary>
    public static byte[] Document(Action<Utf8JsonWriter> write) => [.. Render(write, Indented), (byte)'\n'];

    public static void Object(this Utf8JsonWriter json, string name, Action body)
    {
        json.WriteStartObject(name);
        body();
        json.WriteEndObject();
    }

    public static void Object(this Utf8JsonWriter json, Action body)
    {
        json.WriteStartObject();
        body();
        json.WriteEndObject();
    }

    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> each)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            each(item);
        }

        json.WriteEndArray();
    }

    public static void Local(this Utf8JsonWriter json, string name, DateTimeOffset at) => json.WriteString(name, SampleText.Local(at));

    public static void Iso(this Utf8JsonWriter json, string name, DateTimeOffset at) => json.WriteString(name, SampleText.Iso(at));

    public static void Epoch(this Utf8JsonWriter json, string name, DateTimeOffset? at) => json.WriteNumber(name, at?.ToUnixTimeSeconds() ?? 0);

    /// <summary>"199.00", a string.</summary>
    public static void Yuan(this Utf8JsonWriter json, string name, long fen) => json.WriteString(name, SampleText.Yuan(fen));

    /// <summary>199.0, a number.</summary>
    public static void YuanNumber(this Utf8JsonWriter json, string name, long fen) => json.Raw(name, SampleText.YuanNumber(fen));

    /// <summary>A number exactly as spelt; ids and money never pass through floating point.</summary>
    public static void Raw(this Utf8JsonWriter json, string name, string number)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(number);
    }

    private static byte[] Render(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
