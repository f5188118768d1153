using NodaTime;
using OrderKernel.Buyers;
using OrderKernel.Chains;
using OrderKernel.Deliveries;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Timing;
using OrderKernel.Work;

namespace OrderKernel.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Done">Deliveries applied or found known.</param>
/// <param name="All">Deliveries in all.</param>
public readonly record struct RunProgress(int Done, int All);

/// <summary>What a run did.</summary>
/// <param name="Deliveries">Deliveries in all.</param>
/// <param name="Known">Of these, answered by an earlier run.</param>
/// <param name="TimersFired">Deadlines that passed.</param>
public sealed record RunResult(int Deliveries, int Known, int TimersFired)
{
    /// <summary>True when nothing was new and no deadline passed.</summary>
    public bool ChangedNothing => Deliveries == Known && TimersFired == 0;

    /// <summary>Timers that are due and stay so, because their workflow is not among the policies.</summary>
    public ValueList<StuckTimer> Stuck { get; init; }
}

/// <summary>Applies many deliveries in business order, the clock between them, in batches that share one flush to disk.</summary>
/// <remarks>
/// <para>Interrupted at any moment and run again with the same deliveries, it ends with the
/// same events: each delivery and each deadline is one unit of work under its own id,
/// and both come in an order that follows from the input alone.</para>
/// <para>Law: the result does not depend on the order in which deliveries are handed in.</para>
/// </remarks>
public sealed class KernelRun
{
    /// <summary>Units of work that share one flush to disk.</summary>
    public const int BatchSize = 1024;

    private const int SettleRoundsMax = 8;

    private readonly IOrderStore _store;
    private readonly TenantId _tenant;
    private readonly Workspace _workspace;
    private readonly Workspace _settling;
    private readonly Kernel _gathering;
    private readonly Kernel _direct;
    private readonly Dictionary<MessageId, Delivery> _pending = [];
    private TimerQueue _timers = new(Instant.MinValue);
    private readonly Dictionary<string, StuckTimer> _stuck = new(StringComparer.Ordinal);
    private Instant _asOf;

    /// <summary>A run over a store.</summary>
    /// <param name="store">Where all is kept; no other run writes for the tenant meanwhile.</param>
    /// <param name="policies">The documents that decide.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="isHistory">True to take closed history in; see <see cref="Kernel.IsHistory"/>.</param>
    public KernelRun(IOrderStore store, KernelPolicies policies, TenantId tenant, bool isHistory = false)
    {
        (_store, _tenant, IsHistory) = (store, tenant, isHistory);
        _workspace = new Workspace(store, BatchSize) { Gathered = Follow };
        var history = new ScreeningHistory();
        _gathering = new Kernel(_workspace, policies) { History = history, IsHistory = isHistory };
        _direct = new Kernel(_settling = new Workspace(store, 1) { Gathered = Follow }, policies) { History = history, IsHistory = isHistory };
    }

    /// <summary>What the host knows of customers; see <see cref="Kernel.Standings"/>.</summary>
    public ICustomerStandings? Standings
    {
        get => _workspace.Standings;
        init => _workspace.Standings = _settling.Standings = value;
    }

    /// <summary>What chains of rules read and only the host knows; see <see cref="Kernel.RuleFacts"/>.</summary>
    public IRuleFacts? RuleFacts
    {
        get => _workspace.RuleFacts;
        init => _workspace.RuleFacts = _settling.RuleFacts = value;
    }

    /// <summary>True for a run that takes closed history in beside what runs; see <see cref="Kernel.IsHistory"/>. No deadline passes in it.</summary>
    public bool IsHistory { get; }

    /// <summary>Applies deliveries and lets the clock run to an instant.</summary>
    /// <param name="deliveries">The deliveries, in any order.</param>
    /// <param name="asOf">Until when deadlines pass.</param>
    /// <param name="progress">Told after each batch; may be null.</param>
    /// <param name="cancellationToken">Stops between two deliveries; what was applied stays.</param>
    /// <exception cref="RefusalException">A delivery was refused as a whole, such as one whose id came before with other content.</exception>
    public ValueTask<RunResult> ApplyAsync(IEnumerable<Delivery> deliveries, Instant asOf, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        ApplyAsync(new HeldDeliveries(deliveries.ToArray()), asOf, progress, cancellationToken);

    /// <summary>Applies the deliveries of a source, each read when its turn comes, and lets the clock run to an instant.</summary>
    /// <param name="source">Where the deliveries lie.</param>
    /// <param name="asOf">Until when deadlines pass.</param>
    /// <param name="progress">Told after each batch; may be null.</param>
    /// <param name="cancellationToken">Stops between two deliveries; what was applied stays.</param>
    /// <exception cref="ArgumentException">The source gave a delivery of another time than it had said.</exception>
    /// <exception cref="RefusalException">A delivery was refused as a whole, such as one whose id came before with other content.</exception>
    /// <remarks>Cost: memory for the time of each delivery and for one batch, not for the deliveries.</remarks>
    public async ValueTask<RunResult> ApplyAsync(IDeliverySource source, Instant asOf, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        _stuck.Clear();
        if (!IsHistory) await SeedAsync(asOf, cancellationToken).ConfigureAwait(false);
        int done = 0, known = 0, fired = 0;
        await foreach (var delivery in DeliveryTurns.InOrderAsync(source, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            fired += await AdvanceAsync(Instant.Min(delivery.At, asOf), cancellationToken).ConfigureAwait(false);
            if (await _store.AnswerAsync(_tenant, delivery.Id, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                known++;
                // What an earlier run placed is remembered as that run did, so that what is new is judged as if there had been one run.
                if (delivery is ClaimDelivery && DeliveryAnswer.TryRead(answer.Bytes) is { IsPlaced: true }) _gathering.Remember(delivery);
            }
            else
            {
                _pending[delivery.Id] = delivery;
                (await _gathering.DeliverAsync(_tenant, delivery, cancellationToken).ConfigureAwait(false)).ValueOrThrow();
            }

            if (++done % BatchSize == 0)
            {
                await _workspace.FlushAsync(cancellationToken).ConfigureAwait(false);
                fired -= (await SettleAsync(cancellationToken).ConfigureAwait(false)).Unfired;
                progress?.Report(new(done, source.Count));
            }
        }

        // What is settled may set timers that are due, and a timer that another writer came before is due still.
        bool isSettled;
        do
        {
            fired += await AdvanceAsync(asOf, cancellationToken).ConfigureAwait(false);
            await _workspace.FlushAsync(cancellationToken).ConfigureAwait(false);
            (isSettled, var unfired) = await SettleAsync(cancellationToken).ConfigureAwait(false);
            fired -= unfired;
        }
        while (!isSettled);
        progress?.Report(new(source.Count, source.Count));
        return new(source.Count, known, fired) { Stuck = _stuck.Values.ToValueList() };
    }

    private void Follow(Changes changes)
    {
        foreach (var timer in changes.Timers) _timers.Take(timer);
    }

    private async ValueTask SeedAsync(Instant asOf, CancellationToken cancellationToken)
    {
        (_timers, _asOf) = (new TimerQueue(asOf), asOf);
        // A lease that ends at once: a run that was interrupted must not keep its timers from the next.
        var due = await _store.ClaimDueAsync(new Lease(_tenant, "run", asOf, asOf), int.MaxValue, cancellationToken).ConfigureAwait(false);
        foreach (var timer in due) _timers.Take(timer);
    }

    private async ValueTask<int> AdvanceAsync(Instant now, CancellationToken cancellationToken)
    {
        var fired = 0;
        if (IsHistory) return fired;
        while (_timers.Next(now) is { } timer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _timers.Drop(timer);
            if (await _gathering.FireAsync(_tenant, timer, cancellationToken).ConfigureAwait(false) is { } why) _stuck[timer.Key] = new(timer, why);
            else fired++;
        }

        return fired;
    }

    /// <summary>Decides again, one by one, what another writer's work made fail; timers among it stay due.</summary>
    private async ValueTask<(bool IsSettled, int Unfired)> SettleAsync(CancellationToken cancellationToken)
    {
        var (isSettled, unfired) = (true, 0);
        foreach (var (changes, _) in _workspace.TakeFailed())
        {
            isSettled = false;
            if (_pending.TryGetValue(changes.Message, out var delivery))
            {
                await SettleAsync(delivery, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await SeedAsync(_asOf, cancellationToken).ConfigureAwait(false);
                unfired++;
            }
        }

        _pending.Clear();
        return (isSettled, unfired);
    }

    // Other writers may come first for a while.
    private async ValueTask SettleAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var settled = await _direct.DeliverAsync(_tenant, delivery, cancellationToken).ConfigureAwait(false);
            if (settled.Refusal is { IsTransient: true } && round < SettleRoundsMax) continue;
            settled.ValueOrThrow();
            return;
        }
    }
}
