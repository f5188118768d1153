using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What a claim says, without personal data in clear: what events hold and what merging works on.</summary>
public sealed record ClaimContent
{
    /// <summary>The order.</summary>
    public required OrderKey Order { get; init; }

    /// <summary>Whole when the record, or one of the merged ones, may place the order.</summary>
    public required ClaimScope Scope { get; init; }

    /// <summary>The source time; of merged content the latest.</summary>
    public required Instant SourceTime { get; init; }

    /// <summary>The channel's code for order ids.</summary>
    public required string ChannelCode { get; init; }

    /// <summary>The shop's zone.</summary>
    public required string ZoneName { get; init; }

    /// <summary>When the order was created.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>When it was paid.</summary>
    public Instant? PaidAt { get; init; }

    /// <summary>When it was shipped.</summary>
    public Instant? ShippedAt { get; init; }

    /// <summary>When it was received.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>The payment axis.</summary>
    public PaymentStatus? Payment { get; init; }

    /// <summary>The fulfilment axis.</summary>
    public FulfilmentStatus? Fulfilment { get; init; }

    /// <summary>The after-sales axis.</summary>
    public AfterSalesStatus? AfterSales { get; init; }

    /// <summary>How the channel says that the order ended.</summary>
    public ClaimOutcome? Outcome { get; init; }

    /// <summary>The channel's whole set of holds; empty means none, null that nobody told.</summary>
    public ValueList<HoldKind>? Holds { get; init; }

    /// <summary>The payment terms.</summary>
    public PaymentTerms? Terms { get; init; }

    /// <summary>The order's amounts.</summary>
    public OrderAmounts? Amounts { get; init; }

    /// <summary>True when refunds are already taken off the amounts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AreAmountsAfterRefunds { get; init; }

    /// <summary>What the buyer has paid so far, refunds not taken off.</summary>
    public Money? PaidAmount { get; init; }

    /// <summary>What went back so far.</summary>
    public Money? RefundedAmount { get; init; }

    /// <summary>True when no whole record of the order has goods to fulfil.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWithoutFulfilment { get; init; }

    /// <summary>True when no whole record of the order can tell whether it shipped.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShippingNeverTold { get; init; }

    /// <summary>The lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ClaimedLine> Lines { get; init; }

    /// <summary>The parcels, in ordinal order of their waybills.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ClaimedShipment> Shipments { get; init; }

    /// <summary>The after-sales cases, in ordinal order of their numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ClaimedCase> Cases { get; init; }

    /// <summary>The customer's token in the vault.</summary>
    public PersonToken? Customer { get; init; }

    /// <summary>Who receives the goods, as a token and a region.</summary>
    public RecipientRegion? Recipient { get; init; }

    /// <summary>Problems that did not stop the claim; merged content has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Finding> Findings { get; init; }

    /// <summary>The content of a claim: names, phones and streets become tokens.</summary>
    public static ClaimContent Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new()
        {
            Order = claim.Order,
            Scope = claim.Scope,
            SourceTime = claim.SourceTime,
            ChannelCode = claim.ChannelCode,
            ZoneName = claim.ZoneName,
            CreatedAt = claim.CreatedAt,
            PaidAt = claim.PaidAt,
            ShippedAt = claim.ShippedAt,
            DeliveredAt = claim.DeliveredAt,
            EndedAt = claim.EndedAt,
            Payment = claim.Payment,
            Fulfilment = claim.Fulfilment,
            AfterSales = claim.AfterSales,
            Outcome = claim.Outcome,
            Holds = claim.Holds,
            Terms = claim.Terms,
            Amounts = claim.Amounts,
            AreAmountsAfterRefunds = claim.AreAmountsAfterRefunds,
            PaidAmount = claim.PaidAmount,
            RefundedAmount = claim.RefundedAmount,
            IsWithoutFulfilment = !claim.NeedsFulfilment,
            IsShippingNeverTold = claim.IsShippingNeverTold,
            Lines = claim.Lines,
            Shipments = Keyed.Latest(claim.Shipments, s => s.Waybill.Value),
            Cases = Keyed.Latest(claim.Cases, c => c.Case.Value),
            Customer = claim.Customer.IsUnset ? null : PersonEntry.CustomerToken(claim.Order, claim.SourceTime),
            Recipient = RegionOf(claim),
            Findings = claim.Findings,
        };
    }

    private static RecipientRegion? RegionOf(Claim claim) =>
        claim.Recipient is { } recipient ? RecipientRegion.Of(claim.Order, claim.SourceTime, recipient) : null;
}
