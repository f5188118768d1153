using System.Text.Json;

namespace OrderKernel.Channels;

// A list that is an envelope of one record kind and a part of another: a whole order that names its parcels is no page of parcels.
public sealed partial class JsonRecordParser
{
    private readonly bool _isInside;
    private EnvelopeNode? _recordNode;
    private bool _isDoubtful;

    private JsonRecordParser(JsonRecordParser outer, EnvelopeNode envelopes) : this(outer._limits) =>
        (_envelopes, _isInside, _offset, _line, _number, _markBytes) = (envelopes, true, outer._start.ByteOffset, outer._start.Line, outer._number, 3);

    /// <summary>Whether what opens here is an envelope turns out at the end of the record around it, when all of its properties are known.</summary>
    private bool IsDoubtful(EnvelopeNode? node)
    {
        if (node is not { IsAlsoRead: true } || _isInside || !_isKeeping || !_isProvisional) return false;
        return _isDoubtful = true;
    }

    private void Hand(ReadOnlySpan<byte> bytes, Refusal? problem, RecordHandler handler)
    {
        if (_isDoubtful && problem is null && TryHandInside(bytes, handler)) return;
        _number++;
        handler(new(_start, bytes, default, problem));
    }

    /// <summary>Hands out what lies in an object that is no record by its own properties; false when it is one.</summary>
    private bool TryHandInside(ReadOnlySpan<byte> bytes, RecordHandler handler)
    {
        _isDoubtful = false;
        if (_recordNode is not { } node || IsRecord(bytes, node.Needs)) return false;
        var inside = new JsonRecordParser(this, node);
        inside.Push(bytes, handler);
        inside.Complete(handler);
        _number = inside._number;
        return true;
    }

    private static bool IsRecord(ReadOnlySpan<byte> bytes, IReadOnlyList<string[]> kinds)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(reader.GetString()!);
                reader.Read();
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Its reader tells what is wrong with it.
            return true;
        }

        // One that lacks something is a broken record, and no page of its own parts.
        return kinds.Any(needs => needs.Count(names.Contains) * 2 >= needs.Length);
    }
}
