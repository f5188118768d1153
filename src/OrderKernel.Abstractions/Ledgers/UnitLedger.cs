using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>The quantity ledger of one order line: seven places, one law. <c>default</c> is a line of nothing.</summary>
/// <remarks>
/// <para>Law: ordered = open + reserved + shipped + delivered + returned + lost + cancelled, none negative, after every move.</para>
/// <para>Refuses with: <see cref="KernelCodes.LedgerUnitsShort"/>, <see cref="KernelCodes.LedgerNothingToMove"/>.
/// Source: vocabulary, "Quantity ledger of an order line".</para>
/// </remarks>
[JsonConverter(typeof(NoJsonConverter<UnitLedger>))]
public readonly record struct UnitLedger
{
    private UnitLedger(Quantity open, Quantity reserved, Quantity shipped, Quantity delivered, Quantity returned, Quantity lost, Quantity cancelled) =>
        (Open, Reserved, Shipped, Delivered, Returned, Lost, Cancelled) = (open, reserved, shipped, delivered, returned, lost, cancelled);

    /// <summary>Ordered, nothing reserved.</summary>
    public Quantity Open { get; }

    /// <summary>Held in stock.</summary>
    public Quantity Reserved { get; }

    /// <summary>On their way, or made available.</summary>
    public Quantity Shipped { get; }

    /// <summary>Received, redeemed or fetched.</summary>
    public Quantity Delivered { get; }

    /// <summary>Back, after delivery or undelivered.</summary>
    public Quantity Returned { get; }

    /// <summary>Lost, damaged or scrapped.</summary>
    public Quantity Lost { get; }

    /// <summary>Never to be sent.</summary>
    public Quantity Cancelled { get; }

    /// <summary>The sum of all seven places.</summary>
    public Quantity Ordered => Open + Reserved + Shipped + Delivered + Returned + Lost + Cancelled;

    /// <summary>What is still to be sent: open + reserved.</summary>
    public Quantity Rest => Open + Reserved;

    /// <summary>What was ever sent and not stepped back: shipped + delivered + returned + lost.</summary>
    public Quantity Sent => Shipped + Delivered + Returned + Lost;

    /// <summary>A line of so many units, all open.</summary>
    /// <param name="ordered">Base units, zero and more.</param>
    /// <example>
    /// <code>
    /// var units = UnitLedger.Of(Quantity.Of(3));                                            // three ordered, all open
    /// units = units.Move(UnitMove.Reserve, Quantity.Of(2)).ValueOrThrow();                  // ordered = open 1 + reserved 2
    /// var tooMany = units.Move(UnitMove.Ship, Quantity.Of(3));                              // no exception: a refusal with a code
    ///
    /// var money = MoneyLedger.Of(Money.Fen(10_000)).Pay(Money.Fen(10_000)).ValueOrThrow();
    /// money = money.Owe(Money.Fen(3_334)).ValueOrThrow();                                   // paid = kept + withheld + refund pending + refunded
    /// Money[] shares = Money.Fen(10_000).Apportion([1, 1, 1]);                              // 33.34, 33.33, 33.33: nothing is lost
    ///
    /// var texts = TextCatalog.Of(typeof(Money).Assembly);
    /// Console.WriteLine(texts.Text(tooMany.Refusal!, Language.English));
    /// </code>
    /// </example>
    public static UnitLedger Of(Quantity ordered) => new(ordered, default, default, default, default, default, default);

    /// <summary>The units in one place.</summary>
    /// <param name="place">One of the seven places; unset throws.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is unset.</exception>
    public Quantity At(UnitPlace place) => place switch
    {
        UnitPlace.Open => Open,
        UnitPlace.Reserved => Reserved,
        UnitPlace.Shipped => Shipped,
        UnitPlace.Delivered => Delivered,
        UnitPlace.Returned => Returned,
        UnitPlace.Lost => Lost,
        UnitPlace.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "Unknown place."),
    };

    /// <summary>Moves units along one of the permitted moves (see <see cref="UnitMove"/>).</summary>
    /// <param name="move">From where to where; <c>default</c> is refused.</param>
    /// <param name="units">Base units, at least one and at most what the place holds.</param>
    /// <returns>The ledger after the move, or a refusal when the place holds fewer units, none are to move, or the move is <c>default</c>.</returns>
    public Result<UnitLedger> Move(UnitMove move, Quantity units)
    {
        // The default move leads nowhere.
        if (units.IsZero || move.Name is null) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", units));
        var (from, to) = (move.From, move.To);
        if (At(from) < units) return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", units), ("place", from), ("held", At(from)));
        return With(from, At(from) - units).With(to, At(to) + units);
    }

    /// <summary>Adds open units (amend, replace, reassign from another order).</summary>
    /// <param name="units">Base units; zero changes nothing.</param>
    public UnitLedger Add(Quantity units) => With(UnitPlace.Open, Open + units);

    /// <summary>Takes open units out of the line (amend, reassign to another order); the ordered count falls with them.</summary>
    /// <param name="units">Base units, at least one and at most what is open.</param>
    /// <returns>The ledger after it, or a refusal when fewer units are open or none are to go.</returns>
    public Result<UnitLedger> Remove(Quantity units)
    {
        if (units.IsZero) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", units));
        if (Open < units) return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", units), ("place", UnitPlace.Open), ("held", Open));
        return With(UnitPlace.Open, Open - units);
    }

    /// <summary>Hands units to another order of the lineage; the ordered count falls with them.</summary>
    /// <param name="open">Open units that go.</param>
    /// <param name="reserved">Reserved units that go with their reservation.</param>
    public Result<UnitLedger> Reassign(Quantity open, Quantity reserved)
    {
        if ((open + reserved).IsZero) return Refusal.Of(KernelCodes.LedgerNothingToMove, ("given", open));
        if (Open < open) return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", open), ("place", UnitPlace.Open), ("held", Open));
        if (Reserved < reserved) return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", reserved), ("place", UnitPlace.Reserved), ("held", Reserved));
        return With(UnitPlace.Open, Open - open).With(UnitPlace.Reserved, Reserved - reserved);
    }

    /// <summary>The sum of two ledgers, place by place; an overflow throws.</summary>
    public static UnitLedger operator +(UnitLedger a, UnitLedger b) => new(
        a.Open + b.Open, a.Reserved + b.Reserved, a.Shipped + b.Shipped, a.Delivered + b.Delivered, a.Returned + b.Returned, a.Lost + b.Lost,
        a.Cancelled + b.Cancelled);

    private UnitLedger With(UnitPlace place, Quantity units) => new(
        place == UnitPlace.Open ? units : Open,
        place == UnitPlace.Reserved ? units : Reserved,
        place == UnitPlace.Shipped ? units : Shipped,
        place == UnitPlace.Delivered ? units : Delivered,
        place == UnitPlace.Returned ? units : Returned,
        place == UnitPlace.Lost ? units : Lost,
        place == UnitPlace.Cancelled ? units : Cancelled);
}
