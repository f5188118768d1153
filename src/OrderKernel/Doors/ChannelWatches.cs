using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.TimeZones;
using OrderKernel.Channels;

namespace OrderKernel;

/// <summary>One channel of one shop, as it is watched.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Profile">The name of the profile that reads it.</param>
public readonly record struct WatchedChannel(TenantId Tenant, ShopId Shop, string Profile);

/// <summary>How the channels of a process do: give it to <see cref="Kernel.Watch"/>, and pushes and pulls count in it and obey its circuits.</summary>
/// <remarks>
/// <para>In memory: pushes come beside one another, and none waits for a file. Keep <see cref="ToBytes"/> now and then, and <see cref="Read"/> it after a
/// restart: what is lost since then are counts, for what was held lies in the store. The worker of OrderKernel.Hosting does both. Several processes have a
/// circuit each; <see cref="ChannelTally.Merge"/> sums what they counted.</para>
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

    /// <summary>How all channels do, as JSON.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var w = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            w.WriteStartObject();
            w.WriteStartArray("channels");
            foreach (var (channel, watched) in _channels.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal).Select(c => (c.Key, c.Value)))
            {
                w.WriteStartObject();
                w.WriteString("tenant", channel.Tenant.Value);
                w.WriteString("shop", channel.Shop.Value);
                w.WriteString("profile", channel.Profile);
                if (watched.Zone is { } zone) w.WriteString("zone", zone.Id);
                w.WritePropertyName("state");
                w.WriteRawValue(watched.State.ToBytes().Span);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>How channels did when <see cref="ToBytes"/> was called.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <remarks>Refuses with: <see cref="ChannelsCodes.WatchStateInvalid"/> for other bytes; none of it is taken then.</remarks>
    public static Result<ChannelWatches> Read(ReadOnlyMemory<byte> bytes)
    {
        var watches = new ChannelWatches();
        try
        {
            using var document = JsonDocument.Parse(bytes);
            foreach (var one in document.RootElement.GetProperty("channels").EnumerateArray())
            {
                if (!ChannelWatchState.Read(Encoding.UTF8.GetBytes(one.GetProperty("state").GetRawText())).TryGet(out var state, out var refusal)) return refusal;
                var channel = new WatchedChannel(TenantId.Of(Text("tenant")), ShopId.Of(Text("shop")), Text("profile"));
                var zone = one.TryGetProperty("zone", out var id) ? DateTimeZoneProviders.Tzdb[id.GetString()!] : null;
                watches._channels[channel] = new() { State = state, Zone = zone };

                string Text(string name) => one.GetProperty(name).GetString() ?? throw new JsonException($"{name} is missing.");
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or DateTimeZoneNotFoundException)
        {
            return Refusal.Of(ChannelsCodes.WatchStateInvalid, ("bytes", bytes.Length));
        }

        return watches;
    }

    /// <summary>Whose shop it is that records come from, as it was when they came.</summary>
    internal ShopContext ShopOf(WatchedChannel channel) => new(channel.Tenant, channel.Shop) { Zone = Of(channel).Zone };

    /// <summary>True once where something may have been held since it was asked last; what a process before held may lie there too.</summary>
    internal bool MayHold(WatchedChannel channel, bool isClosed)
    {
        var watched = Of(channel);
        lock (watched)
        {
            var may = watched.MayHold;
            watched.MayHold = !isClosed;
            return may && isClosed;
        }
    }

    internal void Knows(WatchedChannel channel, ShopContext shop) => Of(channel).Zone = shop.Zone;

    internal void Holds(WatchedChannel channel)
    {
        var watched = Of(channel);
        lock (watched) watched.MayHold = true;
    }

    internal T Change<T>(WatchedChannel channel, Func<ChannelWatchState, (ChannelWatchState State, T Answer)> change)
    {
        var watched = Of(channel);
        lock (watched)
        {
            (watched.State, var answer) = change(watched.State);
            return answer;
        }
    }

    private Watched Of(WatchedChannel channel) => _channels.GetOrAdd(channel, static _ => new());

    private sealed class Watched
    {
        public volatile ChannelWatchState State = ChannelWatchState.Empty;

        public volatile DateTimeZone? Zone;

        public bool MayHold = true;
    }
}
