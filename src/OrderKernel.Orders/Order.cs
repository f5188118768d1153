using NodaTime;

namespace OrderKernel.Orders;

/// <summary>
/// One order as its events left it: both ledgers, shipments, holds and the place in
/// its process. Made only by folding events (see <see cref="OrderDecider.Evolve"/>).
/// </summary>
/// <remarks>
/// Cost: money and endings stand in records of their own, so that a move of goods copies neither. Laws: what is due = Σ lines' money left +
/// <see cref="Parts"/>; reserved units of a line = its units in planned shipments with a reservation.
/// </remarks>
public sealed record Order
{
    // Setters are the fold's alone: it changes its own copy before anybody sees it.
    internal Order(OrderPlaced placed, OrderBooks books, OrderCourse course) => (Placed, Books, Course) = (placed, books, course);

    /// <summary>The event that placed it.</summary>
    public OrderPlaced Placed { get; }

    /// <summary>True when something is sent for a line of it.</summary>
    public bool NeedsFulfilment => Lines.Items.Any(static l => l.NeedsFulfilment);

    /// <summary>True when the channel never tells whether it shipped.</summary>
    public bool IsShippingNeverTold => Placed.IsShippingNeverTold && !Desk.IsShippingTold;

    /// <summary>The amounts, as placed or amended.</summary>
    public OrderAmounts Amounts => Books.Amounts;

    /// <summary>The money ledger.</summary>
    public MoneyLedger Money => Books.Money;

    /// <summary>The part of what is due that no line explains.</summary>
    public OrderParts Parts => Books.Parts;

    /// <summary>Such money that cancelled units took with them.</summary>
    public OrderParts CancelledParts => Books.CancelledParts;

    /// <summary>Such money that was written off with refused or lost units.</summary>
    public OrderParts WrittenOffParts => Books.WrittenOffParts;

    /// <summary>The lines.</summary>
    public ValueList<OrderLine> Lines { get; internal set; }

    /// <summary>The shipments, in the order in which they came up.</summary>
    public ValueList<Shipment> Shipments { get; internal set; }

    /// <summary>The holds that stand.</summary>
    public ValueList<Hold> Holds { get; internal set; }

    /// <summary>The changes that were proposed, answered or not.</summary>
    public ValueList<ProposedChange> Changes => Desk.Changes;

    /// <summary>The token of the address that was agreed on after the order was placed; null for the one that the channel told.</summary>
    public PersonToken? Address => Desk.Address;

    /// <summary>What is noted about the order; null for nothing.</summary>
    public string? Remark => Desk.Remark;

    /// <summary>From which orders units came, and to which they went.</summary>
    public OrderKin Kin => Desk.Kin ?? new(Key, [], []);

    /// <summary>Paid money that came or went with units of other orders.</summary>
    public ValueList<MovedMoney> MovedMoney => Desk.Moved;

    /// <summary>The invoices, the one that changed last at the end.</summary>
    public ValueList<OrderInvoice> Invoices => Desk.Invoices;

    /// <summary>From where an order that people entered came; null for one that a channel told.</summary>
    public SourceId? Source => Placed.Source;

    /// <summary>The tags.</summary>
    public ValueList<OrderTag> Tags { get; internal set; }

    /// <summary>The attachments, in the order in which they came.</summary>
    public ValueList<Evidence> Evidence => Desk.Evidence;

    /// <summary>The legal holds that stand: while there is one, no detail of the order is dropped.</summary>
    public ValueList<LegalHold> LegalHolds => Desk.LegalHolds;

    /// <summary>What channels were told of parcels and what they answered, in that order.</summary>
    public ValueList<WriteBackNote> WriteBacks => Desk.WriteBacks;

    /// <summary>The rules of chains that fired for the order or could not be evaluated, in that order.</summary>
    public ValueList<AskedRule> Rules => Desk.Rules;

    /// <summary>Holds for restrictions of purchase that somebody released: the restriction does not bind this order any more.</summary>
    public ValueList<HoldId> Waived => Desk.Waived;

    /// <summary>The payments.</summary>
    public ValueList<Payment> Payments => Books.Payments;

    /// <summary>The refunds.</summary>
    public ValueList<Refund> Refunds => Books.Refunds;

    /// <summary>The place in the process; null before the first step.</summary>
    public ProcessPosition? Process { get; internal set; }

    /// <summary>How the channel ended the order; null while it did not.</summary>
    public ClaimOutcome? Outcome => Course.Outcome;

    /// <summary>True once the buyer or the channel confirmed.</summary>
    public bool IsConfirmed => Course.IsConfirmed;

    /// <summary>True once the return window is over.</summary>
    public bool IsReturnWindowOver => Course.IsReturnWindowOver;

    /// <summary>What was announced of a payment without money moving: PendingConfirmation, Authorized, Voided, else Unpaid.</summary>
    public PaymentStatus PaymentNote => Books.PaymentNote;

    /// <summary>What the payment deadline cancelled; null unless the order stands expired.</summary>
    public OrderExpired? Expiry => Course.Expiry;

    /// <summary>True when the payment deadline ever cancelled the order.</summary>
    public bool HasExpired => Course.HasExpired;

    /// <summary>Since when it can be paid: created, or reinstated by hand.</summary>
    public Instant PayableSince => Course.PayableSince;

    /// <summary>When the buyer first paid.</summary>
    public Instant? PaidAt => Books.PaidAt;

    /// <summary>When the first parcel left.</summary>
    public Instant? ShippedAt { get; internal set; }

    /// <summary>When the last unit so far was delivered.</summary>
    public Instant? DeliveredAt { get; internal set; }

    /// <summary>When units were last cancelled.</summary>
    public Instant? CancelledAt => Course.CancelledAt;

    /// <summary>When the order was completed.</summary>
    public Instant? CompletedAt => Course.CompletedAt;

    /// <summary>When the channel ended it.</summary>
    public Instant? EndedAt => Course.EndedAt;

    internal OrderBooks Books { get; set; }

    internal OrderCourse Course { get; set; }

    internal OrderDesk Desk { get; set; } = OrderDesk.None;

    /// <summary>The key.</summary>
    public OrderKey Key => Placed.Key;

    /// <summary>The id, minted by the placing claim.</summary>
    public OrderId Id => Placed.Id;

    /// <summary>When it was created at the channel.</summary>
    public Instant CreatedAt => Placed.CreatedAt;

    /// <summary>The payment terms.</summary>
    public PaymentTerms Terms => Placed.Terms;

    /// <summary>Money that is owed back and that no refund names yet: of cancelled units, late or double payment.</summary>
    public Money PendingUnassigned
    {
        get
        {
            var free = Money.RefundPending;
            foreach (var refund in Refunds)
            {
                if (refund.IsOpen) free -= refund.Amount;
            }

            return free;
        }
    }

    /// <summary>What both ledgers say together.</summary>
    public LedgerPosition Position => OrderPosition.Of(this);

    /// <summary>The statuses that follow.</summary>
    public DerivedStatuses Statuses => DerivedStatuses.Of(Position);

    /// <summary>The line of an id, or null.</summary>
    /// <param name="id">Our id of the line; of a bundle's component its own.</param>
    public OrderLine? Line(LineId id)
    {
        foreach (var line in Lines)
        {
            if (line.Id == id) return line;
        }

        return null;
    }

    /// <summary>The shipment of an id, or null.</summary>
    /// <param name="id">Our id of the shipment, not a waybill.</param>
    public Shipment? Shipment(ShipmentId id)
    {
        foreach (var shipment in Shipments)
        {
            if (shipment.Id == id) return shipment;
        }

        return null;
    }

    /// <summary>The invoice of an id, or null.</summary>
    /// <param name="id">The invoice's id.</param>
    public OrderInvoice? Invoice(InvoiceId id)
    {
        foreach (var invoice in Invoices)
        {
            if (invoice.Id == id) return invoice;
        }

        return null;
    }

    /// <summary>What became of a rule of a chain; null while it neither fired nor erred.</summary>
    /// <param name="chain">The chain's name.</param>
    /// <param name="rule">The rule's id.</param>
    public AskedRule? Asked(string chain, string rule)
    {
        foreach (var asked in Rules)
        {
            if (asked.Chain == chain && asked.Rule == rule) return asked;
        }

        return null;
    }

    /// <summary>The proposal of an id, or null.</summary>
    /// <param name="id">The proposal's id.</param>
    public ProposedChange? Change(ChangeId id)
    {
        foreach (var change in Changes)
        {
            if (change.Id == id) return change;
        }

        return null;
    }

    /// <summary>The refund of an id, or null.</summary>
    /// <param name="id">The refund's id.</param>
    public Refund? Refund(RefundId id)
    {
        foreach (var refund in Refunds)
        {
            if (refund.Id == id) return refund;
        }

        return null;
    }

    /// <summary>The lines that came from one line of the channel: one, or a bundle's components.</summary>
    /// <param name="source">The channel's line; one that no line came from gives none.</param>
    public ValueList<OrderLine> LinesOf(LineId source) => Lines.Where(l => l.Source == source);

    /// <summary>The hold that forbids something at an instant, or null.</summary>
    /// <param name="scope">What is to be done.</param>
    /// <param name="at">When.</param>
    /// <param name="shipment">The shipment concerned; null when none is.</param>
    /// <param name="lines">The lines concerned; empty for all.</param>
    public Hold? HeldBy(HoldScopes scope, Instant at, ShipmentId? shipment, ValueList<LineId> lines)
    {
        foreach (var hold in Holds)
        {
            if ((hold.Scopes & scope) == 0 || !hold.StandsAt(at)) continue;
            if (hold.Shipment is { } held && shipment is { } asked && held != asked) continue;
            if (hold.Line is { } line && !lines.IsEmpty && !lines.Items.Contains(line)) continue;
            return hold;
        }

        return null;
    }

    /// <summary>
    /// Whether a hold forbids anything that can still happen: one that forbids shipping alone does not once nothing in its reach is left to ship.
    /// </summary>
    /// <param name="hold">A hold of the order. It stays where it is: should units come back, it holds them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hold"/> is null.</exception>
    public bool Restrains(Hold hold)
    {
        ArgumentNullException.ThrowIfNull(hold);
        if (hold.Scopes != HoldScopes.Ship) return true;
        if (Statuses.Headline is OrderStatus.Completed or OrderStatus.Cancelled or OrderStatus.Closed) return false;
        if (hold.Shipment is { } shipment) return Shipment(shipment) is { Status: ShipmentStatus.Planned };
        foreach (var line in Lines)
        {
            if (line.NeedsFulfilment && !line.Units.Rest.IsZero && (hold.Line is not { } held || held == line.Id)) return true;
        }

        return false;
    }
}
