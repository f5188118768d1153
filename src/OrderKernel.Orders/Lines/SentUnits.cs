namespace OrderKernel.Orders;

/// <summary>Counts of sent units by place; marks those whose money is owed back, or settled. <c>default</c> is none.</summary>
/// <param name="Shipped">On their way.</param>
/// <param name="Delivered">With the receiver.</param>
/// <param name="Returned">Back after delivery.</param>
/// <param name="Undelivered">Back, never delivered.</param>
/// <param name="Lost">Lost.</param>
public readonly record struct SentUnits(Quantity Shipped, Quantity Delivered, Quantity Returned, Quantity Undelivered, Quantity Lost)
{
    /// <summary>The sum over all places.</summary>
    public Quantity Sum => Shipped + Delivered + Returned + Undelivered + Lost;

    /// <summary>The units in one place.</summary>
    /// <param name="place">One of the five places.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is unset.</exception>
    public Quantity At(SentPlace place) => place switch
    {
        SentPlace.Shipped => Shipped,
        SentPlace.Delivered => Delivered,
        SentPlace.Returned => Returned,
        SentPlace.Undelivered => Undelivered,
        SentPlace.Lost => Lost,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "Unknown place."),
    };

    internal SentUnits With(SentPlace place, Quantity units) => place switch
    {
        SentPlace.Shipped => this with { Shipped = units },
        SentPlace.Delivered => this with { Delivered = units },
        SentPlace.Returned => this with { Returned = units },
        SentPlace.Undelivered => this with { Undelivered = units },
        _ => this with { Lost = units },
    };

    internal SentUnits Plus(SentPlace place, Quantity units) => With(place, At(place) + units);

    internal SentUnits Minus(SentPlace place, Quantity units) => With(place, At(place) - units);
}
