using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>
/// What a workflow of shipments may speak of: the shipment statuses, the verbs and where they lead, the facts of guards, the instants of deadlines.
/// </summary>
public static class ShipmentDomain
{
    private const string Planned = nameof(ShipmentStatus.Planned);
    private const string HandedOver = nameof(ShipmentStatus.HandedOver);
    private const string Delivered = nameof(ShipmentStatus.Delivered);
    private const string Returned = nameof(ShipmentStatus.Returned);
    private const string Lost = nameof(ShipmentStatus.Lost);
    private const string Cancelled = nameof(ShipmentStatus.Cancelled);

    private const string Created = "order.createdAt";
    private const string Left = "shipment.handedOverAt";
    private const string Arrived = "shipment.deliveredAt";

    /// <summary>The domain.</summary>
    public static WorkflowDomain Standard { get; } = WorkflowDomain.Of(
        nameof(ShipmentStatus),
        [
            DomainStatus.Initial(Planned, HandedOver, Cancelled) with { AlwaysKnown = [Created] },
            DomainStatus.Initial(HandedOver, Planned, Delivered, Returned, Lost, Cancelled) with { AlwaysKnown = [Created, Left] },
            DomainStatus.Final(Delivered, HandedOver) with { AlwaysKnown = [Created, Left, Arrived] },
            DomainStatus.Final(Returned, HandedOver) with { AlwaysKnown = [Created, Left] },
            DomainStatus.Final(Lost, HandedOver) with { AlwaysKnown = [Created, Left] },
            DomainStatus.Final(Cancelled) with { AlwaysKnown = [Created] },
        ],
        [
            DomainVerb.Of(ShipmentVerbs.HandOver, (Planned, HandedOver)),
            DomainVerb.Of(ShipmentVerbs.Deliver, (HandedOver, Delivered)),
            DomainVerb.Of(ShipmentVerbs.GiveBack, (HandedOver, Returned)),
            DomainVerb.Of(ShipmentVerbs.Lose, (HandedOver, Lost)),
            DomainVerb.Of(ShipmentVerbs.Release, (Planned, Cancelled))
                with { BeginsAnew = true, Renewed = ["shipment.plannedAt", Left, "shipment.firstScanAt", Arrived] },
            DomainVerb.Notice(ShipmentVerbs.Notify),
            DomainVerb.Notice(ShipmentVerbs.Remind),
            DomainVerb.Notice(ShipmentVerbs.Alert),
        ],
        ShipmentFacts.Schema,
        ShipmentFacts.Instants,
        actions: OrderActions.All);
}

/// <summary>The verbs that triggers of shipments can do.</summary>
public static class ShipmentVerbs
{
    /// <summary>Hand the whole shipment over: to the carrier, or ready at the counter, or the code sent.</summary>
    public const string HandOver = "handOver";

    /// <summary>All of it was received, fetched or redeemed.</summary>
    public const string Deliver = "deliver";

    /// <summary>All of it came back undelivered.</summary>
    public const string GiveBack = "giveBack";

    /// <summary>All of it was lost.</summary>
    public const string Lose = "lose";

    /// <summary>Give the planned shipment up: its units are open again.</summary>
    public const string Release = "release";

    /// <summary>Tell somebody.</summary>
    public const string Notify = "notify";

    /// <summary>Remind whoever works on it.</summary>
    public const string Remind = "remind";

    /// <summary>Tell that something is wrong.</summary>
    public const string Alert = "alert";
}
