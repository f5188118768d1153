using NodaTime;

namespace OrderKernel.Ports;

/// <summary>A record that could not be used, kept raw until it is settled.</summary>
/// <param name="Key">The delivery id.</param>
/// <param name="Code">Why.</param>
/// <param name="Source">Where it came from: file, line or path.</param>
/// <param name="Detail">The reason with its arguments, as text for people; empty once it is erased or settled.</param>
/// <param name="At">When it was put away.</param>
/// <param name="Raw">The raw bytes; none once it is erased or settled.</param>
public sealed record QuarantineEntry(string Key, string Code, string Source, string Detail, Instant At, ReadOnlyMemory<byte> Raw)
{
    /// <summary>By which door it came in, as its host names doors: what reads the bytes again. Empty where nobody said.</summary>
    public string Door { get; init; } = "";

    /// <summary>The fingerprint of the record as it was delivered; it stays when the bytes go. Empty where nobody said.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>How it was settled; null while it waits. Only a store sets it.</summary>
    public RecordSettlement? Settlement { get; init; }
}

/// <summary>How a record that was put away came to need nobody any more. 0 is unset.</summary>
public enum SettledAs
{
    /// <summary>Its bytes were delivered again and taken.</summary>
    Replayed = 1,

    /// <summary>The same record came repaired.</summary>
    Repaired = 2,

    /// <summary>What it waited for came, such as its order.</summary>
    Arrived = 3,

    /// <summary>Somebody decided that nothing follows from it.</summary>
    Discarded = 4,
}

/// <summary>Says that a record which was put away needs nobody any more: it loses its bytes and detail and keeps this.</summary>
/// <param name="Key">The entry's key.</param>
/// <param name="As">How.</param>
/// <param name="By">Who told what settled it.</param>
/// <param name="At">When.</param>
/// <param name="Why">The reason of whoever discarded it; of the others the message that settled it.</param>
public sealed record RecordSettlement(string Key, SettledAs As, ActorId By, Instant At, string Why);
