namespace OrderKernel.Retention;

/// <summary>What retention means for one stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Versions">The events whose content goes, ascending; empty when all is kept.</param>
/// <param name="Why">Why, or why not.</param>
public sealed record StreamRetention(StreamId Stream, ValueList<long> Versions, ValueList<Reason> Why);

/// <summary>What retention drops and keeps of one tenant.</summary>
/// <param name="Orders">Orders looked at.</param>
/// <param name="Streams">What loses content: orders first, then their cases, reservations and tracks.</param>
/// <param name="Kept">Orders that lose nothing now.</param>
/// <param name="Unreadable">Orders that could not be read and were left alone; verify them.</param>
public sealed record RetentionOutline(int Orders, ValueList<StreamRetention> Streams, ValueList<StreamRetention> Kept, ValueList<StreamId> Unreadable)
{
    /// <summary>Events of which only the hash is left afterwards.</summary>
    public long Events => Streams.Items.Sum(s => (long)s.Versions.Count);
}
