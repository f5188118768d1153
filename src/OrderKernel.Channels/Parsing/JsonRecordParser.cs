namespace OrderKernel.Channels;

/// <summary>
/// Cuts JSON into records: one object, an array, a page envelope with many orders, or JSON Lines.
/// Looks at the structure only; whether a record is well-formed inside, its reader finds.
/// </summary>
/// <remarks>A malformed stretch is one bad record up to its line's end; there the parser starts anew.</remarks>
public sealed partial class JsonRecordParser : RecordParser
{
    private const int LevelsMax = 256;
    private readonly EnvelopeNode _envelopes;
    private readonly RecordLimits _limits;
    private readonly bool[] _isObject = new bool[LevelsMax];
    private readonly EnvelopeNode?[] _nodes = new EnvelopeNode?[LevelsMax];
    private readonly bool[] _isRootList = new bool[LevelsMax];
    private readonly ByteBuffer _kept = new();
    private readonly ByteBuffer _key = new();
    private int _depth;
    private bool _inText, _isEscaped, _isKey, _isValueNext, _isAfterValue, _hasLineBreak, _isGarbage, _isResynced, _isKeeping, _isProvisional, _isTooLarge;
    private int _recordDepth, _markBytes, _chunkStart;
    private long _offset, _line = 1, _number;
    private RecordPosition _start;

    /// <summary>A parser that finds records below the envelopes of a profile's record kinds.</summary>
    /// <param name="profile">The channel's profile, of JSON; its record kinds name the envelopes.</param>
    /// <param name="limits">How large and how deep a record may get.</param>
    public JsonRecordParser(ChannelProfile profile, RecordLimits limits) : this(limits)
    {
        ArgumentNullException.ThrowIfNull(profile);
        _envelopes = EnvelopeNode.Of(profile);
    }

    /// <summary>A parser of records without envelopes: an object, an array of objects, objects one behind the other.</summary>
    /// <param name="limits">How large and how deep a record may get.</param>
    public JsonRecordParser(RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (_envelopes, _limits) = (new(), limits);
    }

    /// <inheritdoc/>
    public override void Push(ReadOnlySpan<byte> chunk, RecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _chunkStart = 0;
        for (var i = 0; i < chunk.Length; i++)
        {
            if (_inText) i += InText(chunk.Slice(i));
            else if (IsInside) i += Inside(chunk.Slice(i));
            if (i == chunk.Length) break;
            Step(chunk, i, handler);
        }

        Keep(chunk, chunk.Length, handler);
        _offset += chunk.Length;
    }

    /// <inheritdoc/>
    public override void Complete(RecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_isGarbage) Emit(default, 0, Refusal.Of(ChannelsCodes.RecordMalformed, ("line", _start.Line), ("byte", _start.ByteOffset)), handler);
        else if (_depth > 0 && !_isTooLarge) EmitTruncated(handler);
        Reset();
    }

    private void Step(ReadOnlySpan<byte> chunk, int i, RecordHandler handler)
    {
        var b = chunk[i];
        if (b == '\n')
        {
            LineEnd(chunk, i, handler);
            return;
        }

        if (_isGarbage) return;
        if (_inText)
        {
            StepInText(b);
            return;
        }

        switch (b)
        {
            case (byte)'{' or (byte)'[':
                Open(chunk, i, b == '{', handler);
                break;
            case (byte)'}' or (byte)']':
                Close(chunk, i, b == '}', handler);
                break;
            case (byte)'"':
                if (_depth == 0 || _isAfterValue) Malformed(i);
                _inText = _depth > 0 && !_isGarbage;
                _isKey = _inText && _depth <= LevelsMax && _nodes[_depth - 1] is not null && _isObject[_depth - 1] && !_isValueNext;
                if (_isKey) _key.Clear();
                break;
            case (byte)',' or (byte)':':
                _isAfterValue = false;
                _isValueNext = b == ':';
                if (_depth == 0 && !_isResynced) Malformed(i);
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r':
                break;
            default:
                if (_depth == 0 && !IsMark(b)) Malformed(i);
                _isAfterValue = true;
                break;
        }

        if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r')) _hasLineBreak = false;
    }

    private void LineEnd(ReadOnlySpan<byte> chunk, int i, RecordHandler handler)
    {
        _line++;
        _hasLineBreak = true;
        if (_inText && !_isGarbage) Malformed(i);
        if (!_isGarbage) return;
        Emit(chunk, i, Refusal.Of(ChannelsCodes.RecordMalformed, ("line", _start.Line), ("byte", _start.ByteOffset)), handler);
        Restart();
    }

    private void Open(ReadOnlySpan<byte> chunk, int i, bool isObject, RecordHandler handler)
    {
        if (_isAfterValue && _depth > 0)
        {
            Malformed(i);
            if (!_hasLineBreak) return;
            Emit(chunk, i, Refusal.Of(ChannelsCodes.RecordMalformed, ("line", _start.Line), ("byte", _start.ByteOffset)), handler);
            Restart();
        }

        var node = NodeBelow(isObject, out var isRecord, out var isRootList);
        if (IsDoubtful(node)) (node, isRecord) = (null, false);
        if (isRecord) StartRecord(i, node, isProvisional: node is { HasBelow: true } || ReferenceEquals(node, _envelopes));
        else if (node is { HoldsRecords: true } && _isKeeping && _isProvisional) Drop();
        if (_depth < LevelsMax)
        {
            _isObject[_depth] = isObject;
            _nodes[_depth] = isRecord && node is { HasBelow: false } && !ReferenceEquals(node, _envelopes) ? null : node;
            _isRootList[_depth] = isRootList;
        }

        _depth++;
        if (isRecord) _recordDepth = _depth;
        _isAfterValue = _isValueNext = false;
    }

    /// <summary>Where the container that opens here stands on the way to the records; null off it.</summary>
    private EnvelopeNode? NodeBelow(bool isObject, out bool isRecord, out bool isRootList)
    {
        isRootList = _depth == 0 && !isObject;
        isRecord = false;
        if (_depth == 0 || (_depth <= LevelsMax && _isRootList[_depth - 1]))
        {
            isRecord = isObject;
            return isObject ? _envelopes : null;
        }

        if (_depth > LevelsMax || _nodes[_depth - 1] is not { } parent) return null;
        var node = _isObject[_depth - 1] ? parent.Find(_key.Written) : parent;
        if (!_isObject[_depth - 1] && !parent.HoldsRecords) return null;
        isRecord = isObject && node is { HoldsRecords: true };
        return node;
    }

    private void Close(ReadOnlySpan<byte> chunk, int i, bool isObject, RecordHandler handler)
    {
        if (_depth == 0)
        {
            if (!_isResynced) Malformed(i);
            return;
        }

        if (_depth <= LevelsMax && _isObject[_depth - 1] != isObject)
        {
            Malformed(i);
            return;
        }

        _isAfterValue = _depth > 1;
        _isValueNext = false;
        if (_isKeeping && _depth == _recordDepth) Emit(chunk, i + 1, null, handler);
        if (_isTooLarge && _depth == _recordDepth) _isTooLarge = false;
        _depth--;
    }

    private void StartRecord(int i, EnvelopeNode? node, bool isProvisional)
    {
        _kept.Clear();
        (_recordNode, _isDoubtful) = (node, false);
        (_isKeeping, _isProvisional, _isTooLarge) = (true, isProvisional, false);
        _chunkStart = i;
        _start = new(_number + 1, _line, _offset + i);
    }

    private void Drop()
    {
        _isKeeping = false;
        _kept.Clear();
    }

    /// <summary>Notes that from here to the line's end nothing can be trusted.</summary>
    private void Malformed(int i)
    {
        if (!_isKeeping)
        {
            _kept.Clear();
            _chunkStart = i;
            _start = new(_number + 1, _line, _offset + i);
        }

        _isKeeping = _isGarbage = true;
        _inText = false;
    }

    private void Keep(ReadOnlySpan<byte> chunk, int end, RecordHandler handler)
    {
        if (!_isKeeping) return;
        if (_kept.Length + (end - _chunkStart) > _limits.BytesMax)
        {
            _kept.Append(chunk.Slice(_chunkStart, Math.Max(0, _limits.BytesMax - _kept.Length)));
            Hand(_kept.Written, Refusal.Of(ChannelsCodes.RecordTooLarge, ("bytes", _offset + end - _start.ByteOffset), ("most", _limits.BytesMax)), handler);
            Drop();
            _isTooLarge = true;
            return;
        }

        _kept.Append(chunk.Slice(_chunkStart, end - _chunkStart));
        _chunkStart = end;
    }

    private void Emit(ReadOnlySpan<byte> chunk, int end, Refusal? problem, RecordHandler handler)
    {
        if (_isKeeping && _kept.Length == 0 && end - _chunkStart <= _limits.BytesMax)
        {
            Hand(chunk.Slice(_chunkStart, end - _chunkStart), problem, handler);
        }
        else if (_isKeeping)
        {
            if (end > 0) Keep(chunk, end, handler);
            if (_isKeeping) Hand(_kept.Written, problem, handler);
        }

        Drop();
        _chunkStart = end;
    }

    private void EmitTruncated(RecordHandler handler)
    {
        if (!_isKeeping) _start = new(_number + 1, _line, _offset);
        Hand(_isKeeping ? _kept.Written : default, Refusal.Of(ChannelsCodes.RecordTruncated, ("line", _start.Line), ("byte", _start.ByteOffset)), handler);
    }

    private void Restart()
    {
        Reset();
        _isResynced = true;
    }

    private void Reset()
    {
        Drop();
        (_depth, _inText, _isEscaped, _isKey, _isAfterValue, _isGarbage, _isTooLarge, _isValueNext) = (0, false, false, false, false, false, false, false);
    }

    /// <summary>True for the bytes of a byte-order mark at the very start.</summary>
    private bool IsMark(byte b) => _markBytes < 3 && _number == 0 && b == _markBytes switch { 0 => 0xEF, 1 => 0xBB, _ => 0xBF } && _markBytes++ < 3;
}
