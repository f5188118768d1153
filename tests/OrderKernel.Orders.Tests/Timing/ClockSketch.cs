using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Workflow;
using OrderKernel.Workflow.Tests;

namespace OrderKernel.Orders.Tests;

/// <summary>Random workflows of orders and of their shipments, with deadlines of every kind.</summary>
internal static class ClockSketch
{
    // Loading one costs as much as many histories.
    private static readonly int Count = Math.Max(400, Sizes.Of(400, 20_000));

    private static readonly SketchWords OrderWords = new(
        "clocked", nameof(OrderStatus),
        [
            new("AwaitingPayment", "u", 1, 2, "cancel", "expire", "cancel"), new("AwaitingFulfilment", "r", 1, 3, "cancel", "cancel", "ship", "reinstate"),
            new("PartiallyShipped", "p", 1, 2, "cancel-open", "cancel-open"),
            new("Shipped", "s", 1, 2, "complete", "complete"), new("Delivered", "d", 1, 2, "complete", "complete", "refund"),
        ],
        [("completed", "Completed"), ("cancelled", "Cancelled"), ("closed", "Closed")],
        ["\"vip\" in order.tags", "!(\"slow\" in order.tags)", "order.refundPending > money(\"0\")", "!(order.refundPending > money(\"0\"))",
            "order.kept < order.due"],
        "order.lines > 1",
        OrderVerbs.Notify)
    {
        Instants = ["order.createdAt", "order.paidAt", "order.shippedAt", "order.deliveredAt"], Unless = "order.deliveredAt", RegionsOneIn = 4, GuardsOneIn = 2,
    };

    private static readonly SketchWords ParcelWords = new(
        "clocked-parcel", nameof(ShipmentStatus),
        [new("Planned", "l", 1, 3, "handOver", "release", "handOver"), new("HandedOver", "h", 1, 3, "giveBack", "deliver", "giveBack", "lose")],
        [("delivered", "Delivered"), ("returned", "Returned"), ("lost", "Lost"), ("cancelled", "Cancelled")],
        ["\"vip\" in order.tags", "shipment.waybills > 0", "shipment.scanned.complete", "shipment.weighed", "!(\"slow\" in order.tags)"],
        "shipment.scanned.complete || shipment.weighed",
        ShipmentVerbs.Alert)
    {
        Instants = ["shipment.plannedAt", "shipment.handedOverAt", "shipment.firstScanAt", "order.createdAt", "order.paidAt"], Unless = "shipment.firstScanAt",
            RegionsOneIn = 4, GuardsOneIn = 2,
    };

    private static readonly ConcurrentDictionary<int, OrderPolicies?> Known = new();

    /// <summary>The policies of the first workflows from a seed on that the analysis accepts.</summary>
    public static OrderPolicies Policies(int seed)
    {
        for (var i = 0; ; i++)
        {
            if (Known.GetOrAdd((seed + i) % Count, Make) is { } sound) return sound;
        }
    }

    public static JsonObject Order(int seed) => RegionSketch.Of(seed, OrderWords);

    public static JsonObject Parcel(int seed) => RegionSketch.Of(seed ^ 0x5EED, ParcelWords);

    public static Result<PolicyDocument<WorkflowDefinition>> Load(JsonObject document, WorkflowDomain domain) =>
        WorkflowDocument.Load(Encoding.UTF8.GetBytes(document.ToJsonString()), domain);

    public static OrderPolicies Policies(PolicyDocument<WorkflowDefinition> order, PolicyDocument<WorkflowDefinition> parcel) =>
        OrderPolicies.Default.Replacing(standard: order).WithShipments(parcel).WithDefaultShipments("clocked-parcel@1").ValueOrThrow();

    private static OrderPolicies? Make(int seed) =>
        Load(Order(seed), OrderDomain.Standard).TryGet(out var order, out _) && Load(Parcel(seed), ShipmentDomain.Standard).TryGet(out var parcel, out _)
            ? Policies(order, parcel)
            : null;
}
