using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Why a channel's circuit opened. 0 is unset.</summary>
public enum CircuitCause
{
    /// <summary>Of too many pushes nothing could be used.</summary>
    Failing = 1,

    /// <summary>Of too many pushes the signature was refused.</summary>
    Unsigned = 2,

    /// <summary>A field or a word drifts.</summary>
    Drift = 3,
}

/// <summary>How one channel does for one shop. A value: keep it wherever you like, and give it to the next step.</summary>
public sealed record ChannelWatchState
{
    /// <summary>A channel of which nothing is known yet.</summary>
    public static ChannelWatchState Empty { get; } = new();

    /// <summary>What arrived.</summary>
    public ChannelTally Tally { get; init; } = ChannelTally.Empty;

    /// <summary>The channel's circuit.</summary>
    public Circuit Circuit { get; init; } = Circuit.Closed;

    /// <summary>Why it opened; null when it is closed.</summary>
    public CircuitCause? Cause { get; init; }

    /// <summary>What arrived before this opens no circuit any more; null before it closed for the first time.</summary>
    public Instant? CountsFrom { get; init; }

    /// <summary>The drifts that were told and go on, by their keys.</summary>
    public ValueList<string> Drifting { get; init; }

    /// <summary>How many pushes without proof were kept since the circuit opened.</summary>
    public int Unproved { get; init; }

    /// <summary>What people are still to be told.</summary>
    public ValueList<Reason> Untold { get; init; }

    /// <summary>The state after people were told.</summary>
    /// <param name="told">Of <see cref="Untold"/>.</param>
    public ChannelWatchState Told(ValueList<Reason> told) => this with { Untold = Untold.Where(r => !told.Items.Contains(r)) };

    /// <summary>The state as canonical JSON, to be kept.</summary>
    public ReadOnlyMemory<byte> ToBytes() => ChannelWatchJson.Write(this);

    /// <summary>Reads a state that was kept.</summary>
    /// <param name="bytes">As <see cref="ToBytes"/> gave them; any bytes are safe.</param>
    /// <remarks>Refuses with: <see cref="ChannelsCodes.WatchStateInvalid"/>.</remarks>
    public static Result<ChannelWatchState> Read(ReadOnlyMemory<byte> bytes) => ChannelWatchJson.Read(bytes);
}
