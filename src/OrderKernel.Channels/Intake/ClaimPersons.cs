using System.Collections.Immutable;

namespace OrderKernel.Channels;

/// <summary>The personal data of a claim on its way into the vault.</summary>
public static class ClaimPersons
{
    /// <summary>What the vault must keep for a claim: put it there when the decision changed the customer or the recipient.</summary>
    /// <param name="claim">The claim.</param>
    /// <returns>Tokens with their values (see <see cref="PersonEntry"/>); empty when the claim names nobody.</returns>
    public static ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>>(2);
        if (!claim.Customer.IsUnset) entries.Add(new(PersonEntry.CustomerToken(claim.Order, claim.SourceTime), PersonEntry.Of(claim.Customer)));
        if (claim.Recipient is { } recipient) entries.Add(new(PersonEntry.RecipientToken(claim.Order, claim.SourceTime), PersonEntry.Of(recipient)));
        return entries.ToImmutable();
    }
}
