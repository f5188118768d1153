namespace OrderKernel.Orders;

/// <summary>One line of an order: goods, quantity ledger and its share of the money. Lines of a bundle hold one component each.</summary>
public sealed record OrderLine
{
    /// <summary>The line's id, unique in the order.</summary>
    public required LineId Id { get; init; }

    /// <summary>The channel's line that this one came from; several components share it.</summary>
    public required LineId Source { get; init; }

    /// <summary>Our SKU; null while the goods are not known and one stand-in unit moves for them.</summary>
    public SkuId? Sku { get; init; }

    /// <summary>The bundle whose component this is; cancels take whole bundles.</summary>
    public BundleId? Bundle { get; init; }

    /// <summary>Units of this component in one bundle; 1 outside bundles.</summary>
    public required Quantity BundleSize { get; init; }

    /// <summary>The title of the goods, for people.</summary>
    public string? Title { get; init; }

    /// <summary>False for a line that nothing is sent for.</summary>
    public bool NeedsFulfilment { get; init; } = true;

    /// <summary>The line whose units this one replaces; null for what was ordered.</summary>
    public LineId? ReplacementOf { get; init; }

    /// <summary>The quantity ledger.</summary>
    public required UnitLedger Units { get; init; }

    /// <summary>What the buyer pays for the line, as placed or amended.</summary>
    public required Money Total { get; init; }

    /// <summary>The part of it that is still due, unit by unit.</summary>
    public required LineMoney Money { get; init; }

    /// <summary>Of the returned units, those that were never delivered.</summary>
    public Quantity Undelivered { get; init; }

    /// <summary>Sent units whose money is owed back and not yet refunded.</summary>
    public SentUnits Owed { get; init; }

    /// <summary>Sent units whose money is refunded, withheld by decision, or written off.</summary>
    public SentUnits Settled { get; init; }

    /// <summary>Money of the line that went back to the buyer for units that were not cancelled.</summary>
    public required Money Refunded { get; init; }

    /// <summary>Money of the line that is owed back, named by refunds that are not executed.</summary>
    public required Money RefundOwed { get; init; }

    /// <summary>Money that the cancelled units took with them.</summary>
    public required Money CancelledMoney { get; init; }

    /// <summary>Units whose money was written off because they were refused or lost unpaid.</summary>
    public Quantity WrittenOff { get; init; }

    /// <summary>Money that was written off with them.</summary>
    public required Money WrittenOffMoney { get; init; }

    /// <summary>True when the line stands in place of goods that came back or were lost.</summary>
    public bool IsReplacement => ReplacementOf is not null;

    /// <summary>Returned or lost units whose money question is open; a line without money left or owed has none.</summary>
    public Quantity Unsettled => IsSettledWhole ? default
        : Quantity.SaturatingSubtract(Units.Returned + Units.Lost, Settled.Returned + Settled.Undelivered + Settled.Lost);

    /// <summary>Of these, the lost ones and those that never arrived.</summary>
    public Quantity UnsettledUndelivered => IsSettledWhole ? default
        : Quantity.SaturatingSubtract(Undelivered + Units.Lost, Settled.Undelivered + Settled.Lost);

    private bool IsSettledWhole => Money.Left.IsZero && RefundOwed.IsZero;

    /// <summary>The units in a place of what was sent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is unset.</exception>
    public Quantity At(SentPlace place) => place switch
    {
        SentPlace.Shipped => Units.Shipped,
        SentPlace.Delivered => Units.Delivered,
        SentPlace.Returned => Units.Returned - Undelivered,
        SentPlace.Undelivered => Undelivered,
        SentPlace.Lost => Units.Lost,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "Unknown place."),
    };

    /// <summary>The units in a place whose money nobody asked for yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is unset.</exception>
    public Quantity Unclaimed(SentPlace place) => At(place) - Owed.At(place) - Settled.At(place);
}
