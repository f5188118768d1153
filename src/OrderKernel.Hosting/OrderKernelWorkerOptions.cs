using OrderKernel.Feeds;

namespace OrderKernel.Hosting;

/// <summary>What a host may choose about its worker; every choice but the tenants has a default.</summary>
public sealed class OrderKernelWorkerOptions
{
    internal static readonly TimeSpan EveryDefault = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan EveryMaxDefault = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan PublishEveryDefault = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    /// <summary>Whose deadlines and effects it looks after. Default: nobody's.</summary>
    public ISet<TenantId> Tenants { get; } = new HashSet<TenantId>();

    /// <summary>
    /// The feeds that it pulls, where an <see cref="OrderKernel.Ports.IChannelGateway"/> and an <see cref="IPullStates"/> are registered. Default: none.
    /// </summary>
    public IList<PulledFeed> Feeds { get; } = [];

    /// <summary>
    /// The file that keeps how channels do over restarts. With one, channels are watched: pushes and pulls count, obey the circuits, and what these held is
    /// delivered when they close. Default: null, no watch but one that the host registers itself (<see cref="ChannelWatches"/>).
    /// </summary>
    public string? WatchFile { get; set; }

    /// <summary>The wait between two passes, more than nothing. Default: one second.</summary>
    public TimeSpan Every { get; set; } = EveryDefault;

    /// <summary>The longest wait after passes that failed, at least <see cref="Every"/>. Default: one minute.</summary>
    public TimeSpan EveryMax { get; set; } = EveryMaxDefault;

    /// <summary>
    /// How often it decides what the shops of the document <c>publication</c> show of stock, more than nothing; null for never. Default: each minute, which
    /// changes nothing where the document names no shop.
    /// </summary>
    public TimeSpan? PublishEvery { get; set; } = PublishEveryDefault;
}
