using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Figures;

/// <summary>What the kernel adds to the milestones of orders: judgements that need more than the order alone, and those of after-sales cases.</summary>
/// <remarks>Sync timeliness needs the instant at which news reached us; a run over files has only the channel's, so that nothing is observed there.</remarks>
internal static class KernelMilestones
{
    /// <summary>
    /// The order's milestone of one event, judged: a parcel is right when it left as planned, wrong when our warehouse sent it past the plan.
    /// </summary>
    public static MilestoneFact? Of(Order? before, Order after, OrderEvent happened, Instant at) => OrderMilestones.Of(before, after, happened, at) is { } fact
        ? happened is ShipmentHandedOver e ? fact with { IsGood = !e.IsElsewhere ? true : e.Location is null ? null : false } : fact
        : null;

    /// <summary>Whether all that shipping needs was known.</summary>
    public static MilestoneFact? Checked(Order order, ClaimContent? merged) => order.NeedsFulfilment
        ? new(order.Key, Milestone.Checked,
            order.CreatedAt) { IsGood = merged?.Recipient?.Province is not null && order.Lines.Items.All(l => l.Sku is not null) }
        : null;

    /// <summary>The milestones of a case that asks for money.</summary>
    public static IEnumerable<MilestoneFact> Of(AfterSalesCase state, OrderKey order)
    {
        if (state.Request is not { } request || request.Asked.IsZero) yield break;
        yield return new(order, Milestone.RefundRequested, request.RequestedAt);
        var answeredAt = state.Verdict?.Kind == VerdictKind.Automatic ? request.RequestedAt : state.EndedAt;
        if (answeredAt is { } at) yield return new(order, Milestone.RefundAnswered, at) { Since = request.RequestedAt };
    }
}
