using OrderKernel.Buyers;
using OrderKernel.Cases;
using OrderKernel.Chains;
using OrderKernel.Channels;
using OrderKernel.Claims;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Partners;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Sourcing;
using OrderKernel.Tracks;
using OrderKernel.Work;

namespace OrderKernel.Deliveries;

/// <summary>Decides what one delivery changes, into one unit of work.</summary>
internal sealed class DeliveryWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit, ScreeningHistory? history)
{
    private static readonly Actor Channel = new(ActorId.Of("channel"), [Role.Channel]);
    // A warehouse system reports what has left: a fact, as a carrier's.
    private static readonly Actor Warehouse = new(ActorId.Of("warehouse"), [Role.Carrier, Role.Warehouse]);

    /// <summary>Why nothing of the record was taken; null when it was, also where it waits for what is to come.</summary>
    public Refusal? NotTaken { get; private set; }

    public async ValueTask<DeliveryAnswer> ApplyAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (IdLimits.Check(delivery) is { } tooLong) return Park(delivery, "record", tooLong, null);
        var answer = await DecideAsync(delivery, cancellationToken).ConfigureAwait(false);
        var (same, isPartner) = (new SameRecord(workspace, unit), delivery is PartnerDelivery);
        if (NotTaken is not null) same.File(delivery);
        // What a partner tells again unchanged says nothing of another record that came under its id.
        else if (!isPartner || answer.Outcome != DeliveryOutcome.Duplicate)
            await same.SettleAsync(delivery, (isPartner ? Warehouse : Channel).Id, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private ValueTask<DeliveryAnswer> DecideAsync(Delivery delivery, CancellationToken cancellationToken) => delivery switch
    {
        PartnerDelivery when unit.IsQuiet => new(new DeliveryAnswer(DeliveryOutcome.Skipped, "record", OrderKernelCodes.HistoryRuns, null)),
        ClaimDelivery d => ClaimAsync(d, cancellationToken),
        TrackDelivery d => TrackAsync(d, cancellationToken),
        PartnerDelivery { Record: StockCountRecord r } d => CountAsync(d, r, cancellationToken),
        PartnerDelivery { Record: OutboundRecord r } d => OutboundAsync(d, [r], cancellationToken),
        PartnerDelivery { Record: OutboundDocument r } d => OutboundAsync(d, r.Parcels, cancellationToken),
        PartnerDelivery { Record: ReceiptRecord r } d => ReceiptAsync(d, r, cancellationToken),
        UnusableDelivery d => new(Park(d, "record", d.Why, null)),
        SkippedDelivery => new(new DeliveryAnswer(DeliveryOutcome.Skipped, "record", null, null)),
        _ => throw new ArgumentException($"{delivery.GetType()} is no delivery that the kernel knows.", nameof(delivery)),
    };

    private async ValueTask<DeliveryAnswer> ClaimAsync(ClaimDelivery delivery, CancellationToken cancellationToken)
    {
        var claim = delivery.Claim;
        var stream = claim.Order.Stream();
        var context = new DecisionContext(Channel, delivery.At, delivery.Id);
        var work = await OrderWork.LoadAsync(workspace, policies, unit, stream, cancellationToken).ConfigureAwait(false);
        if (unit.IsQuiet && work.Order is { Outcome: null, IsConfirmed: false, Statuses.Headline: not (OrderStatus.Cancelled or OrderStatus.Closed) })
            return new(DeliveryOutcome.Skipped, "claim", OrderKernelCodes.HistoryRuns, stream.Key);
        if (unit.IsQuiet && ClaimedContent.WhyOpen(claim) is { } open)
            return Park(delivery, "claim", Refusal.Of(OrderKernelCodes.HistoryOpen, ("order", claim.Order.Number), ("why", open)), stream.Key);
        if (!work.Merge(claim, delivery.Slip.ContentHash, context).TryGet(out var outcome, out var unmerged))
            return Park(delivery, "claim", unmerged, stream.Key);
        // What was merged before its order came waits still, however often it comes.
        if (outcome is IntakeOutcome.Repeat or IntakeOutcome.Stale && work.Order is null) NotTaken = Waits(claim);
        if (outcome == IntakeOutcome.Repeat) return new(DeliveryOutcome.Duplicate, "claim", null, stream.Key);
        // Also of what is outdated: it may be the middle of a turn that came late.
        StatusTurns.Tell(work, claim, context);
        if (outcome == IntakeOutcome.Stale) return new(DeliveryOutcome.Stale, "claim", null, stream.Key);
        await workspace.KeepAsync(claim.Order.Tenant, ClaimPersons.Of(claim), cancellationToken).ConfigureAwait(false);
        if (outcome == IntakeOutcome.Park) return PutAway(delivery, "claim", Waits(claim), stream.Key);
        var isNew = work.Order is null;
        await new ClaimFollower(work, claim, delivery.Slip.ContentHash, context, history).FollowAsync(cancellationToken).ConfigureAwait(false);
        await new ClaimedCaseFollower(work, new CaseWork(work), claim, delivery.Slip.ContentHash, context).FollowAsync(cancellationToken).ConfigureAwait(false);
        if (!unit.IsQuiet)
        {
            await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
            await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
        }

        await FinishAsync(work, delivery, cancellationToken).ConfigureAwait(false);
        if (work.Order is not null && (isNew || !work.CouldPlace))
        {
            foreach (var waited in work.Waiting) unit.Settle(new(waited.Value, SettledAs.Arrived, Channel.Id, delivery.At, delivery.Id.Value));
        }

        return work.Conflict is { } conflict
            ? new(DeliveryOutcome.Conflict, "claim", conflict.Code, stream.Key) { IsPlaced = isNew && work.Order is not null }
            : new(DeliveryOutcome.Applied, "claim", null, stream.Key) { IsPlaced = isNew && work.Order is not null };
    }

    private static Refusal Waits(Claim claim) => Refusal.Of(ChannelsCodes.ClaimParked, ("sourceTime", claim.SourceTime));

    private async ValueTask<DeliveryAnswer> TrackAsync(TrackDelivery delivery, CancellationToken cancellationToken)
    {
        var found = await workspace.FindAsync(unit.Tenant, Clues.Waybill(delivery.Reports[0].Waybill), cancellationToken).ConfigureAwait(false);
        var context = new DecisionContext(TrackWork.Carrier, delivery.At, delivery.Id);
        StreamId? order = found.IsEmpty ? null : found[0];
        var reported = await new TrackWork(workspace, policies, unit).ReportAsync(delivery.Reports, found, context, cancellationToken).ConfigureAwait(false);
        if (!reported.TryGet(out var told, out var unread)) return Park(delivery, "track", unread, order?.Key);
        var waits = Refusal.Of(OrderKernelCodes.WaybillUnknown, ("waybill", delivery.Reports[0].Waybill));
        if (!told.IsNews && order is null) NotTaken = waits;
        if (!told.IsNews) return new(DeliveryOutcome.Duplicate, "track", null, order?.Key);
        return order is { } stream ? new(DeliveryOutcome.Applied, "track", null, stream.Key) : PutAway(delivery, "track", waits, null);
    }

    private async ValueTask<DeliveryAnswer> CountAsync(PartnerDelivery delivery, StockCountRecord record, CancellationToken cancellationToken)
    {
        var stock = new StockWork(workspace, policies, unit);
        var cell = new StockCell(record.Location, record.Sku, record.Pool, record.Batch);
        var count = new CountStock([new StockUnits(cell, record.OnHand)], "partner") { Dates = record.ExpiresOn is { } day ? [new(cell, day)] : default };
        var refusal = await stock.MoveAsync(record.Location, count, new DecisionContext(Warehouse, delivery.At, delivery.Id), cancellationToken)
            .ConfigureAwait(false);
        if (refusal is { Code: InventoryCodes.CountOutdated }) return new(DeliveryOutcome.Stale, "stock", null, null);
        return refusal is null ? new(DeliveryOutcome.Applied, "stock", null, null) : Park(delivery, "stock", refusal, null);
    }

    // Parcels of one order, all of them or none: what one of them leaves of the order's plan is what the next one finds.
    private async ValueTask<DeliveryAnswer> OutboundAsync(PartnerDelivery delivery, ValueList<OutboundRecord> parcels, CancellationToken cancellationToken)
    {
        var order = parcels[0].Order;
        var stream = order.In(unit.Tenant).Stream();
        var work = await OrderWork.LoadAsync(workspace, policies, unit, stream, cancellationToken).ConfigureAwait(false);
        if (work.Order is null) return Park(delivery, "outbound", Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", order.Number)), stream.Key);
        var context = new DecisionContext(Warehouse, delivery.At, delivery.Id);
        var (repeats, found) = (0, new List<Misfit>());
        foreach (var parcel in parcels)
        {
            var again = await AgainAsync(delivery, "outbound", stream, parcel.Id, ContentMark.Of(parcel), cancellationToken).ConfigureAwait(false);
            if (again is { Outcome: DeliveryOutcome.Parked }) return again;
            if (again is not null)
            {
                repeats++;
                continue;
            }

            var (commands, misfits) = OutboundCommands.Of(work.Order, parcel, !policies.Orders.Serials.Policy.Rules.IsEmpty);
            if (misfits.Count > 0 && !BooksMisfits) return ParkWhole(delivery, "outbound", Misfit.Refuse(work.Order, misfits)!, stream.Key);
            foreach (var command in commands)
            {
                var refusal = await work.TellAsync(command, context, cancellationToken).ConfigureAwait(false);
                if (refusal is not null) return ParkWhole(delivery, "outbound", refusal, stream.Key);
            }

            found.AddRange(misfits);
            if (misfits.Count == 0) continue;
            var gone = misfits.Select(m => new StockUnits(new StockCell(parcel.Location, m.Sku), Quantity.Of(m.Surplus))).ToValueList();
            var unbooked = await work.Stock.MoveAsync(parcel.Location, new RecordShippedElsewhere(gone, stream.Key), context, cancellationToken)
                .ConfigureAwait(false);
            if (unbooked is not null) return ParkWhole(delivery, "outbound", unbooked, stream.Key);
        }

        if (repeats == parcels.Count) return new(DeliveryOutcome.Duplicate, "outbound", null, stream.Key);
        TellFindings(delivery, stream, context);
        await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
        await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
        await FinishAsync(work, delivery, cancellationToken).ConfigureAwait(false);
        return Misfit.Refuse(work.Order, found) is { } misfit
            ? KeepAside(delivery, "outbound", misfit, stream.Key)
            : new(DeliveryOutcome.Applied, "outbound", null, stream.Key);
    }

    private async ValueTask<DeliveryAnswer> ReceiptAsync(PartnerDelivery delivery, ReceiptRecord record, CancellationToken cancellationToken)
    {
        if (!(await ReceiptSerials.OrderOfAsync(workspace, unit.Tenant, record, cancellationToken).ConfigureAwait(false)).TryGet(out var key, out var unfound))
            return Park(delivery, "receipt", unfound, null);
        var stream = key.Stream();
        var work = await OrderWork.LoadAsync(workspace, policies, unit, stream, cancellationToken).ConfigureAwait(false);
        if (work.Order is null) return Park(delivery, "receipt", Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", key.Number)), stream.Key);
        if (await AgainAsync(delivery, "receipt", stream, record.Id, ContentMark.Of(record), cancellationToken).ConfigureAwait(false) is { } again)
            return again;
        var context = new DecisionContext(Warehouse, delivery.At, delivery.Id);
        var compared = await ReceiptSerials.CompareAsync(work, record, context, cancellationToken).ConfigureAwait(false);
        if (!compared.TryGet(out var judged, out var uncompared)) return ParkWhole(delivery, "receipt", uncompared, stream.Key);
        var misfits = await ReceiptFit.MisfitsAsync(work, judged, cancellationToken).ConfigureAwait(false);
        var misfit = Misfit.Refuse(work.Order, misfits);
        if (misfit is not null && !BooksMisfits) return ParkWhole(delivery, "receipt", misfit, stream.Key);
        var (fitting, surplus) = ReceiptFit.Split(judged, misfits);
        var refusal = await new ReceiptWork(work, new CaseWork(work), fitting, context).ApplyAsync(cancellationToken).ConfigureAwait(false);
        if (!surplus.IsEmpty)
            refusal ??= await work.Stock.MoveAsync(record.Location, new ReceiveStock(surplus), context, cancellationToken).ConfigureAwait(false);
        if (refusal is not null) return ParkWhole(delivery, "receipt", refusal, stream.Key);
        await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
        await FinishAsync(work, delivery, cancellationToken).ConfigureAwait(false);
        return misfit is null ? new(DeliveryOutcome.Applied, "receipt", null, stream.Key) : KeepAside(delivery, "receipt", misfit, stream.Key);
    }

    private async ValueTask FinishAsync(OrderWork work, Delivery delivery, CancellationToken cancellationToken)
    {
        await new TrackWork(workspace, policies, unit).CatchUpAsync(work, delivery.At, cancellationToken).ConfigureAwait(false);
        await work.CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    // A word for a carrier that nobody mapped, and the like.
    private void TellFindings(PartnerDelivery delivery, StreamId stream, DecisionContext context)
    {
        var findings = delivery.Record.Findings;
        for (var i = 0; i < findings.Count; i++)
            Notices.Send(unit, stream, policies.Notices.Policy.Parked, findings[i].ToReason(), context, $"{i}");
    }

    /// <summary>The answer when a partner's record came before, in whatever delivery; else null, and it is known from now on.</summary>
    private async ValueTask<DeliveryAnswer?> AgainAsync(
        PartnerDelivery delivery, string kind, StreamId stream, string id, string content, CancellationToken cancellationToken)
    {
        // The same bytes, or the same said in other bytes: of a document, or a file of another day, the bytes are of more than the record.
        string[] same = [Clues.Record(kind, stream, id, delivery.Slip.ContentHash), Clues.Record(kind, stream, id, content)];
        foreach (var clue in same)
        {
            if (!(await workspace.FindAsync(unit.Tenant, clue, cancellationToken).ConfigureAwait(false)).IsEmpty)
                return new(DeliveryOutcome.Duplicate, kind, null, stream.Key);
        }

        var any = Clues.Record(kind, stream, id);
        if (!(await workspace.FindAsync(unit.Tenant, any, cancellationToken).ConfigureAwait(false)).IsEmpty)
            return ParkWhole(delivery, kind, Refusal.Of(OrderKernelCodes.MessageReused, ("message", id)), stream.Key);
        foreach (var clue in same) unit.File(clue, stream);
        unit.File(any, stream);
        return null;
    }

    /// <summary>Parks a record that was half decided when a part of it was refused: nothing of it stands, and it may come again.</summary>
    private DeliveryAnswer ParkWhole(Delivery delivery, string kind, Refusal why, string stream)
    {
        unit.Clear();
        return Park(delivery, kind, why, stream);
    }

    /// <summary>Parks a record on which two ledgers answer differently, whoever reads them: a person has to look at both.</summary>
    public DeliveryAnswer ParkApart(Delivery delivery, Refusal why) => Park(delivery, "apart", why, null);

    private bool BooksMisfits => policies.Orders.Warehouse.Policy.BookMisfits;

    /// <summary>A record whose goods were booked as found and do not fit its order: a person sees it all the same.</summary>
    private DeliveryAnswer KeepAside(Delivery delivery, string kind, Refusal why, string stream) =>
        PutAway(delivery, kind, why, stream) with { Outcome = DeliveryOutcome.Conflict };

    private DeliveryAnswer Park(Delivery delivery, string kind, Refusal why, string? stream)
    {
        NotTaken = why;
        return PutAway(delivery, kind, why, stream);
    }

    private DeliveryAnswer PutAway(Delivery delivery, string kind, Refusal why, string? stream)
    {
        // The first reason often is the refusal itself.
        var detail = string.Join("; ", why.Reasons.Items.Select(r => r.ToString()).Prepend(why.ToString()).Distinct());
        unit.PutAway(new QuarantineEntry(delivery.Id.Value, why.Code, delivery.Slip.Source, detail, delivery.At, delivery.Slip.Raw)
        {
            Door = delivery.Slip.Door?.ToString() ?? "",
            Fingerprint = delivery.Slip.ContentHash,
        });
        // Of what an open circuit holds people hear once, when it opens.
        if (why.Code is ChannelsCodes.CircuitHolds or ChannelsCodes.PushUnproved) return new(DeliveryOutcome.Parked, kind, why.Code, stream);
        var about = stream is null ? StreamId.Of(unit.Tenant, "delivery", delivery.Id.Value) : StreamId.Of(unit.Tenant, StreamKinds.Order, stream);
        Notices.Send(unit, about, policies.Notices.Policy.Parked,
            Reason.Of(OrderKernelCodes.RecordParked, ("record", delivery.Id), ("source", delivery.Slip.Source), ("why", why.Code)),
            new DecisionContext(Actor.Kernel, delivery.At, delivery.Id));
        return new(DeliveryOutcome.Parked, kind, why.Code, stream);
    }
}
