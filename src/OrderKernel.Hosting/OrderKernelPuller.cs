using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using OrderKernel.Feeds;
using OrderKernel.Ports;

namespace OrderKernel.Hosting;

/// <summary>Pulls feeds of channels, pass by pass, until the host stops. It runs beside the worker: a channel that is slow keeps no deadline waiting.</summary>
internal sealed class OrderKernelPuller(Kernel kernel, IClock clock, IOptions<OrderKernelWorkerOptions> options, ILogger<OrderKernelPuller> logger,
    IChannelGateway? channels = null, IPullStates? states = null) : BackgroundService
{
    /// <summary>One pass over all feeds; a feed that fails does not stop the others.</summary>
    /// <returns>True when nothing failed here; what a channel refuses is in the state of its feed.</returns>
    internal async Task<bool> PassAsync(CancellationToken cancellationToken)
    {
        var isWell = true;
        foreach (var feed in options.Value.Feeds)
        {
            try
            {
                (await kernel.PullAsync(feed, channels!, states!, clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false)).ValueOrThrow();
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                isWell = false;
                logger.PullFailed(e, feed.Key.Replace('\n', '/'));
            }
        }

        return isWell;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Feeds.Count == 0) return;
        if (channels is null || states is null)
        {
            logger.NoPulls();
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var isWell = await PassAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                await Task.Delay(isWell ? options.Value.Every : options.Value.EveryMax, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
