using System.Text;
using System.Text.Json;

namespace OrderKernel.Cli.Output;

/// <summary>JSON as the tool prints it: one object, indented, letters of all scripts as they are.</summary>
internal static class JsonText
{
    /// <summary>The object.</summary>
    /// <param name="write">Writes its properties.</param>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A reason as an object: its code, and its text in the language of the labels.</summary>
    public static void Write(Utf8JsonWriter writer, Reason reason, Labels labels)
    {
        writer.WriteStartObject();
        writer.WriteString("code", reason.Code);
        writer.WriteString("text", labels.Text(reason));
        writer.WriteEndObject();
    }
}
