using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>Writes a document for people, a property a line.</summary>
internal sealed class DocumentText
{
    private readonly MemoryStream _bytes = new();
    private readonly Utf8JsonWriter _writer;
    private readonly Stack<bool> _isList = new();

    public DocumentText()
    {
        _writer = new(_bytes, new JsonWriterOptions { Indented = true, Encoder = CanonicalJson.Encoder });
        _writer.WriteStartObject();
    }

    public DocumentText Text(string name, string value)
    {
        _writer.WriteString(name, value);
        return this;
    }

    public DocumentText Flag(string name, bool value)
    {
        _writer.WriteBoolean(name, value);
        return this;
    }

    public DocumentText Number(string name, long value)
    {
        _writer.WriteNumber(name, value);
        return this;
    }

    public DocumentText Texts(string name, IEnumerable<string> values)
    {
        _writer.WriteStartArray(name);
        foreach (var value in values) _writer.WriteStringValue(value);
        _writer.WriteEndArray();
        return this;
    }

    public DocumentText Object(string name)
    {
        _writer.WriteStartObject(name);
        _isList.Push(false);
        return this;
    }

    /// <summary>Begins a list of objects.</summary>
    public DocumentText Open(string name)
    {
        _writer.WriteStartArray(name);
        _isList.Push(true);
        return this;
    }

    /// <summary>Begins an object of a list.</summary>
    public DocumentText Entry()
    {
        _writer.WriteStartObject();
        _isList.Push(false);
        return this;
    }

    /// <summary>Ends the object or list that was begun last.</summary>
    public DocumentText End()
    {
        if (_isList.Pop()) _writer.WriteEndArray();
        else _writer.WriteEndObject();
        return this;
    }

    public byte[] ToUtf8()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return _bytes.ToArray();
    }
}
