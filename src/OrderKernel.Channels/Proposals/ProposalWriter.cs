using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>Writes the document of a proposal, a property a line.</summary>
internal sealed class ProposalWriter
{
    private readonly MemoryStream _bytes = new();
    private readonly Utf8JsonWriter _writer;
    private readonly Stack<bool> _isList = new();

    public ProposalWriter()
    {
        _writer = new(_bytes, new JsonWriterOptions { Indented = true, Encoder = CanonicalJson.Encoder });
        _writer.WriteStartObject();
    }

    public ProposalWriter Text(string name, string value)
    {
        _writer.WriteString(name, value);
        return this;
    }

    public ProposalWriter Flag(string name, bool value)
    {
        _writer.WriteBoolean(name, value);
        return this;
    }

    public ProposalWriter Texts(string name, IEnumerable<string> values)
    {
        _writer.WriteStartArray(name);
        foreach (var value in values) _writer.WriteStringValue(value);
        _writer.WriteEndArray();
        return this;
    }

    public ProposalWriter Object(string name)
    {
        _writer.WriteStartObject(name);
        _isList.Push(false);
        return this;
    }

    /// <summary>Begins a list of objects.</summary>
    public ProposalWriter Open(string name)
    {
        _writer.WriteStartArray(name);
        _isList.Push(true);
        return this;
    }

    /// <summary>Begins an object of a list.</summary>
    public ProposalWriter Entry()
    {
        _writer.WriteStartObject();
        _isList.Push(false);
        return this;
    }

    /// <summary>Ends the object or list that was begun last.</summary>
    public ProposalWriter End()
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
