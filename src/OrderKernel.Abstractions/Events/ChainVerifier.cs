using System.Globalization;
using NodaTime.Text;

namespace OrderKernel;

/// <summary>Recomputes hash chains and compares them with heads and anchor: which record is the first that is not what was written?</summary>
/// <remarks>
/// <para>A finding's path is <c>stream@version</c> for a record and the tenant for a partition.</para>
/// <para>Laws: an untouched stream has no finding; any change of an event's bytes,
/// hash, version, type or instant has one. Source: reliability, promise 5.</para>
/// </remarks>
public static class ChainVerifier
{
    /// <summary>The first bad record of one stream; null when all is as written.</summary>
    /// <param name="head">The head that the store keeps.</param>
    /// <param name="events">All events of the stream, in order.</param>
    public static Finding? Check(StreamHead head, IEnumerable<EventEnvelope> events)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(events);
        var link = ChainHash.Genesis(head.Stream);
        long version = 0;
        foreach (var envelope in events)
        {
            version++;
            var path = Path(head.Stream, version);
            if (envelope.Stream != head.Stream || envelope.Version != version)
                return Finding.Of(path, KernelCodes.ChainVersionGap, ("expected", version),
                    ("found", envelope.Stream == head.Stream ? envelope.Version : envelope.Stream));
            link = link.Next(envelope.Bytes.Span);
            if (link != envelope.Hash) return Finding.Of(path, KernelCodes.ChainHashMismatch);
            if (!envelope.IsDropped && Edited(path, envelope) is { } edited) return edited;
        }

        return version == head.Version && link == head.Hash
            ? null
            : Finding.Of(Path(head.Stream, Math.Min(version, head.Version) + 1), KernelCodes.ChainHeadMismatch, ("expected", head.Version), ("found", version));
    }

    /// <summary>What is wrong between the store and the anchored head; null when nothing is, or nothing was anchored.</summary>
    /// <param name="atAnchor">The partition's head over the first events, as many as were anchored (all, when there are fewer).</param>
    /// <param name="anchored">The head kept outside the store; null when none was kept.</param>
    /// <exception cref="ArgumentException">The heads are of two tenants.</exception>
    public static Finding? Compare(PartitionHead atAnchor, PartitionHead? anchored)
    {
        ArgumentNullException.ThrowIfNull(atAnchor);
        if (anchored is null) return null;
        if (atAnchor.Tenant != anchored.Tenant) throw new ArgumentException($"The anchor is of {anchored.Tenant}, not of {atAnchor.Tenant}.", nameof(anchored));
        var path = anchored.Tenant.ToString();
        if (atAnchor.Events < anchored.Events) return Finding.Of(path, KernelCodes.ChainTailLost, ("expected", anchored.Events), ("found", atAnchor.Events));
        return atAnchor == anchored ? null : Finding.Of(path, KernelCodes.ChainAnchorMismatch, ("expected", anchored.Events));
    }

    private static Finding? Edited(string path, EventEnvelope envelope)
    {
        var (type, at) = EventColumns.Of(envelope.Bytes.Span);
        if (type != envelope.Type) return Finding.Of(path, KernelCodes.ChainRowEdited, ("column", "type"), ("expected", type), ("found", envelope.Type));
        var found = InstantPattern.ExtendedIso.Format(envelope.At);
        return at == found ? null : Finding.Of(path, KernelCodes.ChainRowEdited, ("column", "at"), ("expected", at), ("found", found));
    }

    private static string Path(StreamId stream, long version) => string.Format(CultureInfo.InvariantCulture, "{0}@{1}", stream, version);
}
