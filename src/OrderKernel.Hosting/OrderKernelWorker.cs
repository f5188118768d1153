using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Hosting;

/// <summary>Fires deadlines and sends effects of tenants, pass by pass, until the host stops.</summary>
internal sealed class OrderKernelWorker(Kernel kernel, IClock clock, IOptions<OrderKernelWorkerOptions> options, ILogger<OrderKernelWorker> logger,
    IEffectSender? sender = null, IChannelGateway? channels = null, IWarehouseGateway? warehouses = null) : BackgroundService
{
    private readonly Dictionary<TenantId, Instant> _published = [];

    /// <summary>One pass over all tenants; a tenant that fails does not stop the others.</summary>
    /// <returns>True when nothing failed.</returns>
    internal async Task<bool> PassAsync(CancellationToken cancellationToken)
    {
        var isWell = true;
        foreach (var tenant in options.Value.Tenants)
        {
            try
            {
                await TendAsync(tenant, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                isWell = false;
                logger.PassFailed(e, tenant.Value);
            }
        }

        return isWell;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Tenants.Count == 0) logger.NoTenants();
        if (sender is null) logger.NoSender();
        var wait = options.Value.Every;
        while (!stoppingToken.IsCancellationRequested)
        {
            wait = await PassAsync(stoppingToken).ConfigureAwait(false) ? options.Value.Every : Longer(wait);
            try
            {
                await Task.Delay(wait, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task TendAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        while (true)
        {
            var due = await kernel.FireDueAsync(tenant, now, cancellationToken).ConfigureAwait(false);
            foreach (var stuck in due.Stuck) logger.TimerStuck(tenant.Value, stuck.Timer.Key, stuck.Why.Code);
            if (due.Left == 0 || due.Fired == 0) break;
        }

        if (sender is not null)
        {
            await kernel.SendDueAsync(tenant, now, (effect, token) => SendAsync(tenant, effect, now, token), cancellationToken).ConfigureAwait(false);
        }
        else if (channels is not null || warehouses is not null)
        {
            ValueList<string> own = channels is null ? [] : [Kernel.WriteBackKind, Kernel.StockPublishKind];
            if (warehouses is not null) own = own.Add(Kernel.DispatchKind);
            await kernel.SendDueAsync(tenant, now, own, (effect, token) => SendAsync(tenant, effect, now, token), cancellationToken).ConfigureAwait(false);
        }

        await PublishAsync(tenant, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What shops show is decided at a rhythm of its own, also anew after a clock was set back.</summary>
    private async Task PublishAsync(TenantId tenant, Instant now, CancellationToken cancellationToken)
    {
        if (options.Value.PublishEvery is not { } every) return;
        if (_published.TryGetValue(tenant, out var last) && now >= last && now - last < Duration.FromTimeSpan(every)) return;
        (await kernel.RepublishStockAsync(tenant, now, cancellationToken).ConfigureAwait(false)).ValueOrThrow();
        _published[tenant] = now;
    }

    /// <summary>Channels and warehouses are told of parcels and stock by the kernel itself, where their gateway is there; all else is the sender's.</summary>
    private async ValueTask SendAsync(TenantId tenant, OutboxMessage effect, Instant now, CancellationToken cancellationToken)
    {
        Refusal? refusal = null;
        if (channels is not null && effect.Kind == Kernel.WriteBackKind)
            refusal = (await kernel.WriteBackAsync(tenant, effect, channels, now, cancellationToken).ConfigureAwait(false)).Refusal;
        else if (channels is not null && effect.Kind == Kernel.StockPublishKind)
            refusal = (await kernel.SetStockAsync(tenant, effect, channels, now, cancellationToken).ConfigureAwait(false)).Refusal;
        else if (warehouses is not null && effect.Kind == Kernel.DispatchKind)
            refusal = (await kernel.DispatchAsync(tenant, effect, warehouses, now, cancellationToken).ConfigureAwait(false)).Refusal;
        else await sender!.SendAsync(tenant, effect, cancellationToken).ConfigureAwait(false);
        if (refusal is null) return;
        // Of an order whose records are gone nobody can tell anything.
        if (refusal.IsTransient) throw new RefusalException(refusal);
        logger.Untold(tenant.Value, effect.Key, refusal.Code);
    }

    private TimeSpan Longer(TimeSpan wait) => wait + wait < options.Value.EveryMax ? wait + wait : options.Value.EveryMax;
}

/// <summary>The worker's log messages. The event ids are stable; no personal data.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(EventId = 101, EventName = "PassFailed", Level = LogLevel.Error, Message = "Tenant {Tenant}: a pass failed; what it left is tried again.")]
    public static partial void PassFailed(this ILogger logger, Exception exception, string tenant);

    [LoggerMessage(EventId = 102, EventName = "TimerStuck", Level = LogLevel.Warning,
        Message = "Tenant {Tenant}: timer {Timer} is due and cannot fire: {Code}.")]
    public static partial void TimerStuck(this ILogger logger, string tenant, string timer, string code);

    [LoggerMessage(EventId = 106, EventName = "PullFailed", Level = LogLevel.Error,
        Message = "Feed {Feed} could not be pulled; it is tried again.")]
    public static partial void PullFailed(this ILogger logger, Exception exception, string feed);

    [LoggerMessage(EventId = 107, EventName = "NoPulls", Level = LogLevel.Warning,
        Message = "Feeds are named, and no IChannelGateway or no IPullStates is registered: nothing is pulled.")]
    public static partial void NoPulls(this ILogger logger);

    [LoggerMessage(EventId = 108, EventName = "WatchDamaged", Level = LogLevel.Error,
        Message = "How channels did was kept in a file that is damaged ({Code}); it lies at {File} now, and counting begins anew.")]
    public static partial void WatchDamaged(this ILogger logger, string file, string code);

    [LoggerMessage(EventId = 109, EventName = "NotReleased", Level = LogLevel.Warning, Message = "What a circuit held is not delivered yet: {Code}.")]
    public static partial void NotReleased(this ILogger logger, string code);

    [LoggerMessage(EventId = 110, EventName = "WatchFailed", Level = LogLevel.Error, Message = "The watch over channels failed; it is tried again.")]
    public static partial void WatchFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 105, EventName = "Untold", Level = LogLevel.Warning, Message = "Tenant {Tenant}: nobody could be told of {Effect}: {Code}.")]
    public static partial void Untold(this ILogger logger, string tenant, string effect, string code);

    [LoggerMessage(EventId = 103, EventName = "NoTenants", Level = LogLevel.Warning, Message = "The worker of the order kernel has no tenants to look after.")]
    public static partial void NoTenants(this ILogger logger);

    [LoggerMessage(EventId = 104, EventName = "NoSender", Level = LogLevel.Warning, Message = "No IEffectSender is registered: effects wait in the outbox, but those for registered gateways.")]
    public static partial void NoSender(this ILogger logger);
}
