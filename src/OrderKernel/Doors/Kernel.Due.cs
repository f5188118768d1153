using NodaTime;
using OrderKernel.Ports;
using OrderKernel.Telemetry;
using OrderKernel.Timing;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>What is due: timers to fire and effects to send.</content>
public sealed partial class Kernel
{
    /// <summary>
    /// Fires what is due at a business instant, earliest first: as many timers as were due when it was called, those that come up meanwhile among them.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The business instant.</param>
    /// <param name="cancellationToken">Stops the call between two timers.</param>
    /// <returns>How many fired, how many are left for another call, and which no call can fire.</returns>
    /// <remarks>
    /// A timer fires at the instant at which it is due, whenever it is called for. Laws: repeated until nothing is left, the calls end;
    /// an order has the same events whatever the instants at which they were made in between.
    /// </remarks>
    public async ValueTask<DueTimers> FireDueAsync(TenantId tenant, Instant now, CancellationToken cancellationToken = default)
    {
        var lease = new Lease(tenant, "kernel", now, now);
        var all = await _workspace.Store.ClaimDueAsync(lease, int.MaxValue, cancellationToken).ConfigureAwait(false);
        var due = all.Length;
        var stuck = new Dictionary<string, StuckTimer>(StringComparer.Ordinal);
        var fired = 0;
        // What is only tried stays due: each is tried once.
        foreach (var timer in IsRehearsal ? all : [])
        {
            if (await FireAsync(tenant, timer, cancellationToken).ConfigureAwait(false) is { } why) stuck.Add(timer.Key, new(timer, why));
            else fired++;
        }

        while (fired + stuck.Count < due)
        {
            var first = await _workspace.Store.ClaimDueAsync(lease, stuck.Count + 1, cancellationToken).ConfigureAwait(false);
            if (first.FirstOrDefault(t => !stuck.ContainsKey(t.Key)) is not { } next) break;
            if (await FireAsync(tenant, next, cancellationToken).ConfigureAwait(false) is { } why) stuck.Add(next.Key, new(next, why));
            else fired++;
        }

        if (IsRehearsal) return new(fired, 0, stuck.Values.ToValueList());
        var left = (await _workspace.Store.ClaimDueAsync(lease, int.MaxValue, cancellationToken).ConfigureAwait(false)).Count(t => !stuck.ContainsKey(t.Key));
        return new(fired, left, stuck.Values.ToValueList());
    }

    /// <summary>Hands effects whose time has come to a sender, oldest first, and settles each that it took.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The business instant.</param>
    /// <param name="send">Sends one effect; what it throws passes through and leaves the effect for the next call.</param>
    /// <param name="cancellationToken">Stops the call between two effects.</param>
    /// <returns>How many effects were sent; none in a rehearsal.</returns>
    /// <remarks>At least once: an effect whose settling is unknown is sent again. The receiver drops repeats by <see cref="OutboxMessage.Key"/>.</remarks>
    public async ValueTask<int> SendDueAsync(TenantId tenant, Instant now, Func<OutboxMessage, CancellationToken, ValueTask> send,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(send);
        if (IsRehearsal) return 0;
        for (var sent = 0; ; sent++)
        {
            var due = await _workspace.Store.ClaimAsync(new Lease(tenant, "kernel", now, now), 1, cancellationToken).ConfigureAwait(false);
            if (due.IsEmpty) return sent;
            await send(due[0], cancellationToken).ConfigureAwait(false);
            await _workspace.Store.SettleAsync(tenant, due[0].Key, cancellationToken).ConfigureAwait(false);
            KernelTelemetry.Sent(due[0].NotBefore, now);
        }
    }

    /// <summary>Hands effects of some kinds whose time has come to a sender, oldest first, and settles each that it took; others wait.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The business instant.</param>
    /// <param name="kinds">The kinds, such as <see cref="WriteBackKind"/> and <see cref="DispatchKind"/>.</param>
    /// <param name="send">Sends one effect; what it throws passes through and leaves the effect for the next call.</param>
    /// <param name="cancellationToken">Stops the call between two effects.</param>
    /// <returns>How many effects were sent; none in a rehearsal.</returns>
    /// <remarks>At least once, as above. Cost: a look at all that waits.</remarks>
    public async ValueTask<int> SendDueAsync(TenantId tenant, Instant now, ValueList<string> kinds, Func<OutboxMessage, CancellationToken, ValueTask> send,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(send);
        if (IsRehearsal) return 0;
        for (var sent = 0; ;)
        {
            var due = await _workspace.Store.ClaimAsync(new Lease(tenant, "kernel", now, now), int.MaxValue, cancellationToken).ConfigureAwait(false);
            var before = sent;
            foreach (var effect in due.Where(e => kinds.Items.Contains(e.Kind)))
            {
                await send(effect, cancellationToken).ConfigureAwait(false);
                await _workspace.Store.SettleAsync(tenant, effect.Key, cancellationToken).ConfigureAwait(false);
                KernelTelemetry.Sent(effect.NotBefore, now);
                sent++;
            }

            if (sent == before) return sent;
        }
    }

    /// <summary>Fires one timer; the refusal when nobody can say what it fires, so that it stands.</summary>
    internal async ValueTask<Refusal?> FireAsync(TenantId tenant, TimerEntry timer, CancellationToken cancellationToken)
    {
        var message = TimerMessage.Of(timer);
        // A timer that fired is cleared in the same unit; one that stands although it was
        // answered was set anew for the same instant, and fires for what is there now.
        if (await _workspace.IsAnsweredAsync(tenant, message, cancellationToken).ConfigureAwait(false))
            message = MessageId.Of($"{message}.{(await _workspace.ReadAsync(timer.Stream, cancellationToken).ConfigureAwait(false)).Head.Version}");
        Refusal? stands = null;
        var done = await Transact.RunAsync<TimerEntry>(tenant, message, timer.Trigger, async unit =>
        {
            stands = await new TimerWork(_workspace, _policies, unit).FireAsync(timer, cancellationToken).ConfigureAwait(false);
            return stands is not null ? stands : timer;
        }, cancellationToken).ConfigureAwait(false);
        if (stands is not null || done.TryGet(out _, out var refusal)) return stands;
        // Two ledgers that stay apart hold up their own timer, not those behind it.
        var isOfAll = refusal.Code is OrderKernelCodes.Fenced or OrderKernelCodes.MessageReused or OrderKernelCodes.Contended;
        return isOfAll ? throw new RefusalException(refusal) : refusal;
    }
}
