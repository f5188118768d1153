using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What intake decided on one claim; lies in the order's stream.</summary>
public abstract record IntakeEvent;

/// <summary>A claim was merged and its order can be placed or is there already.</summary>
/// <param name="ContentHash">The fingerprint of the record.</param>
/// <param name="Content">What it says.</param>
/// <param name="Changed">The axes whose merged value it set; when it placed the order, all that are known.</param>
public sealed record ClaimAccepted(string ContentHash, ClaimContent Content, ValueList<ClaimAxis> Changed) : IntakeEvent;

/// <summary>A claim was merged but its order is not there yet: a tombstone that applies when the order comes.</summary>
/// <param name="ContentHash">The fingerprint of the record.</param>
/// <param name="Content">What it says.</param>
public sealed record ClaimParked(string ContentHash, ClaimContent Content) : IntakeEvent;

/// <summary>A claim told nothing that is not known in a newer form.</summary>
/// <param name="ContentHash">The fingerprint of the record.</param>
/// <param name="SourceTime">Its source time.</param>
/// <param name="Outranked">The axes on which a newer claim stands.</param>
public sealed record ClaimStale(string ContentHash, Instant SourceTime, ValueList<ClaimAxis> Outranked) : IntakeEvent;

/// <summary>A merged claim met a ledger that refused: a case for a person. The merge is kept.</summary>
/// <param name="ContentHash">The fingerprint of the record.</param>
/// <param name="SourceTime">Its source time.</param>
/// <param name="Code">The code with which the ledger refused.</param>
/// <param name="Arguments">The numbers that it saw.</param>
public sealed record ConflictRaised(string ContentHash, Instant SourceTime, string Code, ValueList<Argument> Arguments) : IntakeEvent;
