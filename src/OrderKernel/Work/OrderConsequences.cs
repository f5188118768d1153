using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Workflow;
using OrderKernel.WriteBacks;

namespace OrderKernel.Work;

/// <summary>What follows from an order's event outside its ledgers: reservations, stock, effects to send, clues to find it by.</summary>
internal static class OrderConsequences
{
    public static async ValueTask FollowAsync(
        OrderWork work, Order? before, OrderEvent happened, ValueList<OrderEvent> together, DecisionContext context, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case OrderPlaced e:
                work.Unit.File(Clues.Number(e.Key.Number), work.Stream);
                work.Unit.File(Clues.Id(e.Id), work.Stream);
                break;
            case ShipmentHandedOver e:
                File(work, e.Waybills);
                // What was reported under a label that was known before is told now that the parcel has left.
                if (e.Waybills.IsEmpty) work.NewWaybills.AddRange(work.Order!.Shipment(e.Shipment)!.Waybills.Items);
                await HandedOverAsync(work, before!.Shipment(e.Shipment), e, context, cancellationToken).ConfigureAwait(false);
                await work.Serials.FollowAsync(before, e.Shipment, context, cancellationToken).ConfigureAwait(false);
                WriteBack(work, before, e.Shipment, WriteBackOccasion.Left, context);
                break;
            case ShipmentConfirmed e:
                File(work, e.Waybills);
                await ConfirmedAsync(work, e, context, cancellationToken).ConfigureAwait(false);
                // The number of a parcel that the channel told of is the channel's own to know.
                if (!e.Waybills.IsEmpty && before!.Shipment(e.Shipment) is { IsTold: false })
                    WriteBack(work, before, e.Shipment, WriteBackOccasion.Numbered, context);
                break;
            case SerialsRecorded e:
                await work.Serials.FollowAsync(before!, e.Shipment, context, cancellationToken).ConfigureAwait(false);
                WriteBack(work, before!, e.Shipment, WriteBackOccasion.Identified, context);
                break;
            case ShipmentSplit e:
                await work.Serials.FollowAsync(before!, e.Shipment, context, cancellationToken, e.Into).ConfigureAwait(false);
                break;
            case SerialsReturned e:
                await work.Serials.FollowAsync(before!, e.Shipment, context, cancellationToken).ConfigureAwait(false);
                break;
            case WaybillsAssigned e:
                File(work, e.Waybills);
                // The channel was told of the parcel when it left; now it hears under which number. Of one that it sent itself it knows that.
                if (before!.Shipment(e.Shipment) is not { IsElsewhere: true, IsTold: true })
                    WriteBack(work, before, e.Shipment, WriteBackOccasion.Numbered, context);
                break;
            case FirstScanSeen e:
                WriteBack(work, before!, e.Shipment, WriteBackOccasion.Scanned, context);
                break;
            case ShipmentDelivered e:
                WriteBack(work, before!, e.Shipment, WriteBackOccasion.Delivered, context);
                break;
            case UnitsTakenOver e:
                foreach (var shipment in e.Shipments) File(work, shipment.Waybills);
                break;
            case ShipmentReleased e when before!.Shipment(e.Shipment) is { Reservation: { } held }:
                await work.Stock.ReleaseAsync(held, context, cancellationToken).ConfigureAwait(false);
                break;
            case UnitsSteppedBack { Kind: StepBackKind.ShippingToReserved
                or StepBackKind.ShippingToOpen } e when before!.Shipment(e.Shipment) is { Location: { } location, HandedOverAt: { } left }:
                await NotSentAsync(work, e, location, left, context, cancellationToken).ConfigureAwait(false);
                await work.Serials.FollowAsync(before, e.Shipment, context, cancellationToken).ConfigureAwait(false);
                break;
            case UnitsSteppedBack e:
                await work.Serials.FollowAsync(before!, e.Shipment, context, cancellationToken).ConfigureAwait(false);
                break;
            case UnitsSentBack e:
                File(work, e.Waybills);
                await LeftAsync(work, e.Location, e.Lines, context with { At = e.HandedOverAt }, cancellationToken).ConfigureAwait(false);
                WriteBack(work, before!, e.Shipment, WriteBackOccasion.Left, context);
                break;
            case OrderExpired e:
                await LeaveAsync(work, before!, e.Planned, context, cancellationToken).ConfigureAwait(false);
                break;
            case UnitsCancelled e:
                await LeaveAsync(work, before!, e.Planned, context, cancellationToken).ConfigureAwait(false);
                break;
            case TriggerFired e:
                AskedActions.Send(work, e, context);
                break;
            case RuleFired e:
                AskedActions.Send(work, e, context);
                break;
            case RuleErred e:
                Notices.Send(work.Unit, work.Stream, work.Policies.Notices.Policy.Rules,
                    Reason.Of(OrderKernelCodes.RuleErred, ("order", work.Order!.Id), ("chain", e.Chain), ("rule", e.Rule), ("code", e.Code)), context,
                    $"{e.Chain}#{e.Rule}");
                break;
            case WriteBackAnswered { Refused: { } why } e:
                Notices.Send(work.Unit, work.Stream, work.Policies.Notices.Policy.Conflicts, Reason.Of(OrderKernelCodes.WriteBackRefused,
                    ("order", e.Platform.Number), ("shipment", e.Shipment), ("waybills", string.Join(", ", e.Waybills.Items)), ("why", why)), context);
                break;
            case HoldPlaced e:
                Tell(work, e.Hold, context);
                break;
            case StepEntered e:
                TellAll(work, e.Placed, e.Regions, context);
                break;
            case ShipmentStepEntered e:
                TellAll(work, e.Placed, e.Regions, context);
                break;
            case RegionStepEntered { Placed: { } placed }:
                Tell(work, placed, context);
                break;
            case StepReminded e when before!.Process is { } process:
                Remind(work, work.Policies.Orders.Workflow(process.Policy), null, e.Step, e.Trigger, together, context);
                break;
            case ShipmentStepReminded e when before!.Shipment(e.Shipment)?.Process is { } process:
                Remind(work, work.Policies.Orders.ShipmentWorkflow(process.Policy), e.Shipment, e.Step, e.Trigger, together, context);
                break;
            case RefundOwed e:
                await LeaveAsync(work, before!, e.Planned, context, cancellationToken).ConfigureAwait(false);
                if (!together.Items.Any(o => o is RefundPaid paid && paid.Refund == e.Refund)) Send(work, e, context);
                break;
        }
    }

    /// <summary>Units that leave planned shipments are free again in their reservations.</summary>
    private static async ValueTask LeaveAsync(OrderWork work, Order before, ValueList<ShipmentUnits> planned, DecisionContext context,
        CancellationToken cancellationToken)
    {
        foreach (var group in planned.Items.GroupBy(p => p.Shipment))
        {
            if (before.Shipment(group.Key) is not { Reservation: { } held, Location: { } location }) continue;
            var units = Units(before, location, group.Select(p => new LineUnits(p.Line, p.Units)));
            await EndAsync(work, new Release(held, units), context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Units that were never handed over are on the shelf again, and held again where the order says so.</summary>
    private static async ValueTask NotSentAsync(OrderWork work, UnitsSteppedBack e, LocationId location, Instant left, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var units = Units(work.Order!, location, e.Lines);
        // They never moved: whatever was counted since, counted them both as gone and as here.
        var back = new TakeBack(units, InspectionOutcome.Restock, work.Stream.Key);
        await MoveAsync(work, location, back, context with { At = left }, cancellationToken).ConfigureAwait(false);
        if (e.Reservation is not { } held || units.IsEmpty) return;
        // The shelf may have been counted down meanwhile, and the reservation named may be another one.
        work.Impossible ??= await work.Stock.ReserveAsync(new Reserve(held, work.Stream.Key, units, null), context, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask HandedOverAsync(OrderWork work, Shipment? planned, ShipmentHandedOver e, DecisionContext context,
        CancellationToken cancellationToken)
    {
        // Goods leave when they leave, whenever that is told.
        var then = context with { At = e.HandedOverAt };
        if (planned is { Reservation: { } held, Location: { } from })
        {
            await EndAsync(work, new Release(held, Units(work.Order!, from, e.LeftOut)), context, cancellationToken).ConfigureAwait(false);
            await EndAsync(work, new Commit(held, Units(work.Order!, from, e.Lines)), then, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await LeftAsync(work, e.Location, e.Lines, then, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Units that nobody held left a shelf of ours, where it is known which.</summary>
    private static ValueTask LeftAsync(OrderWork work, LocationId? from, ValueList<LineUnits> lines, DecisionContext context,
        CancellationToken cancellationToken) => from is { } location
        ? MoveAsync(work, location, new RecordShippedElsewhere(Units(work.Order!, location, lines), work.Stream.Key), context, cancellationToken)
        : default;

    /// <summary>Whoever sent the goods knows best from where and when: what was booked by another's word is booked anew.</summary>
    private static async ValueTask ConfirmedAsync(OrderWork work, ShipmentConfirmed e, DecisionContext context, CancellationToken cancellationToken)
    {
        var shipment = work.Order!.Shipment(e.Shipment)!;
        var toldAt = shipment.HandedOverAt!.Value;
        if (e.Location is null && toldAt == context.At) return;
        if (e.Location is null && shipment.Location is { } from)
        {
            var back = new TakeBack(Units(work.Order, from, e.Lines), InspectionOutcome.Restock, work.Stream.Key);
            await MoveAsync(work, from, back, context with { At = toldAt }, cancellationToken).ConfigureAwait(false);
        }

        await LeftAsync(work, shipment.Location, e.Lines, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends held units. Lines without a SKU of ours hold nothing, and a command without units would end all that is held.</summary>
    private static ValueTask EndAsync(OrderWork work, ReservationCommand command, DecisionContext context, CancellationToken cancellationToken) =>
        command is Commit { Units.IsEmpty: true } or Release { Units.IsEmpty: true } ? default : work.Stock.EndAsync(command, context, cancellationToken);

    /// <summary>Moves stock after the order's ledger. Lines without a SKU of ours have none.</summary>
    private static async ValueTask MoveAsync(
        OrderWork work, LocationId location, StockCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        if (command is RecordShippedElsewhere { Units.IsEmpty: true } or TakeBack { Units.IsEmpty: true }) return;
        if (await work.Stock.MoveAsync(location, command, context, cancellationToken).ConfigureAwait(false) is { } refusal)
            throw new LedgersApartException(refusal);
    }

    private static ValueList<StockUnits> Units(Order order, LocationId location, IEnumerable<LineUnits> lines) => StockUnits.At(
        location, lines.Where(l => order.Line(l.Line)?.Sku is not null).Select(l => new StockRequest(l.Line, order.Line(l.Line)!.Sku!.Value, l.Units)));

    private static void File(OrderWork work, ValueList<Waybill> waybills)
    {
        foreach (var waybill in waybills)
        {
            work.Unit.File(Clues.Waybill(waybill), work.Stream);
            work.NewWaybills.Add(waybill);
        }
    }

    /// <summary>The refund goes out once: its key is the order's and the refund's.</summary>
    private static void Send(OrderWork work, RefundOwed e, DecisionContext context) => work.Unit.Send(new OutboxMessage(
        $"refund/{work.Stream.Key}/{e.Refund}", "refund", context.At, OutboxBody.Of(w =>
        {
            w.WriteString("order", work.Order!.Placed.Id.Value);
            w.WriteString("refund", e.Refund.Value);
            w.WriteString("amount", e.Amount.ToString());
        })));

    /// <summary>A hold waits for a person: whoever may end it hears of it. The kernel's own requests of customers are told by their cases.</summary>
    private static void Tell(OrderWork work, Hold hold, DecisionContext context)
    {
        Notices.Send(work.Unit, work.Stream, HoldRoles.Of(work.Order!, hold, work.Policies.Orders.Desk),
            Reason.Of(OrderKernelCodes.HoldPlaced, ("order", work.Order!.Id), ("hold", hold.Id), ("kind", hold.Kind), ("scopes", hold.Scopes)), context,
            hold.Id.Value);
    }

    private static void TellAll(OrderWork work, Hold? placed, ValueList<RegionStart>? regions, DecisionContext context)
    {
        if (placed is not null) Tell(work, placed, context);
        foreach (var start in regions ?? [])
        {
            if (start.Placed is { } hold) Tell(work, hold, context);
        }
    }

    /// <summary>A trigger that only tells people tells somebody: those whom its actions name, else those of the rules of notices.</summary>
    private static void Remind(OrderWork work, WorkflowMachine? machine, ShipmentId? shipment, string step, string trigger, ValueList<OrderEvent> together,
        DecisionContext context)
    {
        if (machine is null || !machine.TryStep(step, out var id)) return;
        var does = machine.Step(id).Triggers.Items.FirstOrDefault(t => t.Name == trigger)?.Does;
        if (!machine.Definition.Domain.Verbs.Items.Any(v => v.Name == does && v.MovesNothing)) return;
        if (together.Items.Any(o =>
            o is TriggerFired { Actions.IsEmpty: false } fired && fired.Step == step && fired.Trigger == trigger && fired.Shipment == shipment)) return;
        var why = Reason.Of(OrderKernelCodes.StepReminded, ("order", work.Order!.Id), ("shipment", shipment?.Value ?? "-"), ("step", step),
            ("trigger", trigger));
        Notices.Send(work.Unit, work.Stream, work.Policies.Notices.Policy.Reminders, why, context);
    }

    /// <summary>Tells the channel of a parcel of which it did not tell us itself, with all that is known of it by now, when its shop's rule says so.</summary>
    private static void WriteBack(OrderWork work, Order before, ShipmentId shipment, WriteBackOccasion occasion, DecisionContext context)
    {
        var isOfCarrier = occasion is WriteBackOccasion.Scanned or WriteBackOccasion.Delivered;
        if (isOfCarrier ? work.Order!.Shipment(shipment) is { IsElsewhere: true, IsTold: true } : context.Actor.Has(Role.Channel)) return;
        WriteBackEffect.Send(work, before.Shipment(shipment), shipment, occasion, context);
    }
}
