namespace OrderKernel.Channels;

/// <summary>One kind of record of a profile: how it is recognised and what its fields mean.</summary>
internal sealed class RecordKind
{
    public required string Name { get; init; }

    public required ClaimScope Scope { get; init; }

    /// <summary>Property paths from the root of an input to the record or the list of records.</summary>
    public IReadOnlyList<string[]> Envelopes { get; init; } = [];

    public FieldRule[] Needs { get; init; } = [];

    public FieldRule[] Lacks { get; init; } = [];

    public required FieldRule Number { get; init; }

    /// <summary>By what a system that keeps orders of several shops names where they are from; null for a channel, whose files are a shop's own.</summary>
    public SourceRules? Source { get; init; }

    /// <summary>The code of the currency of this record's amounts.</summary>
    public FieldRule? Currency { get; init; }

    public FieldRule? CreatedAt { get; init; }

    public FieldRule? PaidAt { get; init; }

    public FieldRule? ShippedAt { get; init; }

    public FieldRule? DeliveredAt { get; init; }

    public FieldRule? EndedAt { get; init; }

    public FieldRule? ModifiedAt { get; init; }

    /// <summary>Where the record tells no time, its arrival is when the channel said so.</summary>
    public bool TakesArrival { get; init; }

    public PaymentTerms? Terms { get; init; }

    public StatusRow? Says { get; init; }

    public StatusSource[] Statuses { get; init; } = [];

    public bool TellsHolds { get; init; }

    public bool NeedsFulfilment { get; init; } = true;

    public bool IsShippingNeverTold { get; init; }

    public AmountRules? Amounts { get; init; }

    public FieldRule? Customer { get; init; }

    public RecipientRules? Recipient { get; init; }

    /// <summary>The JSON Schema that its records are held against; null for none.</summary>
    public string? Schema { get; init; }

    public LineRules? Lines { get; init; }

    /// <summary>Where parcels are named: one place, or several.</summary>
    public ShipmentRules[] Shipments { get; init; } = [];

    public CaseRules? Case { get; init; }

    /// <summary>Of a record of a warehouse or ERP that is no claim: what it tells and where that stands; null for claims.</summary>
    public PartnerRules? Partner { get; init; }

    public bool HasAmounts => Amounts is not null || Lines is not null || Case?.Amount is not null;
}

/// <summary>A part of the amount due. 0 is unset.</summary>
internal enum AmountPart
{
    SellerDiscount = 1,
    PlatformSubsidy = 2,
    Coupon = 3,
    Freight = 4,
    Tax = 5,
    Surcharges = 6,
}

/// <summary>Where the amounts stand.</summary>
internal sealed record AmountRules(FieldRule Due)
{
    public FieldRule? ListPrice { get; init; }

    public bool IsListPriceOfLines { get; init; }

    public FieldRule? SellerDiscount { get; init; }

    public FieldRule? PlatformSubsidy { get; init; }

    public FieldRule? Coupon { get; init; }

    public FieldRule? Freight { get; init; }

    public FieldRule? Tax { get; init; }

    public FieldRule? Surcharges { get; init; }

    public FieldRule? Paid { get; init; }

    /// <summary>What is paid so far of an order that is paid in parts, while a part is open.</summary>
    public FieldRule? Deposit { get; init; }

    public FieldRule? Refunded { get; init; }

    /// <summary>What of the sum paid was paid otherwise than with money.</summary>
    public (Tender Tender, FieldRule Amount)[] PaidBy { get; init; } = [];

    /// <summary>What the totals of the lines lack of the amount due, and with minus what they have beyond it; null when they are not compared.</summary>
    public (AmountPart Part, int Sign)[]? TieOut { get; init; }

    /// <summary>The channel takes refunds off the amounts that it shows.</summary>
    public bool RefundsReduce { get; init; }

    /// <summary>The payment axis follows from paid and refunded amounts where nothing else speaks.</summary>
    public bool PaymentFollowsRefunds { get; init; }
}

/// <summary>Where the channel, the shop and the number of the system's own document stand.</summary>
internal sealed record SourceRules(FieldRule? Channel, FieldRule? Shop, FieldRule? Document);

/// <summary>Where the recipient stands.</summary>
internal sealed record RecipientRules
{
    public FieldRule? Name { get; init; }

    public FieldRule? Phone { get; init; }

    public FieldRule? Country { get; init; }

    public FieldRule? Postcode { get; init; }

    public FieldRule? Province { get; init; }

    public FieldRule? City { get; init; }

    public FieldRule? District { get; init; }

    public FieldRule? Town { get; init; }

    public FieldRule? Detail { get; init; }
}

/// <summary>Where the lines stand.</summary>
internal sealed record LineRules(RowList[] At, string PathText, FieldRule Code, FieldRule Quantity)
{
    public FieldRule? Id { get; init; }

    public FieldRule? Total { get; init; }

    public FieldRule? UnitPrice { get; init; }

    public FieldRule? ListTotal { get; init; }

    public FieldRule? Title { get; init; }

    public StatusSource[] Statuses { get; init; } = [];

    public bool MayBeMissing { get; init; }
}

/// <summary>Where the parcels stand.</summary>
internal sealed record ShipmentRules(RowList[] At, FieldRule Waybill)
{
    public FieldRule? Carrier { get; init; }

    /// <summary>The line ids of a parcel: in the parcel's own row, or in a list below it.</summary>
    public FieldRule? Lines { get; init; }

    /// <summary>The units of each of these lines in the parcel, in the same rows.</summary>
    public FieldRule? Units { get; init; }

    /// <summary>Marks that part several waybills in one text: the first parts carriers, the others waybills of one carrier.</summary>
    public char[] Separators { get; init; } = [];
}

/// <summary>Where an after-sales case stands, or several: one a row.</summary>
internal sealed record CaseRules(RowList[] At, FieldRule Id, StatusSource[] Statuses)
{
    public CaseKind? AssumedKind { get; init; }

    public FieldRule? Amount { get; init; }

    public FieldRule? RequestedAt { get; init; }

    public FieldRule? Line { get; init; }

    public FieldRule? Units { get; init; }

    public FieldRule? Reason { get; init; }

    /// <summary>Texts that mark a reason as "no reason needed".</summary>
    public IReadOnlyList<string> NoReasonTexts { get; init; } = [];
}
