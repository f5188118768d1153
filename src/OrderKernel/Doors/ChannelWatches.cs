using System.Collections.Concurrent;
using OrderKernel.Channels;

namespace OrderKernel;

/// <summary>One channel of one shop, as it is watched.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Profile">The name of the profile that reads it.</param>
public readonly record struct WatchedChannel(TenantId Tenant, ShopId Shop, string Profile);

/// <summary>How the channels of a process do: give it to <see cref="Kernel.Watch"/>, and pushes and pulls count in it and obey its circuits.</summary>
/// <remarks>
/// <para>In memory: pushes come beside one another, and none waits for a file. Keep <see cref="ChannelWatchState.ToBytes"/> of each channel now and then, and
/// <see cref="Restore"/> it after a restart: what is lost since then are counts, for what was held lies in the store. Several processes have a circuit each;
/// <see cref="ChannelTally.Merge"/> sums what they counted.</para>
/// <para>Concurrency: safe for any number of threads. Bounds: a channel takes what its policy keeps.</para>
/// </remarks>
public sealed class ChannelWatches
{
    private readonly ConcurrentDictionary<WatchedChannel, Watched> _channels = new();

    /// <summary>The channels that something is known of, in no order.</summary>
    public IEnumerable<WatchedChannel> Channels => _channels.Keys;

    /// <summary>How a channel does; <see cref="ChannelWatchState.Empty"/> when nothing is known of it.</summary>
    /// <param name="channel">The channel.</param>
    public ChannelWatchState StateOf(WatchedChannel channel) => _channels.TryGetValue(channel, out var watched) ? watched.State : ChannelWatchState.Empty;

    /// <summary>Sets how a channel does, as it was kept.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="state">The state.</param>
    public void Restore(WatchedChannel channel, ChannelWatchState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Change(channel, _ => (state, true));
    }

    internal T Change<T>(WatchedChannel channel, Func<ChannelWatchState, (ChannelWatchState State, T Answer)> change)
    {
        var watched = _channels.GetOrAdd(channel, static _ => new());
        lock (watched)
        {
            (watched.State, var answer) = change(watched.State);
            return answer;
        }
    }

    private sealed class Watched
    {
        public volatile ChannelWatchState State = ChannelWatchState.Empty;
    }
}
