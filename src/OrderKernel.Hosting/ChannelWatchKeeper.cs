using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace OrderKernel.Hosting;

/// <summary>Delivers what circuits of channels held once they are closed, and keeps how channels do in a file, until the host stops.</summary>
internal sealed class ChannelWatchKeeper(Kernel kernel, IClock clock, IOptions<OrderKernelWorkerOptions> options, ILogger<ChannelWatchKeeper> logger)
    : BackgroundService
{
    private byte[] _kept = [];

    /// <summary>How channels did when they were kept last; null where no file is named.</summary>
    /// <remarks>A file that is damaged is laid beside, and said: it has counts alone, and what was held lies in the store.</remarks>
    public static ChannelWatches? Load(IServiceProvider provider)
    {
        if (provider.GetRequiredService<IOptions<OrderKernelWorkerOptions>>().Value.WatchFile is not { } path) return null;
        if (!File.Exists(path)) return new();
        if (ChannelWatches.Read(File.ReadAllBytes(path)).TryGet(out var kept, out var refusal)) return kept;
        var beside = path + ".damaged";
        if (File.Exists(beside)) File.Delete(beside);
        File.Move(path, beside);
        provider.GetService<ILogger<ChannelWatchKeeper>>()?.WatchDamaged(beside, refusal.Code);
        return new();
    }

    /// <summary>One pass; what fails is tried again.</summary>
    internal async Task PassAsync(CancellationToken cancellationToken)
    {
        try
        {
            if ((await kernel.ReleaseHeldAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false)).Refusal is { } refusal)
                logger.NotReleased(refusal.Code);
            Keep();
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.WatchFailed(e);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (kernel.Watch is not null) Keep();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (kernel.Watch is not null && !stoppingToken.IsCancellationRequested)
        {
            await PassAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                await Task.Delay(options.Value.EveryMax, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Keep()
    {
        if (options.Value.WatchFile is not { } path || kernel.Watch!.ToBytes() is not { } bytes || bytes.AsSpan().SequenceEqual(_kept)) return;
        WholeFile.Write(path, bytes);
        _kept = bytes;
    }
}
