namespace OrderKernel.Channels;

/// <summary>What became of a claim. 0 is unset.</summary>
public enum IntakeOutcome
{
    /// <summary>It was merged: an axis has a newer value or source time.</summary>
    Apply = 1,

    /// <summary>It is older than what is known on every axis; nothing changed.</summary>
    Stale = 2,

    /// <summary>Its order is not there yet; kept as a tombstone.</summary>
    Park = 3,

    /// <summary>The very same content was taken in before; nothing changed.</summary>
    Repeat = 4,

    /// <summary>It was merged, and a ledger refused what follows from it.</summary>
    Conflict = 5,
}
