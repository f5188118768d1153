using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Claims;
using OrderKernel.Dispatches;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Serials;
using OrderKernel.Sourcing;

namespace OrderKernel.Work;

/// <summary>One order being worked on within one unit of work: its stream folded, commands decided, their events and consequences gathered.</summary>
internal sealed class OrderWork
{
    private readonly UnitStream<Order, OrderCommand, OrderEvent, OrderPolicies> _order;
    private readonly UnitStream<IntakeState, IntakeCommand, IntakeEvent, ValueTuple> _intake;
    private readonly ValueList<OrderTimer> _timersBefore;
    private readonly StoredStream _stored;
    private readonly Order? _before;
    private Refusal? _objection;
    private Instant _at;

    private OrderWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit, StoredStream stored, StockWork? stock)
    {
        (Workspace, Policies, Unit, _stored) = (workspace, policies, unit, stored);
        // An order and its claims share a stream, so that both move in step.
        _order = new(unit, OrderDecider.Decider, stored.Fold(OrderDecider.Decider));
        _intake = new(unit, Channels.Intake.Decider, stored.Fold(Channels.Intake.Decider));
        _before = Order = _order.State;
        _timersBefore = Order is null ? [] : OrderTimers.Of(Order, policies.Orders);
        Serials = new(this);
        Stock = stock ?? new StockWork(workspace, policies, unit);
        IsByHand = stored.Events.FirstOrDefault() is { } first && OrderEvents.Codec.Knows(first.Type);
    }

    public Workspace Workspace { get; }

    public KernelPolicies Policies { get; }

    public UnitBuilder Unit { get; }

    /// <summary>What the order's claims say together; nothing when retention dropped one of them.</summary>
    public IntakeState Intake => _intake.State ?? IntakeState.Empty;

    /// <summary>The order with all that was taken in this unit; null while it was not placed, and when its records are gone.</summary>
    public Order? Order { get; private set; }

    public StockWork Stock { get; }

    /// <summary>What the order waits for until there is stock.</summary>
    public BackorderWork Backorder => field ??= new(this);

    /// <summary>True when stock was reserved for it within this unit.</summary>
    public bool IsGiven { get; set; }

    /// <summary>The order's units with serial numbers.</summary>
    public SerialWork Serials { get; }

    public StreamId Stream => _order.Stream;

    /// <summary>Waybills that parcels of the order got within this unit.</summary>
    public List<Waybill> NewWaybills { get; } = [];

    /// <summary>The event of the order whose content retention dropped: it cannot be told anything any more.</summary>
    public DroppedEvent? Dropped => _order.Dropped;

    /// <summary>True when the stream had no event before this unit.</summary>
    public bool IsNew => _order.IsNew;

    /// <summary>The conflict that was raised in this unit, if any.</summary>
    public Refusal? Conflict { get; private set; }

    /// <summary>True when the order of this stream was reinstated by a late payment within this unit.</summary>
    public bool IsReinstatedLate { get; private set; }

    public static async ValueTask<OrderWork> LoadAsync(Workspace workspace, KernelPolicies policies, UnitBuilder unit, StreamId stream,
        CancellationToken cancellationToken, StockWork? stock = null) =>
        new(workspace, policies, unit, await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false), stock);

    /// <summary>The axes on which the claim of this unit brought news.</summary>
    public ValueList<ClaimAxis> News { get; private set; }

    /// <summary>The recipient that the claims named before this unit; null when none did.</summary>
    public RecipientRegion? RecipientBefore { get; private set; }

    /// <summary>All recipients that claims named before this unit, the latest to come first.</summary>
    public IEnumerable<RecipientRegion> RecipientsBefore => _stored.Events.Reverse().Select(ContentOf)
        .Where(c => c?.Recipient is not null).Select(c => c!.Recipient!);

    /// <summary>What the claims told that were taken before this unit, in the order of their arrival; of an outdated one nothing is kept.</summary>
    public IEnumerable<ClaimContent> ContentsBefore => _stored.Events.Select(ContentOf).OfType<ClaimContent>();

    /// <summary>The region that the order goes to; null when nobody told. Only the order that a lineage began with has heard of it.</summary>
    public async ValueTask<RecipientRegion?> RecipientAsync(CancellationToken cancellationToken)
    {
        if ((Intake.Merged?.Recipient ?? Order!.Placed.Destination) is { } known) return known;
        if (Intake.Merged is not null || Order!.Kin.Root == Order.Key) return null;
        var root = await LoadAsync(Workspace, Policies, Unit, Order.Kin.Root.Stream(), cancellationToken, Stock).ConfigureAwait(false);
        return root.Intake.Merged?.Recipient ?? root.Order?.Placed.Destination;
    }

    /// <summary>True when the claims before this unit told enough to place the order.</summary>
    public bool CouldPlace { get; private set; }

    /// <summary>The deliveries whose claims came before their order and waited for it.</summary>
    public IEnumerable<MessageId> Waiting => _stored.Events
        .Where(e => !e.IsDropped && IntakeEvents.Codec.Knows(e.Type) && IntakeEvents.Codec.Decode(e) is ClaimParked)
        .Select(e => EventBytes.ReadHeader(e.Bytes).Message);

    /// <summary>What the channel calls the lines of the order.</summary>
    public LineNames Names => LineNames.Of(Order!, IsByHand, Intake.Merged);

    /// <summary>True when people placed the order before its channel told of it; also an order that never was a channel's.</summary>
    public bool IsByHand { get; }

    /// <summary>True when the channel had told of the order before this unit.</summary>
    public bool WasTold { get; private set; }

    /// <summary>What came from other orders of the lineage before this unit.</summary>
    public IEnumerable<UnitsTakenOver> TakenOver => _stored.Events
        .Where(e => !e.IsDropped && OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode).OfType<UnitsTakenOver>();

    /// <summary>Units that went to the buyer again before this unit, each as often as it did.</summary>
    public IEnumerable<LineUnits> SentBack => _stored.Events
        .Where(e => !e.IsDropped && OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode).OfType<UnitsSentBack>().SelectMany(e => e.Lines.Items);

    /// <summary>True when a hold of this order was released before this unit: somebody looked and let it go on.</summary>
    public bool WasReleased(HoldId hold) => _stored.Events
        .Any(e => !e.IsDropped && OrderEvents.Codec.Knows(e.Type) && OrderEvents.Codec.Decode(e) is HoldReleased released && released.Hold == hold);

    /// <summary>Merges a claim; the outcome tells what it was. Refused when the claims before it are gone: nobody can say any more what is new.</summary>
    public Result<IntakeOutcome> Merge(Claim claim, string contentHash, DecisionContext context)
    {
        if (!_intake.Decide(new TakeClaim(claim, contentHash), default, context).TryGet(out var handled, out var refusal)) return refusal;
        (RecipientBefore, CouldPlace, WasTold) = (Intake.Merged?.Recipient, Intake.CanPlace, Intake.Merged is not null);
        _intake.Take(handled, context);
        if (handled.Decision.Events is [ClaimAccepted accepted]) News = accepted.Changed;
        return Channels.Intake.OutcomeOf(handled.Decision);
    }

    /// <summary>Raises a conflict for a person: the merge is kept, the ledger is not touched.</summary>
    public void RaiseConflict(Claim claim, string contentHash, Refusal refusal, DecisionContext context)
    {
        // A person hears of a contradiction once, not again with each later claim that still holds it.
        if (Intake.Conflicts.Items.Any(c => c.Code == refusal.Code && c.Arguments == refusal.Arguments)) return;
        // One record may contradict in several ways: each is told, the first is the answer.
        Notices.Send(Unit, Stream, Policies.Notices.Policy.Conflicts, new Reason(refusal.Code, refusal.Arguments), context,
            Conflict is null ? "" : $"{Intake.Conflicts.Count + 1}");
        Conflict ??= refusal;
        if (Unit.IsQuiet) return;
        _intake.Take(_intake.Decide(new RaiseConflict(claim, contentHash, refusal), default, context).OrUnreachable("A conflict is always kept"), context);
    }

    /// <summary>Tells people of something about this order that a ledger or rule refused.</summary>
    public void Notify(ValueList<Role> roles, Refusal why, DecisionContext context) =>
        Notices.Send(Unit, Stream, roles, new Reason(why.Code, why.Arguments), context);

    /// <summary>Decides a command on the order and takes over what follows: stock, effects, clues.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="because">Reasons and policies of a decision made elsewhere that the command
    /// carries out, such as a sourcing plan; they stand before the order's own.</param>
    /// <returns>The refusal, or null when the command was taken.</returns>
    public async ValueTask<Refusal?> TellAsync(OrderCommand command, DecisionContext context, CancellationToken cancellationToken,
        Decision<OrderEvent>? because = null)
    {
        command = await Serials.InformedAsync(command, cancellationToken).ConfigureAwait(false);
        if (!_order.Decide(command, Policies.Orders, context).TryGet(out var handled, out var refusal)) return refusal;
        if (because is { } why)
        {
            var own = handled.Decision;
            handled = handled
                with { Decision =
                    own with { Reasons = why.Reasons.AddRange(own.Reasons.Items), Policies = why.Policies.AddRange(own.Policies.Items) } };
        }

        await TakeAsync(handled, context, cancellationToken).ConfigureAwait(false);
        await Serials.SettleAsync(context, cancellationToken).ConfigureAwait(false);
        return Impossible;
    }

    /// <summary>What the order's ledger allowed and stock did not: nothing of this unit may be committed.</summary>
    public Refusal? Impossible { get; set; }

    /// <summary>True when the order got an event in this unit.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Takes over what was decided on this order, and what follows.</summary>
    public async ValueTask TakeAsync(Handled<Order, OrderEvent> handled, DecisionContext context, CancellationToken cancellationToken)
    {
        var decision = handled.Decision;
        _order.Take(handled, context);
        IsChanged |= !decision.Events.IsEmpty;
        _at = context.At > _at ? context.At : _at;
        foreach (var reason in decision.Reasons)
        {
            if (reason.Code is OrdersCodes.ShippedAfterCancel or OrdersCodes.EndedAfterShipping) _objection ??= new Refusal(reason.Code, reason.Arguments);
        }

        for (var i = 0; i < decision.Events.Count; i++)
        {
            var (before, happened) = (Order, decision.Events[i]);
            Order = i == decision.Events.Count - 1 ? handled.State : _order.Evolve(before, happened);
            await OrderConsequences.FollowAsync(this, before, happened, decision.Events, context, cancellationToken).ConfigureAwait(false);
            if (happened is OrderReinstated { Cause: ReinstateCause.Paid })
                IsReinstatedLate |= decision.Events.Items.Any(e => e is OrderPaid { MissedDueAt: not null });
        }
    }

    /// <summary>What a decision took as a fact although it contradicts what was known: goods outrank words, and a person should know.</summary>
    public Refusal? TakeObjection()
    {
        var objection = _objection;
        _objection = null;
        return objection;
    }

    /// <summary>Sets and clears the order's timers by what changed, and has warehouses told of its parcels. Call once, when all is decided.</summary>
    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        // Whoever waits has the kernel's hold, or had it before.
        if (IsChanged && Order is not null && (Order.Holds.Items.Any(SourcingWork.IsShortage) || _before?.Holds.Items.Any(SourcingWork.IsShortage) == true))
            await Backorder.SyncAsync(sku => SourcingWork.WantedOf(this, sku), IsGiven, new(Actor.Kernel, _at, Unit.Message), cancellationToken)
                .ConfigureAwait(false);
        if (IsChanged) await DispatchEffect.SendAsync(this, _stored, _before, _at, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Leaves of a timer that fired what the order has of it now: mostly nothing, else the instant at which it is due next.</summary>
    public void SetFired(TimerEntry timer)
    {
        Instant? dueAt = null;
        foreach (var now in Order is null ? [] : OrderTimers.Of(Order, Policies.Orders))
        {
            if (now.Trigger == timer.Trigger) dueAt = now.DueAt;
        }

        Unit.Set(timer with { DueAt = dueAt });
    }

    private static ClaimContent? ContentOf(EventEnvelope stored) => stored.IsDropped || !IntakeEvents.Codec.Knows(stored.Type)
        ? null
        : IntakeEvents.Codec.Decode(stored) switch { ClaimAccepted a => a.Content, ClaimParked p => p.Content, _ => null };

    private string KeyOf(string trigger) => $"{Stream.Kind}/{Stream.Key}/{trigger}";
}
