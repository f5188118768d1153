namespace OrderKernel.Orders;

/// <summary>One line of an order: goods, quantity ledger and its share of the money. Lines of a bundle hold one component each.</summary>
/// <remarks>Cost: goods and money stand in records of their own, so that a move of units copies neither.</remarks>
public sealed record OrderLine
{
    private readonly LineId _replaced;

    internal OrderLine(PlacedLine placed, LineId? replacementOf)
    {
        (Placed, _replaced, Units) = (placed, replacementOf ?? default, UnitLedger.Of(placed.Units));
        Books = LineBooks.Of(placed.Total, placed.Units);
    }

    /// <summary>The line's id, unique in the order.</summary>
    public LineId Id => Placed.Id;

    /// <summary>The channel's line that this one came from; several components share it.</summary>
    public LineId Source => Placed.Source;

    /// <summary>Our SKU; null while the goods are not known and one stand-in unit moves for them.</summary>
    public SkuId? Sku => Placed.Sku;

    /// <summary>The bundle whose component this is; cancels take whole bundles.</summary>
    public BundleId? Bundle => Placed.Bundle;

    /// <summary>Units of this component in one bundle; 1 outside bundles.</summary>
    public Quantity BundleSize => Placed.BundleSize;

    /// <summary>The title of the goods, for people.</summary>
    public string? Title => Placed.Title;

    /// <summary>False for a line that nothing is sent for.</summary>
    public bool NeedsFulfilment => Placed.NeedsFulfilment;

    /// <summary>The line whose units this one replaces; null for what was ordered.</summary>
    public LineId? ReplacementOf => IsReplacement ? _replaced : null;

    /// <summary>The quantity ledger.</summary>
    public UnitLedger Units { get; internal init; }

    /// <summary>What the buyer pays for the line, as placed or amended.</summary>
    public Money Total => Books.Total;

    /// <summary>The part of it that is still due, unit by unit.</summary>
    public LineMoney Money => Books.Money;

    /// <summary>Of the returned units, those that were never delivered.</summary>
    public Quantity Undelivered => Books.Undelivered;

    /// <summary>Sent units whose money is owed back and not yet refunded.</summary>
    public SentUnits Owed => Books.Owed;

    /// <summary>Sent units whose money is refunded, withheld by decision, or written off.</summary>
    public SentUnits Settled => Books.Settled;

    /// <summary>Money of the line that went back to the buyer for units that were not cancelled.</summary>
    public Money Refunded => Books.Refunded;

    /// <summary>Money of the line that is owed back, named by refunds that are not executed.</summary>
    public Money RefundOwed => Books.RefundOwed;

    /// <summary>Money that the cancelled units took with them.</summary>
    public Money CancelledMoney => Books.CancelledMoney;

    /// <summary>Units whose money was written off because they were refused or lost unpaid.</summary>
    public Quantity WrittenOff => Books.WrittenOff;

    /// <summary>Money that was written off with them.</summary>
    public Money WrittenOffMoney => Books.WrittenOffMoney;

    /// <summary>Money of sent units that was kept by decision; also after it was given back.</summary>
    public Money WithheldMoney => Books.WithheldMoney;

    /// <summary>True when the line stands in place of goods that came back or were lost.</summary>
    public bool IsReplacement => _replaced.Value is not null;

    /// <summary>Returned or lost units whose money question is open; a line without money left or owed has none.</summary>
    public Quantity Unsettled => (Units.Returned.IsZero && Units.Lost.IsZero) || IsSettledWhole ? default
        : Quantity.SaturatingSubtract(Units.Returned + Units.Lost, Settled.Returned + Settled.Undelivered + Settled.Lost);

    /// <summary>Of these, the lost ones and those that never arrived.</summary>
    public Quantity UnsettledUndelivered => (Undelivered.IsZero && Units.Lost.IsZero) || IsSettledWhole ? default
        : Quantity.SaturatingSubtract(Undelivered + Units.Lost, Settled.Undelivered + Settled.Lost);

    internal PlacedLine Placed { get; init; }

    internal LineBooks Books { get; init; }

    private bool IsSettledWhole => Money.Left.IsZero && RefundOwed.IsZero;

    /// <summary>The units in a place of what was sent.</summary>
    /// <param name="place">One of the five places.</param>
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
    /// <param name="place">One of the five places.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is unset.</exception>
    public Quantity Unclaimed(SentPlace place) => At(place) - Owed.At(place) - Settled.At(place);
}
