using System.Text;

namespace OrderKernel.Channels;

/// <summary>Cuts XML into records: the elements at the envelopes of a profile's record kinds. Looks at tags only; the rest its reader checks.</summary>
/// <remarks>
/// A tag that closes another element than the last one makes a bad record and ends it where its own element ends, so that the next is read. A document type
/// or an encoding other than UTF-8 makes the rest of the input one bad record.
/// </remarks>
public sealed class XmlRecordParser : RecordParser
{
    private const int TagBytesMax = 64 * 1024;
    private readonly EnvelopeNode _envelopes;
    private readonly RecordLimits _limits;
    private readonly ByteBuffer _kept = new();
    private readonly ByteBuffer _tag = new();
    private readonly List<(int Hash, EnvelopeNode? Node)> _open = [];
    private State _state;
    private byte _quote, _last, _beforeLast;
    private int _recordDepth = -1, _recordStart;
    private bool _isTooLarge, _isMalformed, _isRefused, _hasRoot;
    private long _offset, _line = 1, _number;
    private RecordPosition _start;

    /// <summary>A parser that finds records at the envelopes of a profile's record kinds.</summary>
    /// <param name="profile">The channel's profile, of XML; its record kinds name the envelopes.</param>
    /// <param name="limits">How large a record may get.</param>
    public XmlRecordParser(ChannelProfile profile, RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(limits);
        _envelopes = EnvelopeNode.Of(profile);
        _limits = limits;
    }

    private enum State
    {
        Text = 0,
        Opened = 1,
        Tag = 2,
        Comment = 3,
        Data = 4,
        Instruction = 5,
    }

    private bool IsInRecord => _recordDepth >= 0;

    /// <inheritdoc/>
    public override void Push(ReadOnlySpan<byte> chunk, RecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _recordStart = 0;
        for (var i = 0; i < chunk.Length && !_isRefused; i++)
        {
            var b = chunk[i];
            if (b == '\n') _line++;
            if (_state == State.Text)
            {
                if (b == '<') Opened(i);
                else if (!IsInRecord && _open.Count == 0 && b > ' ' && b is not (0xEF or 0xBB or 0xBF)) Refuse(i);
            }
            else
            {
                InMarkup(chunk, i, handler);
            }
        }

        if (IsInRecord) Keep(chunk.Slice(_recordStart), handler);
        _offset += chunk.Length;
    }

    /// <inheritdoc/>
    public override void Complete(RecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_isRefused) Hand(_kept.Written, Refusal.Of(ChannelsCodes.RecordMalformed, ("line", _start.Line), ("byte", _start.ByteOffset)), handler);
        else if (IsInRecord && !_isTooLarge) Hand(_kept.Written, Truncated(), handler);
        else if (!IsInRecord && (_open.Count > 0 || _state != State.Text)) Hand([], Truncated(), handler);
        _kept.Clear();
        _open.Clear();
        (_state, _recordDepth, _isTooLarge, _isMalformed, _isRefused, _hasRoot) = (State.Text, -1, false, false, false, false);
    }

    private void Opened(int i)
    {
        _state = State.Opened;
        _tag.Clear();
        if (!IsInRecord) _start = new(_number + 1, _line, _offset + i);
    }

    private void InMarkup(ReadOnlySpan<byte> chunk, int i, RecordHandler handler)
    {
        var b = chunk[i];
        switch (_state)
        {
            case State.Opened:
                _tag.Append(b);
                Choose(i);
                break;
            case State.Tag:
                if (_tag.Length < TagBytesMax) _tag.Append(b);
                else Refuse(i);
                if (_quote != 0) _quote = b == _quote ? (byte)0 : _quote;
                else if (b is (byte)'"' or (byte)'\'') _quote = b;
                else if (b == '>') TagEnd(chunk, i, handler);
                break;
            case State.Instruction when b == '>' && _last == '?':
                if (IsOtherEncoding()) Refuse(i);
                _state = State.Text;
                break;
            case State.Comment when b == '>' && _last == '-' && _beforeLast == '-':
            case State.Data when b == '>' && _last == ']' && _beforeLast == ']':
                _state = State.Text;
                break;
            case State.Instruction:
                if (_tag.Length < 256) _tag.Append(b);
                break;
        }

        (_beforeLast, _last) = (_last, b);
    }

    private void Choose(int i)
    {
        var start = _tag.Written;
        if (start[0] == '?') Begin(State.Instruction);
        else if (start[0] != '!') Begin(State.Tag);
        else if (start.SequenceEqual("!--"u8)) Begin(State.Comment);
        else if (start.SequenceEqual("![CDATA["u8)) Begin(State.Data);
        else if (!"!--"u8.StartsWith(start) && !"![CDATA["u8.StartsWith(start)) Refuse(i);
    }

    private void Begin(State state) => (_state, _quote, _last, _beforeLast) = (state, 0, 0, 0);

    private bool IsOtherEncoding()
    {
        var text = Encoding.UTF8.GetString(_tag.Written.ToArray());
        var at = text.StartsWith("?xml", StringComparison.Ordinal) ? text.IndexOf("encoding=", StringComparison.Ordinal) : -1;
        if (at < 0) return false;
        var name = text.Substring(at + 9).TrimStart('"', '\'');
        return !name.StartsWith("utf-8", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("us-ascii", StringComparison.OrdinalIgnoreCase);
    }

    private void TagEnd(ReadOnlySpan<byte> chunk, int i, RecordHandler handler)
    {
        _state = State.Text;
        var tag = _tag.Written.Slice(0, _tag.Length - 1);
        if (tag.Length > 0 && tag[0] == '/')
        {
            Close(NameOf(tag.Slice(1)), chunk, i, handler);
            return;
        }

        var name = NameOf(tag);
        if (name.IsEmpty || (_open.Count == 0 && _hasRoot))
        {
            Refuse(i);
            return;
        }

        _hasRoot = true;
        var above = _open.Count == 0 ? _envelopes : _open[_open.Count - 1].Node;
        var node = above?.Find(Local(name));
        _open.Add((Hash(name), node));
        if (!IsInRecord && node is { HoldsRecords: true })
        {
            _recordDepth = _open.Count;
            // The tag itself belongs to the record; what of it came in an earlier chunk is kept.
            var started = (int)(_start.ByteOffset - _offset);
            _recordStart = Math.Max(started, 0);
            if (started < 0) KeepStart(-started);
        }

        if (tag[tag.Length - 1] == '/') Close(name, chunk, i, handler);
    }

    private void Close(ReadOnlySpan<byte> name, ReadOnlySpan<byte> chunk, int i, RecordHandler handler)
    {
        var hash = Hash(name);
        var at = _open.Count - 1;
        while (at >= 0 && _open[at].Hash != hash) at--;
        if (at < 0)
        {
            if (IsInRecord) _isMalformed = true;
            else Refuse(i);
            return;
        }

        if (at < _open.Count - 1)
        {
            if (IsInRecord) _isMalformed = true;
            else Refuse(i);
        }

        _open.RemoveRange(at, _open.Count - at);
        if (!IsInRecord || _open.Count >= _recordDepth) return;
        _recordDepth = -1;
        Emit(chunk.Slice(_recordStart, i + 1 - _recordStart), handler);
    }

    private void Emit(ReadOnlySpan<byte> tail, RecordHandler handler)
    {
        var (isTooLarge, isMalformed) = (_isTooLarge, _isMalformed);
        _isTooLarge = _isMalformed = false;
        if (isTooLarge) return;
        if (_kept.Length + tail.Length > _limits.BytesMax)
        {
            Hand(_kept.Length > 0 ? _kept.Written : tail.Slice(0, Math.Min(tail.Length, _limits.BytesMax)), TooLarge(_kept.Length + tail.Length), handler);
            _kept.Clear();
            return;
        }

        if (_kept.Length > 0)
        {
            _kept.Append(tail);
            tail = _kept.Written;
        }

        Hand(tail, isMalformed ? Refusal.Of(ChannelsCodes.RecordMalformed, ("line", _start.Line), ("byte", _start.ByteOffset)) : null, handler);
        _kept.Clear();
    }

    private void KeepStart(int length)
    {
        _kept.Append((byte)'<');
        _kept.Append(_tag.Written.Slice(0, length - 1));
    }

    private void Keep(ReadOnlySpan<byte> more, RecordHandler handler)
    {
        if (_isTooLarge) return;
        if (_kept.Length + more.Length <= _limits.BytesMax)
        {
            _kept.Append(more);
            return;
        }

        Hand(_kept.Written, TooLarge(_kept.Length + more.Length), handler);
        _kept.Clear();
        _isTooLarge = true;
    }

    private void Refuse(int i)
    {
        if (_isRefused) return;
        _isRefused = true;
        if (!IsInRecord) _start = new(_number + 1, _line, _offset + i);
    }

    private void Hand(ReadOnlySpan<byte> bytes, Refusal? problem, RecordHandler handler)
    {
        _number++;
        handler(new(_start with { Number = _number }, bytes, default, problem));
    }

    private Refusal Truncated() => Refusal.Of(ChannelsCodes.RecordTruncated, ("line", _start.Line), ("byte", _start.ByteOffset));

    private Refusal TooLarge(long bytes) => Refusal.Of(ChannelsCodes.RecordTooLarge, ("bytes", bytes), ("most", _limits.BytesMax));

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> tag)
    {
        var end = 0;
        while (end < tag.Length && tag[end] > ' ' && tag[end] != '/') end++;
        return tag.Slice(0, end);
    }

    private static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name)
    {
        var colon = name.LastIndexOf((byte)':');
        return colon < 0 ? name : name.Slice(colon + 1);
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var b in name) hash = unchecked((hash ^ b) * 16777619u);
        return (int)hash;
    }
}
