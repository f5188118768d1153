using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>The domains of these tests: an invented one, and copies of what orders and shipments would declare.</summary>
internal static class Domains
{
    public static readonly FactSchema DoorFacts = FactSchema.Of(
        FactField.Required("door.alarmed", FactType.Bool),
        FactField.Required("door.force", FactType.Int),
        FactField.Optional("door.owner", FactType.String));

    public static readonly WorkflowDomain Door = WorkflowDomain.Of(
        "Door",
        [DomainStatus.Initial("Shut", "Gone"), DomainStatus.Of("Open", "Gone"), DomainStatus.Final("Gone")],
        [DomainVerb.Of("open", ("Shut", "Open")) with { Renewed = ["door.openedAt"] }, DomainVerb.Of("shut", ("Open", "Shut"), ("Open", "Open")),
            DomainVerb.Notice("ring")],
        DoorFacts,
        ["door.openedAt", "door.wedgedAt"],
        FactSchema.Of(FactField.Required("parcel.heavy", FactType.Bool)),
        [DomainAction.Of("notify", ActionParameter.List("to"), ActionParameter.OptionalList("copy"), ActionParameter.OptionalText("note"))]);

    /// <summary>The same door, but nobody remembers at which step it stands, no region runs and nothing is held.</summary>
    public static readonly WorkflowDomain BareDoor = DoorWith(default(ProcessParts));

    public static WorkflowDomain DoorWith(ProcessParts carries) =>
        WorkflowDomain.Of(Door.Axis, Door.Statuses, Door.Verbs, Door.Facts, Door.Instants, Door.ShipmentFacts, Door.Actions, carries);

    public static readonly WorkflowDomain Order = WorkflowDomain.Of(
        "OrderStatus",
        [
            DomainStatus.Initial("AwaitingPayment", "AwaitingFulfilment", "PartiallyShipped", "Shipped", "Delivered", "Completed", "Cancelled", "Closed"),
            new DomainStatus("AwaitingFulfilment", true, false,
                ["AwaitingPayment", "PartiallyShipped", "Shipped", "Delivered", "Completed", "Cancelled", "Closed"]),
            DomainStatus.Of("PartiallyShipped", "Shipped", "Delivered", "Closed"),
            DomainStatus.Of("Shipped", "Delivered", "Closed"),
            DomainStatus.Of("Delivered", "Shipped", "Completed", "Closed"),
            DomainStatus.Final("Completed", "Shipped", "Closed"),
            DomainStatus.Final("Cancelled", "Shipped"),
            DomainStatus.Final("Closed"),
        ],
        [
            DomainVerb.Of("expire", ("AwaitingPayment", "Cancelled")),
            DomainVerb.Of("cancel", ("AwaitingPayment", "Cancelled"), ("AwaitingFulfilment", "Cancelled")),
            DomainVerb.Of("cancel-open", ("PartiallyShipped", "Shipped"), ("PartiallyShipped", "Delivered")),
            DomainVerb.Of("ship", ("AwaitingFulfilment", "PartiallyShipped"), ("AwaitingFulfilment", "Shipped"), ("PartiallyShipped", "PartiallyShipped"),
                ("PartiallyShipped", "Shipped")),
            DomainVerb.Of("complete", ("Delivered", "Completed")),
            DomainVerb.Of("reinstate", ("Cancelled", "AwaitingFulfilment"), ("Cancelled", "AwaitingPayment")),
            DomainVerb.Of("refund", ("Cancelled", "Cancelled")),
            DomainVerb.Notice("notify"),
        ],
        FactSchema.Of(FactField.Required("order.total", FactType.Money), FactField.Required("order.refundPending", FactType.Money)),
        ["order.createdAt", "order.deliveredAt"],
        FactSchema.Of(
            FactField.Required("shipment.service", FactType.String),
            FactField.Required("shipment.lines", FactType.ListOf(FactType.RecordOf(FactField.Required("bulky", FactType.Bool))))));

    public static readonly WorkflowDomain Shipment = WorkflowDomain.Of(
        "ShipmentStatus",
        [
            DomainStatus.Initial("Planned", "HandedOver", "Cancelled"),
            DomainStatus.Of("HandedOver", "Delivered", "Returned", "Lost"),
            DomainStatus.Final("Delivered"),
            DomainStatus.Final("Returned"),
            DomainStatus.Final("Lost"),
            DomainStatus.Final("Cancelled"),
        ],
        [DomainVerb.Of("handOver", ("Planned", "HandedOver")), DomainVerb.Notice("remind"), DomainVerb.Notice("alert")],
        FactSchema.Of(FactField.Required("shipment.service", FactType.String)),
        ["shipment.handedOverAt", "shipment.firstScanAt"]);

    public static FactValues DoorWith(bool alarmed = false, long force = 9) =>
        new FactValues(DoorFacts).Set("door.alarmed", ExpressionValue.Of(alarmed)).Set("door.force", ExpressionValue.Of(force));

    public static FactValues OrderWith(long totalFen = 100, long pendingFen = 0) =>
        new FactValues(Order.Facts).Set("order.total", ExpressionValue.Of(Money.Fen(totalFen)))
            .Set("order.refundPending", ExpressionValue.Of(Money.Fen(pendingFen)));

    public static Actor As(params string[] roles) => new(ActorId.Of("zhang"), roles.Select(Role.Of).ToValueList());

    public static Instant At(int hour, int minute = 0) => Instant.FromUtc(2026, 11, 11, hour, minute);
}
