using NodaTime;
using OrderKernel.Buyers;
using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Work;

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
    private ClaimContent Merged => work.Intake.Merged!;

    private Order Order => work.Order!;

    public async ValueTask FollowAsync(CancellationToken cancellationToken)
    {
        if (work.Order is null)
        {
            if (!work.Intake.CanPlace) return;
            if (!await TellAsync(Placing(), Merged.CreatedAt!.Value, cancellationToken).ConfigureAwait(false)) return;
        }

        await PriceAsync(cancellationToken).ConfigureAwait(false);
        await PaymentAsync(cancellationToken).ConfigureAwait(false);
        await HoldsAsync(cancellationToken).ConfigureAwait(false);
        await ShippingAsync(cancellationToken).ConfigureAwait(false);
        await DeliveryAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync(cancellationToken).ConfigureAwait(false);
    }

    // What has left or ended before it was heard of is nothing to review any more.
    private PlaceOrder Placing()
    {
        var place = PlacingCommand.Of(Merged, work.Policies);
        var isOver = Merged.Outcome is not null || Merged.ShippedAt is not null || !Merged.Shipments.IsEmpty
            || Merged.Fulfilment is not (null or FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation);
        return history is null || isOver ? place : place with { Facts = history.FactsFor(place with { Facts = ClaimScreening.FactsOf(claim) }) };
    }

    private async ValueTask PriceAsync(CancellationToken cancellationToken)
    {
        if (Merged.Amounts is not { } amounts || amounts == Order.Amounts || !Order.Money.Paid.IsZero || !Order.Kin.To.IsEmpty
            || Order.Statuses.Headline != OrderStatus.AwaitingPayment) return;
        await TellAsync(new AmendPrice(amounts), claim.SourceTime, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask PaymentAsync(CancellationToken cancellationToken)
    {
        if (Order.Placed.Terms == PaymentTerms.PayLater) return;
        var told = Merged.PaidAmount
            ?? (Merged.Payment is PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded ? Order.Amounts.Due : null);
        // What was paid here and went on to another order of the lineage was paid all the same.
        var here = Order.Payments.Items.Aggregate(Money.Zero(Order.Money.Due.Currency), (sum, p) => sum + p.Amount);
        if (told is { } all && all > here)
        {
            var id = PaymentId.Of($"channel-{Order.Payments.Count + 1}");
            var paidAt = Merged.PaidAt ?? claim.SourceTime;
            await TellAsync(new RecordPayment(id, Tender.Cash, all - here, paidAt), paidAt, cancellationToken).ConfigureAwait(false);
        }
        else if (here.IsZero && Merged.Payment is PaymentStatus.PendingConfirmation or PaymentStatus.Authorized or PaymentStatus.Voided
            && Order.PaymentNote != Merged.Payment)
        {
            await TellAsync(new NotePayment(Merged.Payment!.Value), claim.SourceTime, cancellationToken).ConfigureAwait(false);
        }
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
        foreach (var parcel in ClaimedParcels.Of(Order, Merged))
        {
            var at = Merged.ShippedAt ?? claim.SourceTime;
            var command = new ShipElsewhere(parcel.Shipment, at, parcel.Units) { Carrier = parcel.Carrier, Waybills = parcel.Waybills };
            await TellAsync(command, at, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask DeliveryAsync(CancellationToken cancellationToken)
    {
        var isDelivered = Merged.Fulfilment == FulfilmentStatus.Delivered || Merged.Outcome == ClaimOutcome.Succeeded;
        if (!isDelivered || !Order.Shipments.Items.Any(s => s.Status == ShipmentStatus.HandedOver && s.Lines.Items.Any(l => !l.Out.IsZero))) return;
        var at = Merged.DeliveredAt ?? Merged.EndedAt ?? claim.SourceTime;
        await TellAsync(new RecordDelivery(at, null, []), at, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (Merged.Outcome is not { } outcome || Order.Outcome == outcome) return;
        var at = Merged.EndedAt ?? claim.SourceTime;
        await TellAsync(new EndOrder(outcome, at), at, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Decides one command as a fact of the channel, at its own instant; a refusal becomes a conflict.</summary>
    private async ValueTask<bool> TellAsync(OrderCommand command, Instant at, CancellationToken cancellationToken)
    {
        var refusal = await work.TellAsync(command, context with { At = at }, cancellationToken).ConfigureAwait(false);
        if ((refusal ?? work.TakeObjection()) is { } conflict) work.RaiseConflict(claim, contentHash, conflict, context);
        return refusal is null;
    }
}
