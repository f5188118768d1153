using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>One order being worked on within one unit of work: its stream folded, commands decided, their events and consequences gathered.</summary>
internal sealed class OrderWork
{
    private readonly StreamHead _head;
    private readonly ValueList<OrderTimer> _timersBefore;
    private Refusal? _objection;

    private OrderWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit, StreamHead head, IntakeState intake, Order? order)
    {
        (Workspace, Policies, Unit, _head, Intake, Order) = (workspace, policies, unit, head, intake, order);
        _timersBefore = order is null ? [] : OrderTimers.Of(order, policies.Orders);
        Stock = new StockWork(this);
    }

    public Workspace Workspace { get; }

    public KernelPolicies Policies { get; }

    public UnitBuilder Unit { get; }

    public IntakeState Intake { get; private set; }

    public Order? Order { get; private set; }

    public StockWork Stock { get; }

    public StreamId Stream => _head.Stream;

    /// <summary>Waybills that parcels of the order got within this unit.</summary>
    public List<Waybill> NewWaybills { get; } = [];

    /// <summary>True when retention dropped the order's records: it cannot be told anything any more.</summary>
    public bool IsDropped { get; private init; }

    /// <summary>True when the stream had no event before this unit.</summary>
    public bool IsNew => _head.Version == 0;

    /// <summary>The conflict that was raised in this unit, if any.</summary>
    public Refusal? Conflict { get; private set; }

    /// <summary>True when the order of this stream was reinstated by a late payment within this unit.</summary>
    public bool IsReinstatedLate { get; private set; }

    public static async ValueTask<OrderWork> LoadAsync(Workspace workspace, KernelPolicies policies, UnitBuilder unit, StreamId stream, CancellationToken cancellationToken)
    {
        var (head, events) = await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        var (intake, order, isDropped) = (IntakeState.Empty, (Order?)null, false);
        foreach (var envelope in events)
        {
            if (envelope.IsDropped) isDropped |= OrderEvents.Codec.Knows(envelope.Type);
            else if (OrderEvents.Codec.Knows(envelope.Type)) order = OrderDecider.Evolve(order, OrderEvents.Codec.Decode(envelope));
            else intake = Channels.Intake.Evolve(intake, IntakeEvents.Codec.Decode(envelope));
        }

        return new(workspace, policies, unit, head, intake, order) { IsDropped = isDropped };
    }

    /// <summary>The order as a stream's events left it, for reading alone; null while it was not placed.</summary>
    public static async ValueTask<Order?> OrderOfAsync(IEventStreams streams, StreamId stream, CancellationToken cancellationToken) => OrderDecider.Replay(
        (await streams.ReadAsync(stream, 0, cancellationToken).ConfigureAwait(false)).Where(e => OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode));

    /// <summary>Work without an order, for stock alone.</summary>
    public static OrderWork Loose(Workspace workspace, KernelPolicies policies, UnitBuilder unit, StreamId stream) =>
        new(workspace, policies, unit, new StreamHead(stream, 0, ChainHash.Genesis(stream)), IntakeState.Empty, null);

    /// <summary>Merges a claim; the outcome tells what it was.</summary>
    public IntakeOutcome Merge(Claim claim, string contentHash, DecisionContext context)
    {
        var decision = Channels.Intake.Decide(Intake, claim, contentHash).ValueOrThrow();
        Take(decision, context);
        return Channels.Intake.OutcomeOf(decision);
    }

    /// <summary>Raises a conflict for a person: the merge is kept, the ledger is not touched.</summary>
    public void RaiseConflict(Claim claim, string contentHash, Refusal refusal, DecisionContext context)
    {
        // A person hears of a contradiction once, not again with each later claim that still holds it.
        if (Conflict is not null || Intake.Conflicts.Items.Any(c => c.Code == refusal.Code && c.Arguments == refusal.Arguments)) return;
        Conflict = refusal;
        Take(Channels.Intake.Conflict(claim, contentHash, refusal), context);
    }

    /// <summary>Decides a command on the order and takes over what follows: stock, effects, clues.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="because">Reasons and policies of a decision made elsewhere that the command carries out, such as a sourcing plan; they stand before the order's own.</param>
    /// <returns>The refusal, or null when the command was taken.</returns>
    public async ValueTask<Refusal?> TellAsync(OrderCommand command, DecisionContext context, CancellationToken cancellationToken, Decision<OrderEvent>? because = null)
    {
        if (IsDropped) return Refusal.Of(OrderKernelCodes.OrderDropped, ("order", Stream.Key));
        if (!OrderDecider.Handle(Order, command, Policies.Orders, context).TryGet(out var handled, out var refusal)) return refusal;
        var decision = handled.Decision;
        if (because is not null) decision = decision with { Reasons = because.Reasons.AddRange(decision.Reasons.Items), Policies = because.Policies.AddRange(decision.Policies.Items) };
        Unit.Append(_head, OrderEvents.Codec, decision.Events, new EventHeader(context.At, context.Actor.Id, context.Message, decision.Reasons, decision.Policies));
        foreach (var reason in decision.Reasons)
        {
            if (reason.Code is OrdersCodes.ShippedAfterCancel or OrdersCodes.EndedAfterShipping) _objection ??= new Refusal(reason.Code, reason.Arguments);
        }

        for (var i = 0; i < decision.Events.Count; i++)
        {
            var (before, happened) = (Order, decision.Events[i]);
            Order = i == decision.Events.Count - 1 ? handled.Order : OrderDecider.Evolve(before, happened);
            await OrderConsequences.FollowAsync(this, before, happened, decision.Events, context, cancellationToken).ConfigureAwait(false);
            if (happened is OrderReinstated { Cause: ReinstateCause.Paid }) IsReinstatedLate |= decision.Events.Items.Any(e => e is OrderPaid { MissedDueAt: not null });
        }

        return null;
    }

    /// <summary>What a decision took as a fact although it contradicts what was known: goods outrank words, and a person should know.</summary>
    public Refusal? TakeObjection()
    {
        var objection = _objection;
        _objection = null;
        return objection;
    }

    /// <summary>Sets and clears the order's timers by what changed. Call once, when all is decided.</summary>
    public void SetTimers()
    {
        var now = Order is null ? [] : OrderTimers.Of(Order, Policies.Orders);
        foreach (var timer in now)
        {
            if (!_timersBefore.Items.Contains(timer)) Unit.Set(new TimerEntry(KeyOf(timer.Trigger), Stream, timer.Trigger, timer.DueAt));
        }

        foreach (var timer in _timersBefore)
        {
            if (!now.Items.Any(t => t.Trigger == timer.Trigger)) Unit.Set(new TimerEntry(KeyOf(timer.Trigger), Stream, timer.Trigger, null));
        }
    }

    /// <summary>Clears a timer that fired and was not set anew.</summary>
    public void ClearFired(string trigger)
    {
        if (Order is null || !OrderTimers.Of(Order, Policies.Orders).Items.Any(t => t.Trigger == trigger)) Unit.Set(new TimerEntry(KeyOf(trigger), Stream, trigger, null));
    }

    private string KeyOf(string trigger) => $"{Stream.Kind}/{Stream.Key}/{trigger}";

    private void Take(Decision<IntakeEvent> decision, DecisionContext context)
    {
        Unit.Append(_head, IntakeEvents.Codec, decision.Events, new EventHeader(context.At, context.Actor.Id, context.Message, decision.Reasons, decision.Policies));
        foreach (var happened in decision.Events) Intake = Channels.Intake.Evolve(Intake, happened);
    }
}
