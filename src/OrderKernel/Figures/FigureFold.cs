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
using OrderKernel.Work;

namespace OrderKernel.Figures;

/// <summary>Figures and health of one tenant, folded over everything stored.</summary>
/// <param name="Figures">The counts.</param>
/// <param name="Health">The order health index.</param>
/// <param name="Operating">The operating table.</param>
/// <param name="Head">The heads of all streams, as an anchor keeps them.</param>
public sealed record FigureReport(KernelFigures Figures, HealthReport Health, OperatingTable Operating, PartitionHead Head)
{
    /// <summary>What is in no figure because retention dropped its content.</summary>
    public DroppedContent Dropped { get; init; } = DroppedContent.None;

    /// <summary>The orders behind the figures that orders add up to: each figure of which any order has a part, in ordinal order.</summary>
    public ValueList<FigureOrders> Behind { get; init; }

    /// <summary>Folds a tenant's streams and inbox.</summary>
    /// <param name="store">The store.</param>
    /// <param name="policies">The documents whose targets health is measured against, and the zone of hours.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static ValueTask<FigureReport> FoldAsync(IOrderStore store, KernelPolicies policies, TenantId tenant,
        CancellationToken cancellationToken = default) =>
        new FigureFold(policies).FoldAsync(store, tenant, cancellationToken);
}

/// <summary>Folds one tenant's events and answers into counts, one stream at a time.</summary>
internal sealed class FigureFold(KernelPolicies policies)
{
    private readonly HealthAccumulator _health = new(policies.Health.Policy);
    private readonly HourlyCounts _hours = new(policies.Zone);
    private readonly FigureParts _parts = new();
    private readonly Tally _channels = new(), _holds = new(), _tiers = new(), _reservations = new(), _parked = new(), _conflicts = new();
    private KernelFigures _figures = new();
    private DroppedContent _dropped = DroppedContent.None;

    public async ValueTask<FigureReport> FoldAsync(IOrderStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        await foreach (var stream in store.ScanAsync(tenant, StreamKinds.Order, cancellationToken).ConfigureAwait(false)) Order(stream);
        await foreach (var stream in store.ScanAsync(tenant, StreamKinds.Case, cancellationToken).ConfigureAwait(false))
            await CaseAsync(store, stream, cancellationToken).ConfigureAwait(false);
        await foreach (var stream in store.ScanAsync(tenant, StreamKinds.Reservation, cancellationToken).ConfigureAwait(false)) Reservation(stream);
        await foreach (var entry in store.ListAsync(tenant, cancellationToken).ConfigureAwait(false)) Answer(entry);
        var partition = await PartitionHead.OfAsync(tenant, store.HeadsAsync(tenant, cancellationToken), cancellationToken).ConfigureAwait(false);
        var figures = _figures with
        {
            Paid = _parts[nameof(KernelFigures.Paid)],
            UnpaidExpired = _parts[nameof(KernelFigures.UnpaidExpired)],
            OrderedMinor = _parts[nameof(KernelFigures.OrderedMinor)],
            KeptMinor = _parts[nameof(KernelFigures.KeptMinor)],
            RefundedMinor = _parts[nameof(KernelFigures.RefundedMinor)],
            RefundPendingMinor = _parts[nameof(KernelFigures.RefundPendingMinor)],
            Refunds = _parts[nameof(KernelFigures.Refunds)],
            FullRefunds = _parts[nameof(KernelFigures.FullRefunds)],
            LatePayments = _parts[nameof(KernelFigures.LatePayments)],
            VipExpedite = _parts[nameof(KernelFigures.VipExpedite)],
            Shipments = _parts[nameof(KernelFigures.Shipments)],
            ShippedElsewhere = _parts[nameof(KernelFigures.ShippedElsewhere)],
            FirstScanOverdue = _parts[nameof(KernelFigures.FirstScanOverdue)],
            SuspectSignOffs = _parts[nameof(KernelFigures.SuspectSignOffs)],
            Statuses = Enum.GetNames(typeof(OrderStatus))
                .Select(s => new WordCount(s, _parts[FigureParts.Word(nameof(KernelFigures.Statuses), s)])).ToValueList(),
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
        return new(figures, HealthIndex.Of(_health.Counts, policies.Health), OperatingTable.Of(_health.Counts, policies.Operating),
            partition) { Dropped = _dropped, Behind = _parts.ToList() };
    }

    private void Order(StoredStream stream)
    {
        // An order whose records retention dropped is in no figure any more, and is said to be in none.
        if (stream.DroppedOf(OrderDecider.Decider) is not null)
        {
            _dropped = _dropped with { Orders = _dropped.Orders + 1 };
            return;
        }

        Order? order = null;
        var isByHand = false;
        var (holds, refunds) = (new List<string>(), 0);
        foreach (var step in stream.Walk(OrderDecider.Decider))
        {
            var happened = step.Event;
            if (happened is HoldPlaced held) holds.Add(held.Hold.Kind.Value);
            if (happened is ChannelHoldsSet set) holds.AddRange(set.Holds.Items.Select(h => h.Kind.Value));
            if (happened is StepEntered { Placed: { } placed }) holds.Add(placed.Kind.Value);
            if (happened is RefundPaid) refunds++;
            if (KernelMilestones.Of(step.Before, step.After!, happened, step.Envelope.At) is { } milestone)
            {
                if (milestone.What != Milestone.HandledByHand || !isByHand) _health.Add(milestone);
                isByHand |= milestone.What == Milestone.HandledByHand;
            }

            order = step.After;
        }

        if (order is null) return;
        Add(order, refunds);
        foreach (var kind in holds) _holds.Add(kind);
        foreach (var kind in holds.GroupBy(k => k)) _parts.Add(FigureParts.Word(nameof(KernelFigures.Holds), kind.Key), order, kind.Count());
        // Only goods that are to be sent have an address to check; claims are the largest events, so others are not read back.
        if (!order.NeedsFulfilment) return;
        var intake = stream.Fold(Intake.Decider);
        if (intake.Dropped is not null) _dropped = _dropped with { Claims = _dropped.Claims + 1 };
        else if (KernelMilestones.Checked(order, intake.State?.Merged) is { } checkedFact) _health.Add(checkedFact);
    }

    private void Add(Order order, int refunds)
    {
        var money = order.Money;
        var isYuan = money.Due.Currency == Currency.Cny;
        // An order that was split off is ordered with the one it came from; what a channel's orders replaced is with them.
        var isGoneOn = order is { Outcome: ClaimOutcome.Replaced, Kin.To.IsEmpty: true } && order.Lines.Items.All(l => l.Units.Sent.IsZero);
        var isOrdered = isYuan && !isGoneOn && order.Kin.Root == order.Key;
        var sent = order.Shipments.Items.Where(s => s.HandedOverAt is not null).ToArray();
        _channels.Add(order.Key.Channel.Value);
        _hours.Add(order.CreatedAt);
        _figures = _figures with { Orders = _figures.Orders + 1 };
        Part(FigureParts.Word(nameof(KernelFigures.Statuses), order.Statuses.Headline.ToString()), 1);
        Part(nameof(KernelFigures.Paid), money.Paid.IsZero ? 0 : 1);
        Part(nameof(KernelFigures.UnpaidExpired), money.Paid.IsZero && order.HasExpired ? 1 : 0);
        Part(nameof(KernelFigures.OrderedMinor), isOrdered ? order.Placed.Amounts.Due.MinorUnits : 0);
        Part(nameof(KernelFigures.KeptMinor), isYuan && !isGoneOn ? (money.Kept + money.Withheld).MinorUnits : 0);
        Part(nameof(KernelFigures.RefundedMinor), isYuan ? money.Refunded.MinorUnits : 0);
        Part(nameof(KernelFigures.RefundPendingMinor), isYuan ? money.RefundPending.MinorUnits : 0);
        Part(nameof(KernelFigures.Refunds), refunds);
        Part(nameof(KernelFigures.FullRefunds), order.Position.IsAllRefunded ? 1 : 0);
        Part(nameof(KernelFigures.LatePayments), order.Payments.Items.Count(p => p.IsLate));
        Part(nameof(KernelFigures.VipExpedite), order.Tags.Items.Contains(policies.Orders.Screening.Policy.Tag) ? 1 : 0);
        Part(nameof(KernelFigures.Shipments), sent.Length);
        Part(nameof(KernelFigures.ShippedElsewhere), sent.Count(s => s.IsElsewhere));
        Part(nameof(KernelFigures.FirstScanOverdue), sent.Count(IsFirstScanOverdue));
        Part(nameof(KernelFigures.SuspectSignOffs), order.Shipments.Items.Count(s => s.IsSignOffSuspect));

        void Part(string figure, long part) => _parts.Add(figure, order, part);
    }

    /// <summary>A parcel with a waybill that the carrier scanned too late or, as far as anybody told, never.</summary>
    private bool IsFirstScanOverdue(Shipment shipment) => !shipment.Waybills.IsEmpty
        && (shipment.FirstScanAt is not { } scannedAt || scannedAt >= FirstScan.OverdueAt(shipment.HandedOverAt!.Value, policies.Tracks.Policy));

    private async ValueTask CaseAsync(IOrderStore store, StoredStream stream, CancellationToken cancellationToken)
    {
        if (!CaseKey.TryParse(stream.Id, out var key)) return;
        // A case is counted with its order or not at all.
        var order = await store.ReadAsync(key.Order, cancellationToken).ConfigureAwait(false);
        var loaded = stream.Fold(CaseProcess.Decider);
        if (loaded.Dropped is not null || order.DroppedOf(OrderDecider.Decider) is not null)
        {
            _dropped = _dropped with { Cases = _dropped.Cases + 1 };
            return;
        }

        if (loaded.State is not { Verdict: { } verdict } state) return;
        _tiers.Add(verdict.RefusedAs ?? verdict.Tier);
        if (verdict.Kind == VerdictKind.Automatic) _figures = _figures with { AutoApprovedRefunds = _figures.AutoApprovedRefunds + 1 };
        if (order.Walk(OrderDecider.Decider).Select(s => s.Event).OfType<OrderPlaced>().FirstOrDefault() is not { } placed) return;
        foreach (var milestone in KernelMilestones.Of(state, placed.Key)) _health.Add(milestone);
    }

    private void Reservation(StoredStream stream)
    {
        var loaded = stream.Fold(Reservations.Decider);
        if (loaded.Dropped is not null) _dropped = _dropped with { Reservations = _dropped.Reservations + 1 };
        else if (loaded.State is { } reservation) _reservations.Add(reservation.Status.ToString());
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
}

/// <summary>Counts by word, listed in ordinal order.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long this[string word] => _counts.TryGetValue(word, out var count) ? count : 0;

    public void Add(string word) => _counts[word] = this[word] + 1;

    public ValueList<WordCount> ToList() => _counts.Select(c => new WordCount(c.Key, c.Value)).ToValueList();
}
