using System.Collections.Immutable;
using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Retention;

/// <summary>
/// Lets the content of old orders go, with their cases, reservations and tracks, as the retention policy says; chains, heads and anchors stay as they are.
/// </summary>
/// <remarks>
/// Laws: planning changes nothing; planning again after a run plans nothing new; a later
/// instant never keeps more; what an order needs goes with it and never before it.
/// </remarks>
public static class KernelRetention
{
    /// <summary>What a run would drop, and why it keeps the rest; changes nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="policies">The documents that decide: how long what is kept.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The business instant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static ValueTask<RetentionOutline> PlanAsync(IOrderStore store, KernelPolicies policies, TenantId tenant, Instant now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(policies);
        return new RetentionPlanning(store, policies, tenant, now).PlanAsync(cancellationToken);
    }

    /// <summary>Plans and drops.</summary>
    /// <param name="store">The store.</param>
    /// <param name="retention">The same store's facet that drops content.</param>
    /// <param name="policies">The documents that decide: how long what is kept, and the zone of the day that is noted.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The business instant.</param>
    /// <param name="cancellationToken">Stops between two streams; what was dropped is gone.</param>
    /// <returns>The plan that was carried out.</returns>
    /// <remarks>A legal hold that is set while the run is on may come too late for its order: set holds before, not during a run.</remarks>
    public static async ValueTask<RetentionOutline> RunAsync(
        IOrderStore store, IDetailRetention retention, KernelPolicies policies, TenantId tenant, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        var outline = await PlanAsync(store, policies, tenant, now, cancellationToken).ConfigureAwait(false);
        var on = now.InZone(policies.Zone).Date;
        foreach (var stream in outline.Streams)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Orders come first: a run that stops between them leaves what the next one still finds by its order.
            await retention.DropAsync(stream.Stream, stream.Versions, on, cancellationToken).ConfigureAwait(false);
        }

        return outline;
    }
}

/// <summary>Goes through the streams of one tenant.</summary>
internal sealed class RetentionPlanning(IOrderStore store, KernelPolicies policies, TenantId tenant, Instant now)
{
    private readonly RetentionPolicy _policy = policies.Orders.Retention.Policy;
    private readonly List<StreamRetention> _streams = [];
    private readonly List<StreamRetention> _kept = [];
    private readonly List<StreamId> _unreadable = [];
    private readonly HashSet<StreamId> _gone = [];
    private int _orders;

    public async ValueTask<RetentionOutline> PlanAsync(CancellationToken cancellationToken)
    {
        await foreach (var stream in store.ScanAsync(tenant, StreamKinds.Order, cancellationToken).ConfigureAwait(false))
            await OrderAsync(stream, cancellationToken).ConfigureAwait(false);
        await foreach (var stream in store.ScanAsync(tenant, StreamKinds.Case, cancellationToken).ConfigureAwait(false))
        {
            if (CaseKey.TryParse(stream.Id, out var key)) Follow(stream, [key.Order]);
        }

        await foreach (var stream in store.ScanAsync(tenant, StreamKinds.Reservation, cancellationToken).ConfigureAwait(false)) Reservation(stream);
        await foreach (var stream in store.ScanAsync(tenant, StreamKinds.Track, cancellationToken).ConfigureAwait(false))
            await TrackAsync(stream, cancellationToken).ConfigureAwait(false);
        return new(_orders, _streams.ToValueList(), _kept.ToValueList(), _unreadable.ToValueList());
    }

    private async ValueTask OrderAsync(StoredStream stream, CancellationToken cancellationToken)
    {
        _orders++;
        // What belongs to an order keeps it: it goes when all of it is old, and never while a case of it is open.
        var last = Instant.MinValue;
        foreach (var id in await FindAsync(Clues.CasesOf(stream.Id), cancellationToken).ConfigureAwait(false))
        {
            var one = await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            last = Instant.Max(last, LastOf(one));
            if (one.Fold(CaseProcess.Decider).State is not { IsOpen: true } open) continue;
            _kept.Add(new(stream.Id, [], [Reason.Of(TrailCodes.KeptOpen, ("status", open.Status))]));
            return;
        }

        if (!RetentionPlan.Of(stream.Events, _policy, now, last).TryGet(out var plan, out _))
        {
            _unreadable.Add(stream.Id);
            return;
        }

        if (stream.DroppedOf(OrderDecider.Decider) is not null || plan.Why.Items.Any(r => r.Code == TrailCodes.RecordsDue)) _gone.Add(stream.Id);
        (plan.Versions.IsEmpty ? _kept : _streams).Add(new(stream.Id, plan.Versions, plan.Why));
    }

    private void Reservation(StoredStream stream)
    {
        if (stream.Fold(Reservations.Decider).State is not { } reservation) return;
        if (reservation.OrderKey is { } order) Follow(stream, [StreamId.Of(tenant, StreamKinds.Order, order)]);
        else if (reservation.Status != ReservationStatus.Pending) Age(stream);
    }

    private async ValueTask TrackAsync(StoredStream stream, CancellationToken cancellationToken)
    {
        if (stream.Fold(TrackProcess.Decider).State is not { } track) return;
        var orders = await FindAsync(Clues.Waybill(track.Waybill), cancellationToken).ConfigureAwait(false);
        if (orders.IsEmpty) Age(stream);
        else Follow(stream, orders);
    }

    /// <summary>What belongs to orders goes when the records of all of them do.</summary>
    private void Follow(StoredStream stream, ImmutableArray<StreamId> orders)
    {
        if (orders.All(_gone.Contains)) Drop(stream);
    }

    /// <summary>What belongs to no order goes by its own age.</summary>
    private void Age(StoredStream stream)
    {
        if (now - LastOf(stream) >= _policy.RecordsFor) Drop(stream);
    }

    private void Drop(StoredStream stream)
    {
        var versions = stream.Events.Where(e => !e.IsDropped).Select(e => e.Version).ToValueList();
        if (!versions.IsEmpty) _streams.Add(new(stream.Id, versions, [Reason.Of(TrailCodes.RecordsDue, ("events", versions.Count), ("last", LastOf(stream)))]));
    }

    private static Instant LastOf(StoredStream stream) => stream.Events.IsEmpty ? Instant.MinValue : stream.Events.Max(e => e.At);

    private async ValueTask<ImmutableArray<StreamId>> FindAsync(string clue, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<StreamId>();
        await foreach (var stream in store.FindAsync(tenant, clue, cancellationToken).ConfigureAwait(false)) found.Add(stream);
        return found.ToImmutable();
    }
}
