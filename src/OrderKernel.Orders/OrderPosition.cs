namespace OrderKernel.Orders;

/// <summary>Sums an order up to what its statuses follow from.</summary>
internal static class OrderPosition
{
    public static LedgerPosition Of(Order order)
    {
        UnitLedger units = default;
        Quantity unsettled = default, undelivered = default;
        bool needs = false, replacementOut = false, begun = false;
        foreach (var line in order.Lines)
        {
            if (!line.NeedsFulfilment) continue;
            if (line.IsReplacement)
            {
                replacementOut |= !line.Units.Shipped.IsZero || !line.Units.Delivered.IsZero;
                continue;
            }

            needs = true;
            units += line.Units;
            var replaced = DeliveredReplacements(order, line.Id);
            unsettled += Quantity.SaturatingSubtract(line.Unsettled, replaced);
            undelivered += Quantity.SaturatingSubtract(line.UnsettledUndelivered, replaced);
        }

        foreach (var shipment in order.Shipments) begun |= shipment.Status == ShipmentStatus.Planned;
        return new()
        {
            NeedsFulfilment = needs,
            Units = units,
            Money = order.Money,
            Terms = order.Terms,
            PlacedFree = order.Placed.Amounts.Due.IsZero,
            HasEnded = order.Outcome is ClaimOutcome.Ended || (!needs && order.Expiry is not null),
            IsReplaced = order.Outcome is ClaimOutcome.Replaced,
            IsConfirmed = order.IsConfirmed,
            IsReturnWindowOver = order.IsReturnWindowOver,
            HasWorkBegun = begun,
            IsShippingNeverTold = order.IsShippingNeverTold,
            Unsettled = unsettled,
            UnsettledUndelivered = undelivered,
            IsReplacementOut = replacementOut,
            IsPaymentPending = order.PaymentNote == PaymentStatus.PendingConfirmation,
            IsAuthorized = order.PaymentNote == PaymentStatus.Authorized,
            IsVoided = order.PaymentNote == PaymentStatus.Voided,
        };
    }

    private static Quantity DeliveredReplacements(Order order, LineId line)
    {
        Quantity sum = default;
        foreach (var other in order.Lines)
        {
            if (other.ReplacementOf == line) sum += other.Units.Delivered;
        }

        return sum;
    }
}
