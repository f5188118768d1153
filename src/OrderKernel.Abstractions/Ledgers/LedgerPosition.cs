namespace OrderKernel;

/// <summary>
/// What both ledgers of an order say together: all that its statuses follow from. Lines that
/// need no fulfilment and replacement units stay out of the counts. <c>default</c> is unset.
/// </summary>
public readonly record struct LedgerPosition
{
    /// <summary>True when at least one line needs fulfilment.</summary>
    public required bool NeedsFulfilment { get; init; }

    /// <summary>The units of all lines that need fulfilment, summed by place.</summary>
    public required UnitLedger Units { get; init; }

    /// <summary>The money ledger.</summary>
    public required MoneyLedger Money { get; init; }

    /// <summary>The payment terms.</summary>
    public required PaymentTerms Terms { get; init; }

    /// <summary>True when the order was placed with nothing due.</summary>
    public bool PlacedFree { get; init; }

    /// <summary>True when the channel or we ended the order.</summary>
    public bool HasEnded { get; init; }

    /// <summary>True when other orders took this one's place (split or merged at the channel): closed, and in no count of cancellations.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>True when the buyer or the channel confirmed that all is well.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>True when the return window is over.</summary>
    public bool IsReturnWindowOver { get; init; }

    /// <summary>True when work on a shipment has begun.</summary>
    public bool HasWorkBegun { get; init; }

    /// <summary>True when the channel never tells whether something was shipped.</summary>
    public bool IsShippingNeverTold { get; init; }

    /// <summary>Units returned or lost whose money is neither refunded nor withheld and whose replacement is not delivered.</summary>
    public Quantity Unsettled { get; init; }

    /// <summary>Of the unsettled units, those that were lost or came back undelivered.</summary>
    public Quantity UnsettledUndelivered { get; init; }

    /// <summary>True when a replacement unit is with the buyer or on its way.</summary>
    public bool IsReplacementOut { get; init; }

    /// <summary>True when a payment was announced and is not yet sure.</summary>
    public bool IsPaymentPending { get; init; }

    /// <summary>True when money is promised and not taken.</summary>
    public bool IsAuthorized { get; init; }

    /// <summary>True when an authorisation was let go.</summary>
    public bool IsVoided { get; init; }

    /// <summary>True when the shop's profile lets an authorisation cover an order.</summary>
    public bool AuthorizationCovers { get; init; }

    /// <summary>
    /// True when the order may be fulfilled as far as money goes: kept ≥ due; COD and pay-later always; an authorisation where the profile says so.
    /// </summary>
    public bool IsCovered => Money.IsCovered || Terms is PaymentTerms.CashOnDelivery or PaymentTerms.PayLater || (IsAuthorized && AuthorizationCovers);

    /// <summary>True when something was paid and all of it is back.</summary>
    public bool IsAllRefunded => !Money.Paid.IsZero && Money.Refunded == Money.Paid;
}
