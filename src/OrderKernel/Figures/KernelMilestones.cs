using OrderKernel.AfterSales;
using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Figures;

/// <summary>The milestones that Health reads, from what orders and cases became: one fact per order or case and milestone.</summary>
/// <remarks>Sync timeliness needs the instant at which news reached us; a run over files has only the channel's, so that nothing is observed there.</remarks>
internal static class KernelMilestones
{
    public static IEnumerable<MilestoneFact> Of(Order order, ClaimContent? merged)
    {
        var key = order.Key;
        yield return new(key, Milestone.Placed, order.CreatedAt);
        if (order.Placed.NeedsFulfilment)
            yield return new(key, Milestone.Checked, order.CreatedAt) { IsGood = merged?.Recipient?.Province is not null && order.Lines.Items.All(l => l.Sku is not null) };
        if (order.PaidAt is { } paidAt) yield return new(key, Milestone.Paid, paidAt) { Since = order.CreatedAt };
        if (order.CancelledAt is { } cancelledAt) yield return new(key, Milestone.Cancelled, cancelledAt) { Since = order.CreatedAt };
        if (order.CompletedAt is { } completedAt) yield return new(key, Milestone.Completed, completedAt);
        if (order.Holds.Items.Any(h => h.Kind == HoldKind.AnomalyReview)) yield return new(key, Milestone.HandledByHand, order.CreatedAt);
        foreach (var shipment in order.Shipments)
        {
            foreach (var fact in Of(order, shipment)) yield return fact;
        }
    }

    public static IEnumerable<MilestoneFact> Of(AfterSalesCase state, OrderKey order)
    {
        if (state.Request is not { } request || request.Asked.IsZero) yield break;
        yield return new(order, Milestone.RefundRequested, request.RequestedAt);
        if (state.AnsweredAt() is { } answeredAt) yield return new(order, Milestone.RefundAnswered, answeredAt) { Since = request.RequestedAt };
    }

    private static IEnumerable<MilestoneFact> Of(Order order, Shipment shipment)
    {
        var key = order.Key;
        if (shipment.PlannedAt is { } plannedAt)
            yield return new(key, Milestone.Dispatched, plannedAt) { Since = order.PaidAt ?? order.CreatedAt, Location = shipment.Location };
        if (shipment.HandedOverAt is not { } handedOverAt) yield break;
        // Goods that we planned to send from where they were sent are right; what left elsewhere is not ours to judge.
        yield return new(key, Milestone.HandedOver, handedOverAt) { Since = shipment.PlannedAt, Location = shipment.Location, IsGood = shipment.IsElsewhere ? null : true };
        if (shipment.FirstScanAt is { } scannedAt) yield return new(key, Milestone.FirstScanned, scannedAt) { Since = handedOverAt, Location = shipment.Location };
        if (shipment.DeliveredAt is { } deliveredAt)
            yield return new(key, Milestone.Delivered, deliveredAt) { Since = handedOverAt, Location = shipment.Location, IsGood = shipment.IsSignOffSuspect ? false : null };
    }

    private static NodaTime.Instant? AnsweredAt(this AfterSalesCase state) => state.Verdict?.Kind == VerdictKind.Automatic
        ? state.Request!.RequestedAt
        : state.EndedAt;
}
