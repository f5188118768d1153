namespace OrderKernel.Channels;

/// <summary>What is told to the merge state of an order's claims.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="ContentHash">The fingerprint of its record: the same bytes give the same text, 1 to 128 characters.</param>
public abstract record IntakeCommand(Claim Claim, string ContentHash);

/// <summary>A channel says something about the order.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="ContentHash">The fingerprint of its record: the same bytes give the same text, 1 to 128 characters.</param>
public sealed record TakeClaim(Claim Claim, string ContentHash) : IntakeCommand(Claim, ContentHash);

/// <summary>A ledger refused what follows from a merged claim: the merge is kept, and a person should know.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="ContentHash">The fingerprint of its record: the same bytes give the same text, 1 to 128 characters.</param>
/// <param name="Why">The ledger's refusal.</param>
public sealed record RaiseConflict(Claim Claim, string ContentHash, Refusal Why) : IntakeCommand(Claim, ContentHash);
