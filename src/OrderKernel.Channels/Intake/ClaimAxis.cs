namespace OrderKernel.Channels;

/// <summary>One thing that a claim may tell and that is merged on its own: the latest claim that tells it wins. 0 is unset.</summary>
public enum ClaimAxis
{
    /// <summary>When the order was created.</summary>
    CreatedAt = 1,

    /// <summary>When it was paid.</summary>
    PaidAt = 2,

    /// <summary>When it was shipped.</summary>
    ShippedAt = 3,

    /// <summary>When it was received.</summary>
    DeliveredAt = 4,

    /// <summary>When it ended.</summary>
    EndedAt = 5,

    /// <summary>The payment status.</summary>
    Payment = 6,

    /// <summary>The fulfilment status.</summary>
    Fulfilment = 7,

    /// <summary>The after-sales status.</summary>
    AfterSales = 8,

    /// <summary>How the order ended.</summary>
    Outcome = 9,

    /// <summary>The channel's set of holds.</summary>
    Holds = 10,

    /// <summary>The payment terms.</summary>
    Terms = 11,

    /// <summary>The order's amounts.</summary>
    Amounts = 12,

    /// <summary>What was paid so far.</summary>
    PaidAmount = 13,

    /// <summary>What went back so far.</summary>
    RefundedAmount = 14,

    /// <summary>The lines.</summary>
    Lines = 15,

    /// <summary>A parcel, merged by its waybill.</summary>
    Shipments = 16,

    /// <summary>An after-sales case, merged by its number.</summary>
    Cases = 17,

    /// <summary>The customer.</summary>
    Customer = 18,

    /// <summary>Who receives the goods.</summary>
    Recipient = 19,

    /// <summary>With what the order was paid.</summary>
    PaidBy = 20,
}
