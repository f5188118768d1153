using System.Diagnostics.CodeAnalysis;

namespace OrderKernel.Channels;

/// <summary>What a claim says, without personal data in clear: what events hold and what merging works on.</summary>
/// <remarks>Of merged content the source time is the latest, whole is what one of the records was, and there are no findings. Parcels and cases stand in the
/// ordinal order of their numbers.</remarks>
public sealed record ClaimContent : ClaimFacts
{
    /// <summary>Content without facts but those that each claim has.</summary>
    public ClaimContent()
    {
    }

    [SetsRequiredMembers]
    private ClaimContent(ClaimFacts facts) : base(facts)
    {
    }

    /// <summary>True when no whole record of the order has goods to fulfil.</summary>
    public bool IsWithoutFulfilment { get; init; }

    /// <summary>The customer's token in the vault.</summary>
    public PersonToken? Customer { get; init; }

    /// <summary>Who receives the goods, as a token and a region.</summary>
    public RecipientRegion? Recipient { get; init; }

    /// <summary>The content of a claim: names, phones and streets become tokens.</summary>
    /// <param name="claim">The claim.</param>
    public static ClaimContent Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new(claim)
        {
            IsWithoutFulfilment = !claim.NeedsFulfilment,
            Shipments = Keyed.Latest(claim.Shipments, s => s.Waybill.Number),
            Cases = Keyed.Latest(claim.Cases, c => c.Case.Value),
            Customer = claim.Customer.IsUnset ? null : PersonEntry.CustomerToken(claim.Order, claim.SourceTime),
            Recipient = claim.Recipient is { } recipient ? RecipientRegion.Of(claim.Order, claim.SourceTime, recipient) : null,
        };
    }
}
