using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Health;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;

namespace OrderKernel.Figures;

/// <summary>Figures and health of one tenant, folded over everything stored.</summary>
/// <param name="Figures">The counts.</param>
/// <param name="Health">The order health index.</param>
/// <param name="Operating">The operating table.</param>
public sealed record FigureReport(KernelFigures Figures, HealthReport Health, OperatingTable Operating)
{
    /// <summary>Folds a tenant's streams and inbox.</summary>
    /// <param name="store">The store.</param>
    /// <param name="policies">The documents whose targets health is measured against, and the zone of hours.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the fold.</param>
    public static ValueTask<FigureReport> FoldAsync(IOrderStore store, KernelPolicies policies, TenantId tenant, CancellationToken cancellationToken = default) =>
        new FigureFold(policies).FoldAsync(store, tenant, cancellationToken);
}

/// <summary>Folds one tenant's events and answers into counts, one stream at a time.</summary>
internal sealed class FigureFold(KernelPolicies policies)
{
    private readonly HealthAccumulator _health = new(policies.Health.Policy);
    private readonly HourlyCounts _hours = new(policies.Zone);
    private readonly Tally _statuses = new(), _channels = new(), _holds = new(), _tiers = new(), _reservations = new(), _parked = new(), _conflicts = new();
    private readonly Dictionary<string, OrderKey> _keys = new(StringComparer.Ordinal);
    private KernelFigures _figures = new();

    public async ValueTask<FigureReport> FoldAsync(IOrderStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        await EachAsync(store.ReadAllAsync(tenant, StreamKinds.Order, cancellationToken), Order).ConfigureAwait(false);
        await EachAsync(store.ReadAllAsync(tenant, StreamKinds.Case, cancellationToken), Case).ConfigureAwait(false);
        await EachAsync(store.ReadAllAsync(tenant, StreamKinds.Reservation, cancellationToken), Reservation).ConfigureAwait(false);
        await foreach (var entry in store.ListAsync(tenant, cancellationToken).ConfigureAwait(false)) Answer(entry);
        var heads = new List<StreamHead>();
        await foreach (var head in store.HeadsAsync(tenant, cancellationToken).ConfigureAwait(false)) heads.Add(head);
        var partition = PartitionHead.Of(tenant, heads);
        var figures = _figures with
        {
            Statuses = Enum.GetNames(typeof(OrderStatus)).Select(s => new WordCount(s, _statuses[s])).ToValueList(),
            Channels = _channels.ToList(),
            Holds = _holds.ToList(),
            Tiers = _tiers.ToList(),
            Reservations = _reservations.ToList(),
            ParkedBy = _parked.ToList(),
            ConflictsBy = _conflicts.ToList(),
            Hours = _hours.Hours,
            Events = partition.Events,
            Streams = partition.Streams,
            EventHash = partition.Hash.ToString(),
        };
        return new(figures, HealthIndex.Of(_health.Counts, policies.Health), OperatingTable.Of(_health.Counts, policies.Operating));
    }

    private void Order(IReadOnlyList<EventEnvelope> events)
    {
        Order? order = null;
        var isByHand = false;
        foreach (var envelope in events)
        {
            if (!OrderEvents.Codec.Knows(envelope.Type)) continue;
            // An order whose records retention dropped is in no figure any more.
            if (envelope.IsDropped) return;
            var happened = OrderEvents.Codec.Decode(envelope);
            if (happened is HoldPlaced held) _holds.Add(held.Hold.Kind.Value);
            if (happened is ChannelHoldsSet set) foreach (var hold in set.Holds) _holds.Add(hold.Kind.Value);
            if (happened is StepEntered { Placed: { } placed }) _holds.Add(placed.Kind.Value);
            if (happened is RefundPaid) _figures = _figures with { Refunds = _figures.Refunds + 1 };
            foreach (var milestone in KernelMilestones.Of(order, happened, envelope.At))
            {
                if (milestone.What != Milestone.HandledByHand || !isByHand) _health.Add(milestone);
                isByHand |= milestone.What == Milestone.HandledByHand;
            }

            order = OrderDecider.Evolve(order, happened);
        }

        if (order is null) return;
        Add(order);
        _keys[events[0].Stream.Key] = order.Key;
        // Only goods that are to be sent have an address to check; claims are the largest events, so others are not read back.
        if (order.Placed.NeedsFulfilment && KernelMilestones.Checked(order, Merged(events)) is { } checkedFact) _health.Add(checkedFact);
    }

    private static ClaimContent? Merged(IReadOnlyList<EventEnvelope> events)
    {
        var intake = IntakeState.Empty;
        foreach (var envelope in events)
        {
            if (!envelope.IsDropped && !OrderEvents.Codec.Knows(envelope.Type)) intake = Intake.Evolve(intake, IntakeEvents.Codec.Decode(envelope));
        }

        return intake.Merged;
    }

    private void Add(Order order)
    {
        var money = order.Money;
        var isYuan = money.Due.Currency == Currency.Cny;
        var sent = order.Shipments.Items.Where(s => s.HandedOverAt is not null).ToArray();
        _statuses.Add(order.Statuses.Headline.ToString());
        _channels.Add(order.Key.Channel.Value);
        _hours.Add(order.CreatedAt);
        _figures = _figures with
        {
            Orders = _figures.Orders + 1,
            Paid = _figures.Paid + (money.Paid.IsZero ? 0 : 1),
            UnpaidExpired = _figures.UnpaidExpired + (money.Paid.IsZero && order.HasExpired ? 1 : 0),
            OrderedMinor = _figures.OrderedMinor + (isYuan ? order.Placed.Amounts.Due.MinorUnits : 0),
            KeptMinor = _figures.KeptMinor + (isYuan ? (money.Kept + money.Withheld).MinorUnits : 0),
            RefundedMinor = _figures.RefundedMinor + (isYuan ? money.Refunded.MinorUnits : 0),
            RefundPendingMinor = _figures.RefundPendingMinor + (isYuan ? money.RefundPending.MinorUnits : 0),
            FullRefunds = _figures.FullRefunds + (order.Position.IsAllRefunded ? 1 : 0),
            LatePayments = _figures.LatePayments + order.Payments.Items.Count(p => p.IsLate),
            VipExpedite = _figures.VipExpedite + (order.Tags.Items.Contains(policies.Orders.Screening.Policy.Tag) ? 1 : 0),
            Shipments = _figures.Shipments + sent.Length,
            ShippedElsewhere = _figures.ShippedElsewhere + sent.Count(s => s.IsElsewhere),
            FirstScanOverdue = _figures.FirstScanOverdue + sent.Count(IsFirstScanOverdue),
            SuspectSignOffs = _figures.SuspectSignOffs + order.Shipments.Items.Count(s => s.IsSignOffSuspect),
        };
    }

    /// <summary>A parcel with a waybill that the carrier scanned too late or, as far as anybody told, never.</summary>
    private bool IsFirstScanOverdue(Shipment shipment) => !shipment.Waybills.IsEmpty
        && (shipment.FirstScanAt is not { } scannedAt || scannedAt >= FirstScan.OverdueAt(shipment.HandedOverAt!.Value, policies.Tracks.Policy));

    private void Case(IReadOnlyList<EventEnvelope> events)
    {
        var state = AfterSalesCase.None;
        foreach (var envelope in events) state = CaseProcess.Evolve(state, CaseProcess.Codec.Decode(envelope));
        if (state.Verdict is not { } verdict) return;
        _tiers.Add(verdict.RefusedAs ?? verdict.Tier);
        if (verdict.Kind == VerdictKind.Automatic) _figures = _figures with { AutoApprovedRefunds = _figures.AutoApprovedRefunds + 1 };
        if (!_keys.TryGetValue(events[0].Stream.Key.Split('.')[0], out var order)) return;
        foreach (var milestone in KernelMilestones.Of(state, order)) _health.Add(milestone);
    }

    private void Reservation(IReadOnlyList<EventEnvelope> events)
    {
        if (Reservations.Fold(events.Select(InventoryEvents.Reservations.Decode)) is { } reservation) _reservations.Add(reservation.Status.ToString());
    }

    private void Answer(InboxEntry entry)
    {
        if (DeliveryAnswer.TryRead(entry.Answer) is not { } answer) return;
        _figures = answer.Outcome switch
        {
            DeliveryOutcome.Applied => _figures with { Applied = _figures.Applied + 1 },
            DeliveryOutcome.Stale => _figures with { Stale = _figures.Stale + 1 },
            DeliveryOutcome.Conflict => _figures with { Conflicts = _figures.Conflicts + 1 },
            DeliveryOutcome.Parked => _figures with { Parked = _figures.Parked + 1 },
            DeliveryOutcome.Duplicate => _figures with { Duplicates = _figures.Duplicates + 1 },
            _ => _figures with { Skipped = _figures.Skipped + 1 },
        };
        if (answer is { Outcome: DeliveryOutcome.Parked, Code: { } why }) _parked.Add(why);
        if (answer is { Outcome: DeliveryOutcome.Conflict, Code: { } what }) _conflicts.Add(what);
    }

    private static async ValueTask EachAsync(IAsyncEnumerable<EventEnvelope> all, Action<IReadOnlyList<EventEnvelope>> stream)
    {
        var events = new List<EventEnvelope>();
        await foreach (var envelope in all.ConfigureAwait(false))
        {
            if (events.Count > 0 && events[0].Stream != envelope.Stream)
            {
                stream(events);
                events.Clear();
            }

            events.Add(envelope);
        }

        if (events.Count > 0) stream(events);
    }
}

/// <summary>Counts by word, listed in ordinal order.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long this[string word] => _counts.TryGetValue(word, out var count) ? count : 0;

    public void Add(string word) => _counts[word] = this[word] + 1;

    public ValueList<WordCount> ToList() => _counts.Select(c => new WordCount(c.Key, c.Value)).ToValueList();
}
