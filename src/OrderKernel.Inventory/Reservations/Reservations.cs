using System.Collections.Immutable;

namespace OrderKernel.Inventory;

/// <summary>The two-phase protocol: decides on commands and folds events. Never oversold, never leaked.</summary>
public static class Reservations
{
    /// <summary>The reservation as an aggregate.</summary>
    public static Decider<Reservation, ReservationCommand, ReservationEvent, StockView> Decider { get; } =
        new(StreamKinds.Reservation, InventoryEvents.Reservations, Evolve, Handle, Fold);

    /// <summary>The SKUs whose balances a decision looks at: those that shall be held, or held elsewhere.</summary>
    /// <param name="command">The command; most look at none.</param>
    public static IEnumerable<SkuId> SkusOf(ReservationCommand command) => command switch
    {
        Reserve c => c.Units.Items.Select(u => u.Cell.Sku),
        MoveHold c => c.Moves.Items.Select(m => m.To.Sku),
        _ => [],
    };

    /// <summary>Decides a command.</summary>
    /// <param name="state">The reservation; null before it was made.</param>
    /// <param name="command">The command, for the same reservation.</param>
    /// <param name="positions">The balances of the cells that a <see cref="Reserve"/> names, or to which a <see cref="MoveHold"/> goes; an account not
    /// listed counts as zero. The other commands need none.</param>
    /// <param name="formula">What counts as available.</param>
    /// <param name="context">Who, when, and the message under which an ending is recognised again.</param>
    /// <returns>The events; none, with <see cref="InventoryCodes.AlreadyKnown"/>, for a repeat.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="InventoryCodes.Short"/>, <see cref="InventoryCodes.NothingToMove"/>,
    /// <see cref="InventoryCodes.ExpiryPast"/>, <see cref="InventoryCodes.ExpiryNotLater"/>, <see cref="InventoryCodes.MoveOfOther"/>,
    /// <see cref="InventoryCodes.HolderTwice"/>,
    /// <see cref="InventoryCodes.ReservationDiffers"/>, <see cref="InventoryCodes.EndingDiffers"/>, <see cref="InventoryCodes.ReservationUnknown"/>,
    /// <see cref="InventoryCodes.ReservationEnded"/>, <see cref="InventoryCodes.MoreThanReserved"/>, <see cref="InventoryCodes.NotDue"/>.</remarks>
    /// <exception cref="ArgumentException">The command is for another reservation than the state.</exception>
    /// <example>
    /// <code>
    /// var cell = new StockCell(LocationId.Of("HZ"), SkuId.Of("MUG-1"));
    /// ImmutableArray&lt;StockBalance&gt; balances = [new(cell, StockAccount.OnHand, 5)];
    /// var context = new DecisionContext(Actor.Kernel, now, MessageId.Of("reserve-1"));
    /// var reserve = new Reserve(ReservationId.Of("r-1"), "order-1", [new(cell, Quantity.Of(3))], ExpiresAt: null);
    ///
    /// var decision = Reservations.Decide(null, reserve, balances, StockFormula.Default, context).ValueOrThrow();
    /// StockEffect effect = StockEffects.Of(decision.Events[0], StockFormula.Default.Policy);  // postings, and the floors that the store enforces
    /// balances = StockSheet.Post(balances, effect.Postings);
    /// AvailableStock left = Availability.Of(cell, balances, StockFormula.Default.Policy);     // two, each term shown
    /// </code>
    /// </example>
    public static Result<Decision<ReservationEvent>> Decide(
        Reservation? state, ReservationCommand command, ImmutableArray<StockBalance> positions, PolicyDocument<StockFormula> formula, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return Decide(state, command, new StockView(positions, formula), context);
    }

    /// <summary>Decides a command, with the day on which batches are looked at.</summary>
    /// <param name="state">The reservation; null before it was made.</param>
    /// <param name="command">The command, for the same reservation.</param>
    /// <param name="stock">The balances, the formula, and the day.</param>
    /// <param name="context">Who, when, and the message under which an ending is recognised again.</param>
    /// <returns>The events; none, with <see cref="InventoryCodes.AlreadyKnown"/>, for a repeat.</returns>
    /// <exception cref="ArgumentException">The command is for another reservation than the state.</exception>
    public static Result<Decision<ReservationEvent>> Decide(Reservation? state, ReservationCommand command, StockView stock, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(context);
        if (Required.Of(command, context) is { } missing) return missing;
        if (state is not null && state.Id != command.Id)
            throw new ArgumentException("The command is for another reservation.", nameof(command));
        if (command is Reserve reserve) return Reserving.Decide(state, reserve, stock, context);
        if (state is null) return Refusal.Of(InventoryCodes.ReservationUnknown, ("reservation", command.Id));
        return command switch
        {
            Extend extend => Changing.Extend(state, extend, context),
            MoveHold move => Changing.Move(state, move, stock.Positions, stock.Formula, context),
            Commit commit => Ending.Decide(state, ReservationStatus.Committed, commit.Units, context),
            Release release => Ending.Decide(state, ReservationStatus.Released, release.Units, context),
            Expire => Ending.Decide(state, ReservationStatus.Expired, [], context),
            _ => throw new ArgumentException($"{command.GetType().Name} is no reservation command.", nameof(command)),
        };
    }

    /// <summary>The reservation after an event.</summary>
    /// <param name="state">The reservation before; null before <see cref="StockReserved"/>.</param>
    /// <param name="event">The event.</param>
    public static Reservation Evolve(Reservation? state, ReservationEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return ReservationFold.Evolve(state, @event);
    }

    /// <summary>The reservation that a stream of events describes; null for an empty stream.</summary>
    /// <param name="events">All events of one reservation, in order.</param>
    public static Reservation? Fold(IEnumerable<ReservationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Reservation? state = null;
        foreach (var e in events) state = Evolve(state, e);
        return state;
    }

    private static Result<Handled<Reservation, ReservationEvent>> Handle(Reservation? state, ReservationCommand command, StockView stock,
        DecisionContext context)
    {
        if (!Decide(state, command, stock, context).TryGet(out var decision, out var refusal)) return refusal;
        foreach (var happened in decision.Events) state = Evolve(state, happened);
        return new Handled<Reservation, ReservationEvent>(decision, state);
    }
}
