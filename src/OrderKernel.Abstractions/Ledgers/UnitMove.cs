using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A permitted move between two places of a quantity ledger. <c>default</c> is no move and refused by the ledger.</summary>
/// <remarks>Source: vocabulary, "Quantity ledger of an order line". Every move keeps the ledger's sum.</remarks>
[JsonConverter(typeof(NoJsonConverter<UnitMove>))]
public readonly record struct UnitMove
{
    private UnitMove(string name, UnitPlace from, UnitPlace to) => (Name, From, To) = (name, from, to);

    /// <summary>open → reserved.</summary>
    public static UnitMove Reserve { get; } = new("reserve", UnitPlace.Open, UnitPlace.Reserved);

    /// <summary>reserved → open.</summary>
    public static UnitMove Release { get; } = new("release", UnitPlace.Reserved, UnitPlace.Open);

    /// <summary>reserved → shipped.</summary>
    public static UnitMove Ship { get; } = new("ship", UnitPlace.Reserved, UnitPlace.Shipped);

    /// <summary>open → shipped: the channel or the warehouse did it without us.</summary>
    public static UnitMove ShipElsewhere { get; } = new("ship-elsewhere", UnitPlace.Open, UnitPlace.Shipped);

    /// <summary>shipped → delivered.</summary>
    public static UnitMove Deliver { get; } = new("deliver", UnitPlace.Shipped, UnitPlace.Delivered);

    /// <summary>shipped → lost.</summary>
    public static UnitMove Lose { get; } = new("lose", UnitPlace.Shipped, UnitPlace.Lost);

    /// <summary>delivered → returned, at warehouse receipt.</summary>
    public static UnitMove Return { get; } = new("return", UnitPlace.Delivered, UnitPlace.Returned);

    /// <summary>shipped → returned, never delivered: refused, intercepted, undeliverable, not fetched.</summary>
    public static UnitMove GiveBackUndelivered { get; } = new("give-back-undelivered", UnitPlace.Shipped, UnitPlace.Returned);

    /// <summary>open → cancelled.</summary>
    public static UnitMove CancelOpen { get; } = new("cancel-open", UnitPlace.Open, UnitPlace.Cancelled);

    /// <summary>reserved → cancelled.</summary>
    public static UnitMove CancelReserved { get; } = new("cancel-reserved", UnitPlace.Reserved, UnitPlace.Cancelled);

    /// <summary>delivered → shipped: a false sign-off.</summary>
    public static UnitMove StepBackDelivery { get; } = new("step-back-delivery", UnitPlace.Delivered, UnitPlace.Shipped);

    /// <summary>lost → shipped: found again.</summary>
    public static UnitMove StepBackLoss { get; } = new("step-back-loss", UnitPlace.Lost, UnitPlace.Shipped);

    /// <summary>shipped → reserved: the waybill was voided or the pick-up failed, the stock is still held.</summary>
    public static UnitMove StepBackShippingToReserved { get; } = new("step-back-shipping-to-reserved", UnitPlace.Shipped, UnitPlace.Reserved);

    /// <summary>shipped → open: the waybill was voided or the pick-up failed, nothing is held.</summary>
    public static UnitMove StepBackShippingToOpen { get; } = new("step-back-shipping-to-open", UnitPlace.Shipped, UnitPlace.Open);

    /// <summary>cancelled → open: a late payment is honoured, or the cancellation was wrong.</summary>
    public static UnitMove StepBackCancel { get; } = new("step-back-cancel", UnitPlace.Cancelled, UnitPlace.Open);

    /// <summary>returned → shipped: repaired, or refused at receipt.</summary>
    public static UnitMove SendBack { get; } = new("send-back", UnitPlace.Returned, UnitPlace.Shipped);

    /// <summary>Every permitted move; whatever is not here is not a move.</summary>
    public static ValueList<UnitMove> All { get; } =
    [
        Reserve, Release, Ship, ShipElsewhere, Deliver, Lose, Return, GiveBackUndelivered, CancelOpen, CancelReserved,
        StepBackDelivery, StepBackLoss, StepBackShippingToReserved, StepBackShippingToOpen, StepBackCancel, SendBack,
    ];

    /// <summary>The move's stable name; null on <c>default</c>.</summary>
    public string Name { get; }

    /// <summary>The place that the units leave.</summary>
    public UnitPlace From { get; }

    /// <summary>The place that the units enter.</summary>
    public UnitPlace To { get; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
