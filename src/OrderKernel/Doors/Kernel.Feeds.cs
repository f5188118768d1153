using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Feeds;
using OrderKernel.Ports;
using OrderKernel.Telemetry;

namespace OrderKernel;

/// <content>Feeds that are pulled step by step, their states kept in between.</content>
public sealed partial class Kernel
{
    // So that a feed that lags far behind does not keep others waiting.
    private const int PagesAtOnce = 100;

    /// <summary>Pulls a feed until nothing of it is due, and keeps its state after each page; at most 100 pages.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="gateway">The channel.</param>
    /// <param name="states">Where its state is kept.</param>
    /// <param name="now">The instant of the steps.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <returns>How many pages were asked for.</returns>
    /// <remarks>
    /// <para>Refuses with: <see cref="ChannelsCodes.PullStateInvalid"/> for a state that is damaged, so that it is not taken for none, and what a step refuses
    /// with. What the channel refuses is in the state.</para>
    /// <para>While it refuses, or its state cannot be loaded or kept, people hear once a day that the feed stands still
    /// (<see cref="OrderKernelCodes.FeedStopped"/>).</para>
    /// </remarks>
    public async ValueTask<Result<int>> PullAsync(PulledFeed feed, IChannelGateway gateway, IPullStates states, Instant now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(states);
        try
        {
            var pages = await PagesAsync(feed, gateway, states, now, cancellationToken).ConfigureAwait(false);
            if (pages.Refusal is { } refusal) await StoppedAsync(feed, refusal.Code, now, cancellationToken).ConfigureAwait(false);
            return pages;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await StoppedAsync(feed, e.GetType().Name, now, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<Result<int>> PagesAsync(PulledFeed feed, IChannelGateway gateway, IPullStates states, Instant now,
        CancellationToken cancellationToken)
    {
        var state = PullState.StartingAt(feed.Since);
        if (await states.LoadAsync(feed, cancellationToken).ConfigureAwait(false) is { } kept && !PullState.Read(kept).TryGet(out state, out var damaged))
            return damaged;
        for (var pages = 0; ; pages++)
        {
            var done = await PullAsync(feed.Shop, feed.Profile, feed.Feed, gateway, state, now, cancellationToken).ConfigureAwait(false);
            if (!done.TryGet(out var turn, out var refusal)) return refusal;
            if (turn.State != state) await states.KeepAsync(feed, turn.State.ToBytes().ToArray(), cancellationToken).ConfigureAwait(false);
            state = turn.State;
            if (turn.Plan.Window is null || pages + 1 == PagesAtOnce) return turn.Plan.Window is null ? pages : pages + 1;
        }
    }

    // Nobody asks the channel meanwhile: people hear of it, once a day until it is mended. Where even that cannot be written the caller has the cause itself.
    private async ValueTask StoppedAsync(PulledFeed feed, string why, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            var reason = Reason.Of(OrderKernelCodes.FeedStopped, ("profile", feed.Profile), ("feed", feed.Feed), ("shop", feed.Shop.Shop), ("why", why));
            var untold = await TellAsync(feed.Shop, feed.Profile, feed.Feed, [reason], now, cancellationToken, $"{why} {now.InUtc().Date:uuuu-MM-dd}")
                .ConfigureAwait(false);
            if (untold is not null) Logger.Refused(feed.Shop.Tenant.Value, $"notice of {feed.Profile} {feed.Feed}", untold.Code);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Logger.Refused(feed.Shop.Tenant.Value, $"notice of {feed.Profile} {feed.Feed}", e.GetType().Name);
        }
    }
}
