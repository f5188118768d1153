using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>
/// What a workflow of orders may speak of: the headline statuses, the verbs and where they lead, the facts of guards, the instants of deadlines.
/// </summary>
public static class OrderDomain
{
    private const string Unpaid = nameof(OrderStatus.AwaitingPayment);
    private const string Ready = nameof(OrderStatus.AwaitingFulfilment);
    private const string Partly = nameof(OrderStatus.PartiallyShipped);
    private const string Shipped = nameof(OrderStatus.Shipped);
    private const string Delivered = nameof(OrderStatus.Delivered);
    private const string Completed = nameof(OrderStatus.Completed);
    private const string Cancelled = nameof(OrderStatus.Cancelled);
    private const string Closed = nameof(OrderStatus.Closed);

    private const string NothingSent = "order.units.sent == 0";
    private const string NothingOpen = "order.units.open == 0";
    private const string AllSent = "order.units.sent > 0 && order.units.open == 0";

    private static ValueList<string> Known { get; } = ["order.createdAt"];

    /// <summary>The domain of orders whose goods are sent.</summary>
    public static WorkflowDomain Standard { get; } = WorkflowDomain.Of(
        nameof(OrderStatus),
        [
            DomainStatus.Initial(Unpaid, Ready, Partly, Shipped, Delivered, Completed, Cancelled, Closed) with { Always = NothingSent, AlwaysKnown = Known },
            DomainStatus.Initial(Ready, Unpaid, Partly, Shipped, Delivered, Completed, Cancelled, Closed)
                with { Always = NothingSent + " && order.units.open > 0", AlwaysKnown = Known },
            DomainStatus.Of(Partly, Unpaid, Ready, Shipped, Delivered, Completed, Cancelled, Closed)
                with { Always = "order.units.sent > 0 && order.units.open > 0", AlwaysKnown = Known },
            DomainStatus.Of(Shipped, Unpaid, Ready, Partly, Delivered, Completed, Cancelled, Closed) with { Always = AllSent, AlwaysKnown = Known },
            DomainStatus.Of(Delivered, Partly, Shipped, Completed, Closed) with { Always = AllSent, AlwaysKnown = Known },
            DomainStatus.Final(Completed, Partly, Shipped, Delivered, Closed) with { Always = NothingOpen, AlwaysKnown = Known },
            DomainStatus.Final(Cancelled, Unpaid, Ready, Partly, Shipped, Delivered, Completed, Closed)
                with { Always = $"{NothingSent} && {NothingOpen}", AlwaysKnown = Known },
            DomainStatus.Final(Closed, Unpaid, Ready, Partly, Shipped, Delivered, Completed, Cancelled) with { AlwaysKnown = Known },
        ],
        Verbs(),
        OrderFacts.Schema,
        OrderFacts.Instants,
        ShipmentFacts.Schema,
        OrderActions.All);

    /// <summary>The domain of orders that only carry totals: nothing is ever sent.</summary>
    public static WorkflowDomain TotalsOnly { get; } = WorkflowDomain.Of(
        nameof(OrderStatus),
        [
            DomainStatus.Initial(Unpaid, Completed, Cancelled, Closed),
            new(Completed, true, true, [Unpaid, Cancelled, Closed]),
            DomainStatus.Final(Cancelled, Unpaid, Completed, Closed),
            DomainStatus.Final(Closed, Unpaid, Completed, Cancelled),
        ],
        [
            DomainVerb.Of(OrderVerbs.Expire, (Unpaid, Cancelled), (Unpaid, Closed)),
            DomainVerb.Of(OrderVerbs.Cancel, (Unpaid, Cancelled), (Unpaid, Closed)),
            DomainVerb.Of(OrderVerbs.Reinstate, (Cancelled, Unpaid), (Cancelled, Completed), (Closed, Unpaid), (Closed, Completed)),
            DomainVerb.Of(OrderVerbs.Refund, (Unpaid, Unpaid), (Completed, Completed), (Completed, Closed), (Cancelled, Cancelled), (Closed, Closed)),
            DomainVerb.Of(OrderVerbs.AmendPrice, (Unpaid, Unpaid)),
            DomainVerb.Notice(OrderVerbs.Notify),
        ],
        OrderFacts.Schema,
        OrderFacts.Instants,
        actions: OrderActions.All);

    private static ValueList<DomainVerb> Verbs() =>
    [
        DomainVerb.Of(OrderVerbs.Expire, (Unpaid, Cancelled)),
        DomainVerb.Of(OrderVerbs.Cancel, (Unpaid, Unpaid), (Unpaid, Cancelled), (Ready, Ready), (Ready, Cancelled)),
        DomainVerb.Of(OrderVerbs.CancelOpen, (Partly, Partly), (Partly, Shipped), (Partly, Delivered), (Partly, Completed), (Partly, Closed)),
        DomainVerb.Of(OrderVerbs.Ship, (Ready, Partly), (Ready, Shipped), (Partly, Partly), (Partly, Shipped)),
        DomainVerb.Of(OrderVerbs.Complete, (Shipped, Shipped), (Delivered, Completed), (Delivered, Delivered)),
        DomainVerb.Of(OrderVerbs.Reinstate, (Cancelled, Unpaid), (Cancelled, Ready), (Ready, Ready), (Partly, Partly), (Shipped, Partly), (Delivered, Partly)),
        DomainVerb.Of(
            OrderVerbs.Refund,
            (Unpaid, Unpaid), (Unpaid, Cancelled), (Ready, Ready), (Ready, Cancelled), (Partly, Partly), (Partly, Shipped), (Partly, Delivered),
            (Partly, Closed), (Shipped, Shipped), (Shipped, Closed),
            (Delivered, Delivered), (Delivered, Closed), (Completed, Completed), (Completed, Closed), (Cancelled, Cancelled), (Closed, Closed)),
        DomainVerb.Of(OrderVerbs.AmendPrice, (Unpaid, Unpaid), (Unpaid, Ready), (Ready, Ready)),
        DomainVerb.Notice(OrderVerbs.Notify),
        DomainVerb.Notice(OrderVerbs.Reserve),
    ];
}

/// <summary>What a workflow can ask the host to do once a trigger has fired; each goes to the outbox.</summary>
public static class OrderActions
{
    /// <summary>Tell somebody: <c>to</c> and <c>copy</c> list roles, <c>text</c> says what.</summary>
    public const string Notify = "notify";

    /// <summary>Open a task: <c>for</c> names the role that works on it, <c>title</c> what it is.</summary>
    public const string OpenTask = "open-task";

    /// <summary>Hand the order to another system: <c>to</c> names it, <c>as</c> the form.</summary>
    public const string Export = "export";

    internal static ValueList<DomainAction> All { get; } =
    [
        DomainAction.Of(Notify, ActionParameter.List("to"), ActionParameter.OptionalList("copy"), ActionParameter.OptionalText("text")),
        DomainAction.Of(OpenTask, ActionParameter.Text("for"), ActionParameter.OptionalText("title")),
        DomainAction.Of(Export, ActionParameter.Text("to"), ActionParameter.OptionalText("as")),
    ];
}

/// <summary>The verbs that triggers of orders can do.</summary>
public static class OrderVerbs
{
    /// <summary>The payment deadline passed.</summary>
    public const string Expire = "expire";

    /// <summary>Cancel before anything was sent.</summary>
    public const string Cancel = "cancel";

    /// <summary>Cancel what was not sent while other units were.</summary>
    public const string CancelOpen = "cancel-open";

    /// <summary>Hand over a shipment.</summary>
    public const string Ship = "ship";

    /// <summary>Confirm that all is well.</summary>
    public const string Complete = "complete";

    /// <summary>Send cancelled units after all.</summary>
    public const string Reinstate = "reinstate";

    /// <summary>Owe, withdraw or withhold money.</summary>
    public const string Refund = "refund";

    /// <summary>Change the price before payment.</summary>
    public const string AmendPrice = "amend-price";

    /// <summary>Hold stock for an order of which only a deposit is paid; any other order holds it from its placing on.</summary>
    public const string Reserve = "reserve";

    /// <summary>Tell somebody.</summary>
    public const string Notify = "notify";
}
