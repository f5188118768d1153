namespace OrderKernel.Ports;

/// <summary>What became of a unit of work. Anything but <see cref="Done"/> and <see cref="Repeated"/> changed nothing.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>Applied whole.</summary>
    public sealed record Done : CommitOutcome
    {
        /// <summary>The one value.</summary>
        public static Done Instance { get; } = new();
    }

    /// <summary>The same message with the same content was applied before.</summary>
    /// <param name="FirstAnswer">The answer that it got then.</param>
    public sealed record Repeated(ReadOnlyMemory<byte> FirstAnswer) : CommitOutcome;

    /// <summary>The same message was applied before with other content.</summary>
    public sealed record OtherContent : CommitOutcome
    {
        /// <summary>The one value.</summary>
        public static OtherContent Instance { get; } = new();
    }

    /// <summary>A stream has another version than expected: load again and decide again.</summary>
    /// <param name="Stream">The stream.</param>
    /// <param name="Actual">Its version.</param>
    public sealed record VersionMoved(StreamId Stream, long Actual) : CommitOutcome;

    /// <summary>A floor would not hold.</summary>
    /// <param name="Floor">The floor.</param>
    /// <param name="Seen">What the sum would have been.</param>
    public sealed record StockShort(StockFloor Floor, long Seen) : CommitOutcome;

    /// <summary>Another writer took over.</summary>
    /// <param name="Epoch">The higher epoch that the store has seen.</param>
    public sealed record Fenced(long Epoch) : CommitOutcome;
}
