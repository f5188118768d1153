using System.Text.Json.Serialization;

namespace OrderKernel.Orders;

/// <summary>
/// The money of one line that is still due, as a curve over its units: the first k of n units
/// cost <c>⌊total · k / n⌋</c>, so that any cutting sums exactly. <c>default</c> is unset.
/// </summary>
/// <remarks>
/// <para>Formula: units leave in order along the curve; money that leaves without units (a
/// price protection) or returns out of order starts a new curve over what is left.</para>
/// <para>Laws: what left plus <see cref="Left"/> is what was there; taking all units takes all money.</para>
/// </remarks>
[JsonConverter(typeof(NoJsonConverter<LineMoney>))]
public readonly record struct LineMoney
{
    private LineMoney(Money total, Quantity units, Quantity taken) => (Total, Units, Taken) = (total, units, taken);

    /// <summary>The money at the curve's start, not negative.</summary>
    public Money Total { get; }

    /// <summary>The units at the curve's start.</summary>
    public Quantity Units { get; }

    /// <summary>The units that have left along the curve.</summary>
    public Quantity Taken { get; }

    /// <summary>The money that is still due.</summary>
    public Money Left => Total - Cost(Taken);

    /// <summary>The units whose money is still due.</summary>
    public Quantity UnitsLeft => Units - Taken;

    /// <summary>A line of so many units at a total, not negative.</summary>
    /// <param name="total">What the buyer pays for all units, not negative.</param>
    /// <param name="units">Base units.</param>
    public static LineMoney Of(Money total, Quantity units) => new(total, units, default);

    /// <summary>What the next units cost.</summary>
    /// <param name="units">At most <see cref="UnitsLeft"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">More units are asked for than are left.</exception>
    public Money CostOfNext(Quantity units) => Cost(Taken + units) - Cost(Taken);

    internal Result<LineMoney> Take(Quantity units) => units <= UnitsLeft
        ? new LineMoney(Total, Units, Taken + units)
        : Refusal.Of(OrdersCodes.UnitsAlreadySettled, ("wanted", units), ("left", UnitsLeft));

    internal Result<LineMoney> TakePart(Money part) => part <= Left
        ? new LineMoney(Left - part, UnitsLeft, default)
        : Refusal.Of(OrdersCodes.RefundAboveUnits, ("asked", part), ("held", Left));

    internal Result<LineMoney> Amend(QuantityDelta units, Money money)
    {
        var (count, left) = (checked(UnitsLeft.Units + units.Units), Left + money);
        return count < 0 || left.MinorUnits < 0 || (count == 0 && !left.IsZero)
            ? Refusal.Of(OrdersCodes.RefundAboveUnits, ("asked", money), ("held", Left))
            : new LineMoney(left, Quantity.Of(count), default);
    }

    internal LineMoney PutBack(Quantity units, Money money) => units <= Taken && Cost(Taken) - Cost(Taken - units) == money
        ? new(Total, Units, Taken - units)
        : new(Left + money, UnitsLeft + units, default);

    private Money Cost(Quantity units) => units.IsZero ? Money.Zero(Total.Currency) : Total.FirstUnits(units, Units);
}
