namespace OrderKernel.Orders;

/// <summary>Verifies an exported trail without the store, and says exactly where it breaks.</summary>
/// <remarks>
/// <para>The chain shows any change of a line by itself; only an anchor kept elsewhere shows
/// a tail that was cut together with the head, or a chain that was made anew.</para>
/// <para>Laws: an untouched trail is sound; with an anchor every change is found, and the break names the first event that is not as it was written
/// (for a chain made anew: the anchored version, which it is at or before). Nothing is thrown for any bytes. Cost: two hashes a line.</para>
/// </remarks>
public static class TrailVerifier
{
    /// <summary>Verifies a file.</summary>
    /// <param name="file">The bytes that <see cref="TrailFile"/> wrote.</param>
    /// <param name="anchored">The stream's head as kept outside the file; null to believe the file's own anchor line, if it has one.</param>
    public static TrailVerification Verify(ReadOnlyMemory<byte> file, StreamHead? anchored = null)
    {
        var check = new TrailCheck(TrailLine.ReadAll(file));
        var broken = check.Run(anchored);
        return new(check.Stream, check.Sound, check.Dropped, check.Anchored, broken);
    }
}

/// <summary>One pass over the lines of a trail.</summary>
internal sealed class TrailCheck(List<TrailLine> lines)
{
    private readonly List<ChainHash> _links = [];
    private ChainHash _link;
    private TrailLine? _head;
    private TrailLine? _anchor;

    public StreamId? Stream { get; private set; }

    public long Sound => _links.Count;

    public long Dropped { get; private set; }

    public long Anchored { get; private set; }

    public TrailBreak? Run(StreamHead? outside)
    {
        if (lines.Count == 0) return new(TrailBreakKind.Malformed, 0, 1, "trail");
        if (lines[0].Kind != TrailLineKind.Stream) return new(TrailBreakKind.Malformed, 0, 1, lines[0].Kind == 0 ? lines[0].Problem : "trail");
        Stream = lines[0].Stream;
        _link = ChainHash.Genesis(lines[0].Stream);
        for (var i = 1; i < lines.Count; i++)
        {
            if (Line(i) is { } broken) return broken;
        }

        return Head() ?? Anchor(outside);
    }

    private TrailBreak? Line(int i)
    {
        var line = lines[i];
        var expected = _links.Count + 1;
        switch (line.Kind)
        {
            case TrailLineKind.Event when _head is not null && line.Version >= expected:
            case TrailLineKind.Stream:
                return new(TrailBreakKind.Malformed, expected, line.Number, "trail");
            case TrailLineKind.Event:
                return Place(line, expected) ?? Content(i, line);
            case TrailLineKind.Head when _head is null:
                _head = line;
                return null;
            case TrailLineKind.Anchor when _anchor is null && _head is not null:
                _anchor = line;
                return null;
            default:
                return new(TrailBreakKind.Malformed, expected, line.Number, line.Problem.Length > 0 ? line.Problem : "head");
        }
    }

    /// <summary>Whether the line stands where its version belongs.</summary>
    private TrailBreak? Place(TrailLine line, long expected)
    {
        if (line.Version == expected) return null;
        if (line.Version < 1) return new(TrailBreakKind.Metadata, expected, line.Number, "version");
        if (line.Version < expected)
        {
            return new(line.Hash == _links[(int)line.Version - 1] ? TrailBreakKind.Duplicate : TrailBreakKind.Fork, line.Version, line.Number, "version");
        }

        // A line that follows the link of the event before has only its number wrong.
        if (line.Previous == _link && line.Hash == _link.Next(line.Form.Span)) return new(TrailBreakKind.Metadata, expected, line.Number, "version");
        var isElsewhere = lines.Exists(l => l.Kind == TrailLineKind.Event && l.Version == expected);
        return new(isElsewhere ? TrailBreakKind.Order : TrailBreakKind.Gap, expected, line.Number, "version");
    }

    private TrailBreak? Content(int i, TrailLine line)
    {
        var digest = line.Event.IsEmpty ? line.Digest : ChainHash.Of(DroppedDetail.Digest(line.Event).Span);
        var link = Next(_link, digest);
        if (line.Previous != _link && Before(line, digest, link) is { } before) return before;
        if (digest != line.Digest)
        {
            // Which of the two is the lie: the content, or the digest beside it?
            return link == line.Hash
                ? new(TrailBreakKind.Metadata, line.Version, line.Number, "sha256")
                : new(TrailBreakKind.Payload, line.Version, line.Number, "event");
        }

        if (link != line.Hash) return Lie(i, line, link);
        if (!line.Event.IsEmpty)
        {
            var (type, at) = EventColumns.Of(line.Event.Span);
            if (type != line.Type) return new(TrailBreakKind.Metadata, line.Version, line.Number, "type");
            if (at != line.At) return new(TrailBreakKind.Metadata, line.Version, line.Number, "at");
        }
        else
        {
            Dropped++;
        }

        _link = link;
        _links.Add(link);
        return null;
    }

    /// <summary>The link before does not fit: it was edited here, or the event before was changed together with its own hashes.</summary>
    private TrailBreak? Before(TrailLine line, ChainHash digest, ChainHash link)
    {
        if (link == line.Hash) return new(TrailBreakKind.PreviousHash, line.Version, line.Number, "previous");
        var isOldLink = Next(line.Previous, digest) == line.Hash || Next(line.Previous, line.Digest) == line.Hash;
        if (!isOldLink) return new(TrailBreakKind.PreviousHash, line.Version, line.Number, "previous");
        if (line.Version == 1) return new(TrailBreakKind.Metadata, 0, 1, "stream");
        _links.RemoveAt(_links.Count - 1);
        return new(TrailBreakKind.Payload, line.Version - 1, line.Number - 1, "event");
    }

    /// <summary>Content and digest agree, the hash does not: the next line, or the head, knows which of them it was made with.</summary>
    private TrailBreak Lie(int i, TrailLine line, ChainHash link)
    {
        var next = i + 1 < lines.Count ? lines[i + 1] : null;
        var known = next?.Kind switch
        {
            TrailLineKind.Event => next.Previous,
            TrailLineKind.Head => next.Hash,
            _ => default,
        };
        return known == link
            ? new(TrailBreakKind.LinkHash, line.Version, line.Number, "hash")
            : new(TrailBreakKind.Payload, line.Version, line.Number, "event");
    }

    private TrailBreak? Head()
    {
        var (events, end) = (_links.Count, lines.Count + 1);
        if (_head is not { } head) return new(TrailBreakKind.TailCut, events + 1, end, "head");
        if (head.Version > events) return new(TrailBreakKind.TailCut, events + 1, head.Number, "head");
        if (head.Version < events) return new(TrailBreakKind.Head, head.Version + 1, head.Number, "version");
        return head.Hash == _link ? null : new(TrailBreakKind.Head, events, head.Number, "hash");
    }

    private TrailBreak? Anchor(StreamHead? outside)
    {
        if (outside is not null && outside.Stream != Stream) return new(TrailBreakKind.Metadata, 0, 1, "stream");
        if (outside is not null && Compare(outside.Version, outside.Hash, lines.Count) is { } broken) return broken;
        return _anchor is { } own ? Compare(own.Version, own.Hash, own.Number) : null;
    }

    private TrailBreak? Compare(long version, ChainHash hash, int line)
    {
        if (version > _links.Count) return new(TrailBreakKind.TailCut, _links.Count + 1, line, "anchor");
        var link = version == 0 ? ChainHash.Genesis(Stream!.Value) : _links[(int)version - 1];
        if (link != hash) return new(TrailBreakKind.Anchor, version, line, "anchor");
        Anchored = Math.Max(Anchored, version);
        return null;
    }

    private static ChainHash Next(ChainHash link, ChainHash digest)
    {
        Span<byte> form = stackalloc byte[DroppedDetail.Length];
        form.Clear();
        digest.Bytes.Span.CopyTo(form.Slice(1));
        return link.Next(form);
    }
}
