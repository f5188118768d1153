namespace OrderKernel.Channels;

/// <summary>What became of a record that arrived, as the watch counts it. 0 is unset.</summary>
public enum RecordEnd
{
    /// <summary>It changed something.</summary>
    Applied = 1,

    /// <summary>It is older than what was known.</summary>
    Older = 2,

    /// <summary>The same came before.</summary>
    Duplicate = 3,

    /// <summary>It contradicts a ledger.</summary>
    Conflict = 4,

    /// <summary>It cannot be used, or waits for its order.</summary>
    Parked = 5,

    /// <summary>It is none of our business.</summary>
    Skipped = 6,

    /// <summary>It is held while the circuit is open.</summary>
    Held = 7,
}
