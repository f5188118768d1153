using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel;

/// <summary>Whether a channel's record may place an order. 0 is unset.</summary>
public enum ClaimScope
{
    /// <summary>The record describes the whole order.</summary>
    Whole = 1,

    /// <summary>The record is a part: a push message or a change.</summary>
    Part = 2,
}

/// <summary>What a channel says about one order at one source time, in the words of the vocabulary. Null means that the record says nothing on it.</summary>
/// <remarks>
/// A fact more that a channel may tell has four places: here, its line in <c>ClaimContentConverter</c>, its axis in <c>ClaimMerge</c>, and the reading of
/// records in <c>ClaimMapping</c>.
/// </remarks>
public abstract record ClaimFacts
{
    /// <summary>The order.</summary>
    public required OrderKey Order { get; init; }

    /// <summary>Whether the record may place the order: only a whole one with created instant and total does.</summary>
    public required ClaimScope Scope { get; init; }

    /// <summary>When the channel said so: its modified instant, else the latest instant in the record.</summary>
    public required Instant SourceTime { get; init; }

    /// <summary>The channel's code for order ids, such as <c>TB</c>.</summary>
    public required string ChannelCode { get; init; }

    /// <summary>The shop's zone, for the creation day.</summary>
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

    /// <summary>The after-sales axis; coarse words only raise None to Requested.</summary>
    public AfterSalesStatus? AfterSales { get; init; }

    /// <summary>How the channel says that the order ended.</summary>
    public ClaimOutcome? Outcome { get; init; }

    /// <summary>The whole set of holds that the channel has on the order; empty means none, null says nothing.</summary>
    public ValueList<HoldKind>? Holds { get; init; }

    /// <summary>The payment terms.</summary>
    public PaymentTerms? Terms { get; init; }

    /// <summary>The order's amounts.</summary>
    public OrderAmounts? Amounts { get; init; }

    /// <summary>True when the channel has already taken refunds off these amounts, so that amounts told before the refund outrank them.</summary>
    public bool AreAmountsAfterRefunds { get; init; }

    /// <summary>What the buyer has paid so far, refunds not taken off.</summary>
    public Money? PaidAmount { get; init; }

    /// <summary>What of the amount paid was paid otherwise than with money: by gift card, points, balance or red packet; the rest is cash.</summary>
    public ValueList<ClaimedTender> PaidBy { get; init; }

    /// <summary>What went back to the buyer so far.</summary>
    public Money? RefundedAmount { get; init; }

    /// <summary>True when the channel never tells whether it shipped.</summary>
    public bool IsShippingNeverTold { get; init; }

    /// <summary>The order's lines.</summary>
    public ValueList<ClaimedLine> Lines { get; init; }

    /// <summary>The parcels that the channel knows.</summary>
    public ValueList<ClaimedShipment> Shipments { get; init; }

    /// <summary>The after-sales cases that the channel knows.</summary>
    public ValueList<ClaimedCase> Cases { get; init; }

    /// <summary>Problems that do not stop the claim, such as amounts that do not add up.</summary>
    public ValueList<Finding> Findings { get; init; }
}

/// <summary>The claim that a profile reads from a record: the facts, and persons in clear.</summary>
public sealed record Claim : ClaimFacts
{
    /// <summary>The profile that made this claim.</summary>
    public required PolicyReference Profile { get; init; }

    /// <summary>False when the profile's exports never have lines and goods are not this order's matter.</summary>
    public bool NeedsFulfilment { get; init; } = true;

    /// <summary>The customer's id or nick at the channel; personal, so it prints masked and is stored as a token.</summary>
    public PersonName Customer { get; init; }

    /// <summary>Who receives the goods.</summary>
    public Recipient? Recipient { get; init; }
}

/// <summary>One line of a claimed order.</summary>
/// <param name="Line">The channel's line id, or the line's position where it has none.</param>
/// <param name="Code">The channel's or merchant's code of the goods, raw.</param>
/// <param name="Quantity">Units sold of that code.</param>
/// <param name="Total">What the buyer pays for the line, after its discounts.</param>
/// <param name="Goods">Our SKUs in one unit of the code; empty when the SKU map does not know it.</param>
public sealed record ClaimedLine(LineId Line, string Code, Quantity Quantity, Money Total, ValueList<BundleComponent> Goods)
{
    /// <summary>The title of the goods, for people.</summary>
    public string? Title { get; init; }

    /// <summary>The line's own fulfilment word, where the channel has one.</summary>
    public FulfilmentStatus? Fulfilment { get; init; }

    /// <summary>The line's own after-sales word, where the channel has one.</summary>
    public AfterSalesStatus? AfterSales { get; init; }

    /// <summary>How the channel says that the line ended; <see cref="ClaimOutcome.Ended"/> of a line that did not leave takes its units off.</summary>
    public ClaimOutcome? Outcome { get; init; }
}

/// <summary>A parcel that a channel knows.</summary>
/// <param name="Waybill">Its waybill number.</param>
/// <param name="Carrier">Its carrier; null when the channel's carrier code is unknown.</param>
/// <param name="Lines">The lines in it; empty when the channel does not tell.</param>
public sealed record ClaimedShipment(Waybill Waybill, CarrierId? Carrier, ValueList<LineId> Lines)
{
    /// <summary>The units of its lines in it; of lines that are missing here the channel tells no units, empty when it tells none at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ClaimedUnits> Units { get; init; }
}

/// <summary>How many units of a line are in a parcel.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">The units of its code.</param>
public sealed record ClaimedUnits(LineId Line, Quantity Quantity);

/// <summary>A part of what the buyer paid, and with what.</summary>
/// <param name="Tender">With what.</param>
/// <param name="Amount">How much.</param>
public sealed record ClaimedTender(Tender Tender, Money Amount);

/// <summary>An after-sales case that a channel knows.</summary>
/// <param name="Case">The channel's case number.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Amount">The money asked for or refunded; null when none.</param>
public sealed record ClaimedCase(CaseId Case, CaseKind Kind, AfterSalesStatus Status, Money? Amount)
{
    /// <summary>The line that it concerns; null for the whole order.</summary>
    public LineId? Line { get; init; }

    /// <summary>The units that it concerns; null when the channel does not tell.</summary>
    public Quantity? Units { get; init; }

    /// <summary>When it was asked for.</summary>
    public Instant? RequestedAt { get; init; }

    /// <summary>The reason in the buyer's or channel's words, without phone numbers.</summary>
    public string? ReasonText { get; init => field = FreeText.Masked(value); }

    /// <summary>Whose move it is; null when the channel does not tell.</summary>
    public Party? Awaited { get; init; }

    /// <summary>Who ended the case; null while it is open or when the channel does not tell.</summary>
    public Party? EndedBy { get; init; }

    /// <summary>True when the platform was called in.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>True when the buyer gives no reason (seven-day return).</summary>
    public bool IsNoReason { get; init; }
}
