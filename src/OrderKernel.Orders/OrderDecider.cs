using OrderKernel.Orders.Decisions;
using OrderKernel.Orders.Folding;

namespace OrderKernel.Orders;

/// <summary>Decides what a command changes about an order, and folds events into its state. Pure.</summary>
public static class OrderDecider
{
    /// <summary>The order as an aggregate.</summary>
    public static Decider<Order, OrderCommand, OrderEvent, OrderPolicies> Decider { get; } = new(StreamKinds.Order, OrderEvents.Codec, Evolve, Decided, Replay);

    /// <summary>What a command changes, and why; or why not.</summary>
    /// <param name="state">The order; null before it is placed.</param>
    /// <param name="command">What is told or asked.</param>
    /// <param name="policies">The documents that decide.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <returns>Events in order; none, with reason <see cref="OrdersCodes.AlreadyKnown"/>
    /// or <see cref="OrdersCodes.DeadlineMoot"/>, when nothing changes.</returns>
    /// <remarks>
    /// <para>Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>, codes of <see cref="OrdersCodes"/>, of the ledgers
    /// (<c>ledger.*</c>), <see cref="KernelCodes.NumbersOutOfRange"/>, and, for asks, of the workflow (<c>workflow.*</c>).</para>
    /// <para>The channel and carriers state facts: no role, guard or hold stops them. The kernel's
    /// own acts are consequences of decisions made elsewhere: holds stop them, roles do not.</para>
    /// <para>A deadline is not refused where its workflow is known: what refuses its trigger is the content of <see cref="DeadlineRefused"/>.</para>
    /// <para>Law: a refusal changes nothing; the process follows the status that the whole decision led to.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var context = new DecisionContext(new Actor(ActorId.Of("web"), [Role.Channel]), now, MessageId.Of("delivery-1"));
    /// var mugs = new OrderedLine(LineId.Of("1"), Quantity.Of(2), Money.Fen(12_800), [new(SkuId.Of("MUG-1"), Quantity.Of(1))]);
    /// var place = new PlaceOrder(key, id, now, PaymentTerms.Prepaid, new OrderAmounts(Money.Fen(12_800)), [mugs]);
    ///
    /// var decision = OrderDecider.Decide(null, place, OrderPolicies.Default, context).ValueOrThrow();
    /// var order = OrderDecider.Replay(decision.Events)!;                                     // AwaitingPayment, two units open
    /// var early = OrderDecider.Decide(order, new RecordDelivery(now, null, []), OrderPolicies.Default, context);
    /// </code>
    /// </example>
    public static Result<Decision<OrderEvent>> Decide(Order? state, OrderCommand command, OrderPolicies policies, DecisionContext context) =>
        Handle(state, command, policies, context).TryGet(out var handled, out var refusal) ? handled.Decision : refusal;

    /// <summary>The same decision with the order that follows: deciding folds the events anyway, so that nobody has to do it twice.</summary>
    /// <remarks>Law: the order is the one that <see cref="Evolve"/> makes of the decision's events.</remarks>
    /// <inheritdoc cref="Decide"/>
    public static Result<Handled<Order, OrderEvent>> Handle(Order? state, OrderCommand command, OrderPolicies policies, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Decider.Handle(state, command, policies, context);
    }

    private static Result<Handled<Order, OrderEvent>> Decided(Order? state, OrderCommand command, OrderPolicies policies, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(context);
        var draft = new Draft(state, context, policies);
        if (state is null && command is not PlaceOrder) draft.Refuse(OrdersCodes.OrderUnknown);
        else if (Required.Of(command, context) is { } missing) draft.Refuse(missing);
        else if (command is PlaceOrder place) Placing.Place(draft, place);
        else Dispatch(draft, command);
        var done = draft.Done();
        // Time passes whatever the order says to it: what refuses a deadline goes on the trail, and the deadline is spent.
        return command is FireDeadline deadline && draft.IsConsequence && state is not null && done.Refusal is { } why
            && why.Code != OrdersCodes.WorkflowUnknown
            ? Spending.Refused(state, deadline, policies, context, why)
            : done;
    }

    /// <summary>The order after an event.</summary>
    /// <param name="state">The order before; null before it is placed.</param>
    /// <param name="e">An event that <see cref="Decide"/> made on that state.</param>
    /// <exception cref="System.Diagnostics.UnreachableException">The ledgers do not permit
    /// the event: the stream was not written by <see cref="Decide"/>.</exception>
    public static Order Evolve(Order? state, OrderEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return OrderFold.Apply(state, e).TryGet(out var next, out var refusal)
            ? next
            : throw new System.Diagnostics.UnreachableException($"{e.GetType().Name} does not follow: {refusal}.");
    }

    /// <summary>The order that a stream of events made; null for an empty one.</summary>
    /// <param name="events">All events of the order, in the order of their versions.</param>
    public static Order? Replay(IEnumerable<OrderEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var fold = new OrderFold(null);
        foreach (var e in events)
        {
            if (fold.Apply(e) is { } refusal) throw new System.Diagnostics.UnreachableException($"{e.GetType().Name} does not follow: {refusal}.");
        }

        return fold.Order;
    }

    private static void Dispatch(Draft draft, OrderCommand command)
    {
        switch (command)
        {
            case RecordPayment c: Paying.Pay(draft, c); break;
            case NotePayment c: Paying.Note(draft, c); break;
            case AmendPrice c: Placing.Amend(draft, c); break;
            case ProposeChange c: Changing.Propose(draft, c); break;
            case ConfirmChange c: Changing.Confirm(draft, c); break;
            case DeclineChange c: Changing.Decline(draft, c); break;
            case TellContent c: Contents.Tell(draft, c); break;
            case TellAddress c: Contents.Tell(draft, c); break;
            case SplitOrder or MergeOrder: draft.Refuse(OrdersCodes.NeedsTwoOrders); break;
            case RequestInvoice c: InvoiceDecisions.Request(draft, c); break;
            case RecordInvoice c: InvoiceDecisions.Issue(draft, c); break;
            case FailInvoice c: InvoiceDecisions.Fail(draft, c); break;
            case TagOrder c: Placing.Tag(draft, c); break;
            case AddReplacement c: Placing.Replace(draft, c); break;
            case CancelUnits c: Cancelling.Ask(draft, c); break;
            case EndOrder c: Cancelling.End(draft, c); break;
            case ReinstateOrder c: Cancelling.Reinstate(draft, c); break;
            case CompleteOrder: Cancelling.AskComplete(draft); break;
            case PlanShipment c: Planning.Plan(draft, c); break;
            case ReserveShipment c: Planning.Reserve(draft, c); break;
            case ReleaseShipment c: Planning.Release(draft, c); break;
            case ShipShipment c: Shipping.Ship(draft, c); break;
            case ShipElsewhere c: Elsewhere.Ship(draft, c); break;
            case ConfirmShipment c: Confirming.Confirm(draft, c); break;
            case FireShipmentTrigger c: ShipmentStepping.Fire(draft, c); break;
            case ScanItem c: Scanning.Scan(draft, c); break;
            case RecordOfflineScans c: Scanning.Merge(draft, c); break;
            case WeighShipment c: Weighing.Weigh(draft, c); break;
            case RecordSerials c: SerialDecisions.Record(draft, c); break;
            case ReturnSerials c: SerialDecisions.Return(draft, c); break;
            case AssignWaybills c: Planning.Assign(draft, c); break;
            case RecordFirstScan c: Shipping.Scan(draft, c); break;
            case RecordDelivery c: Shipping.Deliver(draft, c); break;
            case SuspectSignOff c: Shipping.Suspect(draft, c); break;
            case RecordLoss c: Shipping.Lose(draft, c); break;
            case GiveBackUndelivered c: Shipping.GiveBack(draft, c); break;
            case RecordReturn c: Returning.Return(draft, c); break;
            case SendBack c: Returning.SendBack(draft, c); break;
            case StepBack c: Returning.StepBack(draft, c); break;
            case OweRefund c: Refunding.Owe(draft, c); break;
            case RecordRefund c: Refunding.Record(draft, c); break;
            case FailRefund c: Refunding.Fail(draft, c); break;
            case WithdrawRefund c: Refunding.Withdraw(draft, c); break;
            case ReverseRefund c: Refunding.Reverse(draft, c); break;
            case WithholdMoney c: Refunding.Withhold(draft, c); break;
            case ReleaseWithheld c: Refunding.Release(draft, c); break;
            case ReversePayment c: Paying.Reverse(draft, c); break;
            case PlaceHold c: Holding.Place(draft, c); break;
            case ReleaseHold c: Holding.Release(draft, c); break;
            case RejectHold c: Rejecting.Reject(draft, c); break;
            case SetChannelHolds c: Holding.SetChannel(draft, c); break;
            case AttachEvidence c: Attaching.Attach(draft, c); break;
            case RecordWriteBack c: Attaching.Record(draft, c); break;
            case SetLegalHold c: Attaching.Set(draft, c); break;
            case ReleaseLegalHold c: Attaching.Release(draft, c); break;
            case FireRule c: RuleFiring.Fire(draft, c); break;
            case NoteRuleError c: RuleFiring.Note(draft, c); break;
            case MoveToWorkflow c: Moving.Move(draft, c); break;
            case FireTrigger c: Stepping.Fire(draft, c); break;
            case FireDeadline c: Stepping.Fire(draft, c); break;
            default: throw new ArgumentException($"{command.GetType().Name} is no command of this package.", nameof(command));
        }
    }
}
