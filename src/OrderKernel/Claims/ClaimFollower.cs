using NodaTime;
using OrderKernel.Buyers;
using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Sourcing;
using OrderKernel.Work;
using OrderKernel.WriteBacks;

namespace OrderKernel.Claims;

/// <summary>
/// Turns the difference between what the claims of an order say together and what its ledgers hold into commands, in the order of business time.
/// </summary>
/// <remarks>
/// It looks at the merged view and the ledgers only, never at what the last claim brought: so the end does not depend on the order of arrival. Only the
/// screening of a new order sees the claim that placed it.
/// </remarks>
internal sealed class ClaimFollower(OrderWork work, Claim claim, string contentHash, DecisionContext context, ScreeningHistory? history)
{
    private const string ByChannel = "channel-";

    private bool _isAnew;

    private ClaimContent Merged => work.Order is null ? work.Intake.Merged! : work.Names.InOurs(work.Intake.Merged!);

    private Order Order => work.Order!;

    public async ValueTask FollowAsync(CancellationToken cancellationToken)
    {
        if (work.Order is null)
        {
            if (!work.Intake.CanPlace) return;
            if (!await TellAsync(Placing(), Merged.CreatedAt!.Value, cancellationToken).ConfigureAwait(false)) return;
            _isAnew = true;
        }
        else
        {
            await ReopenAsync(cancellationToken).ConfigureAwait(false);
            await ContentAsync(isAgain: false, cancellationToken).ConfigureAwait(false);
            await AddressAsync(cancellationToken).ConfigureAwait(false);
        }

        await PriceAsync(cancellationToken).ConfigureAwait(false);
        var wasOver = Order.Expiry is not null;
        await PaymentAsync(cancellationToken).ConfigureAwait(false);
        // An order that had expired took no content; one that a payment brought back does.
        if (wasOver && Order.Expiry is null) await ContentAsync(isAgain: true, cancellationToken).ConfigureAwait(false);
        await HoldsAsync(cancellationToken).ConfigureAwait(false);
        await LinesAsync(cancellationToken).ConfigureAwait(false);
        await ShippingAsync(cancellationToken).ConfigureAwait(false);
        await DeliveryAsync(cancellationToken).ConfigureAwait(false);
        await ConfirmAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync(cancellationToken).ConfigureAwait(false);
        TellAgain();
    }

    // Parcels that left before the channel told of the order were told to it under names of lines that it does not know.
    private void TellAgain()
    {
        if (work.WasTold || !work.Names.Differ) return;
        foreach (var parcel in Order.Shipments)
        {
            var isKnown = parcel.Waybills.Items.Any(w => Merged.Shipments.Items.Any(s => s.Waybill == w));
            if (parcel.HandedOverAt is not null && parcel is not { IsElsewhere: true, IsTold: true } && !isKnown)
                WriteBackEffect.Send(work, null, parcel.Id, WriteBackOccasion.Left, context);
        }
    }

    // What has left or ended before it was heard of is nothing to review any more.
    private PlaceOrder Placing()
    {
        var place = PlacingCommand.Of(Merged, work.Policies);
        var isOver = Merged.Outcome is not null || Merged.ShippedAt is not null || !Merged.Shipments.IsEmpty
            || Merged.Fulfilment is not (null or FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation);
        return history is null || isOver ? place : place with { Facts = history.FactsFor(place with { Facts = ClaimScreening.FactsOf(claim) }) };
    }

    // The channel tells again that paid goods wait to be sent, after it told of the end: the later word stands, whatever came first.
    private bool IsReopened => Merged is { Outcome: ClaimOutcome.Ended, Payment: PaymentStatus.Paid,
        Fulfilment: FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation }
        && !ClaimedContent.HasRefund(Merged)
        && ToldAt(ClaimAxis.Outcome) < ToldAt(ClaimAxis.Fulfilment) && ToldAt(ClaimAxis.Outcome) < ToldAt(ClaimAxis.Payment);

    private async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        if (!IsReopened || !work.News.Items.Any(a => a is ClaimAxis.Outcome or ClaimAxis.Fulfilment or ClaimAxis.Payment)) return;
        if (Order.Outcome == ClaimOutcome.Ended)
        {
            var reinstate = new ReinstateOrder(ClaimedParcels.Cancelled(Order, Merged), MessageId.Of("channel-end"));
            await AnewAsync(reinstate, ToldAt(ClaimAxis.Fulfilment), cancellationToken).ConfigureAwait(false);
        }
        else if (!work.News.Items.Contains(ClaimAxis.Outcome))
        {
            // It was open already, and who had to hear of it has.
            return;
        }

        var (ended, again) = (ToldAt(ClaimAxis.Outcome), ToldAt(ClaimAxis.Fulfilment));
        var drift = Refusal.Of(OrderKernelCodes.StatusDrift, ("order", Order.Id), ("ended", ended), ("again", again));
        work.Notify(work.Policies.Notices.Policy.Conflicts, drift, context);
    }

    // What the channel changes after placing is a change that it proposes; a policy or a person answers.
    private async ValueTask ContentAsync(bool isAgain, CancellationToken cancellationToken)
    {
        if ((!isAgain && !work.News.Items.Any(a => a is ClaimAxis.Lines or ClaimAxis.Amounts)) || ClaimedContent.Of(Order, Merged) is not { } told) return;
        var tell = new TellContent(Proposal(), told) { Paid = ClaimedContent.PaidOf(Merged) };
        await AnewAsync(tell, ToldAt(ClaimAxis.Lines), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AddressAsync(CancellationToken cancellationToken)
    {
        if (!work.News.Items.Contains(ClaimAxis.Recipient) || work.RecipientBefore is not { } before || Merged.Recipient is not { } now) return;
        var earlier = work.RecipientsBefore.Prepend(before);
        if (await ClaimedAddress.IsOtherAsync(work.Workspace, claim.Order.Tenant, earlier, now, cancellationToken).ConfigureAwait(false))
            await TellAsync(new TellAddress(Proposal(), now.Person), claim.SourceTime, cancellationToken).ConfigureAwait(false);
    }

    private ChangeId Proposal()
    {
        var number = Order.Changes.Count + 1;
        while (Order.Change(ChangeId.Of($"channel-{number}")) is not null) number++;
        return ChangeId.Of($"channel-{number}");
    }

    // A line that the channel closed before it left is cancelled, whatever becomes of the others. One that has a parcel was closed after it left.
    private async ValueTask LinesAsync(CancellationToken cancellationToken)
    {
        // What replaced the order goes on elsewhere.
        if (Merged.Outcome == ClaimOutcome.Replaced) return;
        var toldAt = ToldAt(ClaimAxis.Lines);
        if (!Order.Kin.To.IsEmpty && ClaimedParcels.ClosedElsewhere(Order, Merged) is { IsEmpty: false } moved)
        {
            var (here, told) = (string.Join(", ", Order.Kin.To.Items.Select(k => k.Number)), string.Join(", ", moved.Items));
            var why = Refusal.Of(OrdersCodes.ContentConflict, ("given", here), ("told", told), ("why", "lineage"));
            work.RaiseConflict(claim, contentHash, why, context);
        }

        var closed = ClaimedParcels.Closed(Order, Merged, toldAt);
        if (!closed.IsEmpty) await AnewAsync(new CancelUnits(closed), toldAt, cancellationToken).ConfigureAwait(false);
    }

    // Of sums alone; another price of lines is other content.
    private async ValueTask PriceAsync(CancellationToken cancellationToken)
    {
        if (Merged.Amounts is not { } amounts || amounts == Order.Amounts || (!Order.Lines.IsEmpty && amounts.Due != Order.Amounts.Due)
            || !Order.Money.Paid.IsZero || !Order.Kin.To.IsEmpty
            || Order.Statuses.Headline != OrderStatus.AwaitingPayment) return;
        await TellAsync(new AmendPrice(amounts), claim.SourceTime, cancellationToken).ConfigureAwait(false);
    }

    // The channel tells that an open order waits for its payment, after it told that it was paid: the buyer has it back, to pay in another way.
    private bool IsTakenBack => Merged is { Payment: PaymentStatus.Unpaid, Outcome: null, ShippedAt: null, Shipments.IsEmpty: true,
        Fulfilment: null or FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation }
        && Order.Placed.Terms is PaymentTerms.Prepaid or PaymentTerms.Deposit
        && !ClaimedContent.HasRefund(Merged) && (Merged.PaidAmount is null || ToldAt(ClaimAxis.PaidAmount) < ToldAt(ClaimAxis.Payment));

    private async ValueTask PaymentAsync(CancellationToken cancellationToken)
    {
        if (Order.Placed.Terms == PaymentTerms.PayLater) return;
        if (IsTakenBack)
        {
            foreach (var payment in Order.Payments.Where(p => p.ReversedAt is null && p.Id.Value.StartsWith(ByChannel, StringComparison.Ordinal)))
            {
                var reverse = new ReversePayment(payment.Id, ToldAt(ClaimAxis.Payment), "channel-unpaid");
                await TellAsync(reverse, reverse.ReversedAt, cancellationToken).ConfigureAwait(false);
            }

            await NoteAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var told = Merged.PaidAmount
            ?? (Merged.Payment is PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded ? Order.Amounts.Due : null);
        var toldAt = ToldAt(Merged.PaidAmount is null ? ClaimAxis.Payment : ClaimAxis.PaidAmount);
        // What was paid here and went on to another order of the lineage was paid all the same; and a payment that was taken back since it was told of.
        var here = Order.Payments.Where(p => !(p.ReversedAt < toldAt)).Aggregate(Money.Zero(Order.Money.Due.Currency), (sum, p) => sum + p.Amount);
        if (told is { } all && all > here)
        {
            var id = PaymentId.Of($"{ByChannel}{Order.Payments.Count + 1}");
            var paidAt = Merged.PaidAt ?? toldAt;
            await AnewAsync(new RecordPayment(id, Tender.Cash, all - here, paidAt), paidAt, cancellationToken).ConfigureAwait(false);
        }
        else if (here.IsZero)
        {
            await NoteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // What is under way and no money yet; of a payment that is not under way any more nothing is.
    private async ValueTask NoteAsync(CancellationToken cancellationToken)
    {
        if (Merged.Payment is (PaymentStatus.Unpaid or PaymentStatus.PendingConfirmation or PaymentStatus.Authorized or PaymentStatus.Voided) and { } note
            && note != Order.PaymentNote)
            await TellAsync(new NotePayment(note), claim.SourceTime, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask HoldsAsync(CancellationToken cancellationToken)
    {
        if (Merged.Holds is not { } kinds) return;
        var known = Order.Holds.Items.Where(h => h.Origin == HoldOrigin.Channel).Select(h => h.Kind).OrderBy(k => k).ToValueList();
        if (known != kinds.Items.Distinct().OrderBy(k => k).ToValueList())
            await TellAsync(new SetChannelHolds(kinds), claim.SourceTime, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ShippingAsync(CancellationToken cancellationToken)
    {
        // What left was held first, as it would have been had the news come in time; where no stock of ours is known to have it, it left from elsewhere.
        if (_isAnew && !work.Unit.IsQuiet && work.Policies.Network is not null && ClaimedParcels.Of(Order, Merged).Any())
            await SourcingWork.SourceLeftAsync(work, context, cancellationToken).ConfigureAwait(false);
        foreach (var parcel in ClaimedParcels.Of(Order, Merged))
        {
            var at = Merged.ShippedAt ?? ToldAt(ClaimAxis.Fulfilment);
            var command = new ShipElsewhere(parcel.Shipment, at, parcel.Units) { Carrier = parcel.Carrier, Waybills = parcel.Waybills };
            await TellAsync(command, at, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask DeliveryAsync(CancellationToken cancellationToken)
    {
        if (!work.Intake.IsReceived || !Order.Shipments.Items.Any(s => s.Status == ShipmentStatus.HandedOver && s.Lines.Items.Any(l => !l.Out.IsZero))) return;
        var at = Merged.DeliveredAt ?? Merged.EndedAt ?? ToldAt(ClaimAxis.Fulfilment);
        await TellAsync(new RecordDelivery(at, null, []), at, cancellationToken).ConfigureAwait(false);
    }

    // An order that succeeded and ended was confirmed before, whichever was heard of first.
    private async ValueTask ConfirmAsync(CancellationToken cancellationToken)
    {
        if (!work.Intake.IsConfirmed || Order.IsConfirmed) return;
        var at = Merged.EndedAt ?? ToldAt(ClaimAxis.Outcome);
        await TellAsync(new EndOrder(ClaimOutcome.Succeeded, at), at, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (Merged.Outcome is not { } outcome || outcome == ClaimOutcome.Succeeded || Order.Outcome == outcome || IsReopened) return;
        var at = Merged.EndedAt ?? ToldAt(ClaimAxis.Outcome);
        var refusal = await work.TellAsync(new EndOrder(outcome, at), context with { At = at }, cancellationToken).ConfigureAwait(false)
            ?? work.TakeObjection();
        // Goods whose money is back are the buyer's or come home: an end leaves nobody anything to do.
        if (refusal is { } conflict && !(conflict.Code == OrdersCodes.EndedAfterShipping && ClaimedContent.IsAllBack(Order, Merged)))
            work.RaiseConflict(claim, contentHash, conflict, context);
    }

    /// <summary>Tells what may leave other units to plan than before; what was known already leaves none.</summary>
    private async ValueTask AnewAsync(OrderCommand command, Instant at, CancellationToken cancellationToken)
    {
        var before = Order;
        await TellAsync(command, at, cancellationToken).ConfigureAwait(false);
        _isAnew |= !ReferenceEquals(before, Order);
    }

    /// <summary>When what stands on an axis was told.</summary>
    private Instant ToldAt(ClaimAxis axis) => work.Intake.ToldAt(axis) ?? claim.SourceTime;

    /// <summary>Decides one command as a fact of the channel, at its own instant; a refusal becomes a conflict.</summary>
    private async ValueTask<bool> TellAsync(OrderCommand command, Instant at, CancellationToken cancellationToken)
    {
        var refusal = await work.TellAsync(command, context with { At = at }, cancellationToken).ConfigureAwait(false);
        if ((refusal ?? work.TakeObjection()) is { } conflict) work.RaiseConflict(claim, contentHash, conflict, context);
        return refusal is null;
    }
}
