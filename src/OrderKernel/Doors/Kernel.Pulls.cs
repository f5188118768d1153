using System.Text;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Ports;
using OrderKernel.Telemetry;
using OrderKernel.Work;

namespace OrderKernel;

public sealed partial class Kernel
{
    /// <summary>Asks a channel for the next page of what changed, if one is due, and delivers its records.</summary>
    /// <param name="shop">Whose shop is pulled.</param>
    /// <param name="profile">The name of the profile that reads the feed, one of the policies'.</param>
    /// <param name="feed">The feed, one that the profile's <c>pulls</c> names.</param>
    /// <param name="gateway">The channel.</param>
    /// <param name="state">How far the feed is pulled, as the last step gave it; <see cref="PullState.StartingAt"/> for the first.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops the call; the records that were delivered stay, and the same state again takes up the rest.</param>
    /// <returns>The new state, what was done, and when to look again (<see cref="PullPlan.WakeAt"/>; now, while pages follow).</returns>
    /// <remarks>
    /// <para>Refuses with: <see cref="OrderKernelCodes.DoorUnknown"/>, <see cref="ChannelsCodes.FeedUnknown"/>, and what keeps a notice to people from being
    /// written: then the step is made again. What the channel refuses, and what the gateway
    /// throws, is no refusal: it stands in <see cref="PullTurn.Failure"/>, and the state knows when to try again.</para>
    /// <para>While the channel's circuit is open (<see cref="Watch"/>) nothing is asked for: <see cref="PullPlan.Reasons"/> says so.</para>
    /// <para>Idempotency: a record is known by its bytes, the profile and the shop, as in <see cref="ReceiveAsync"/>. A step that was lost is made again from
    /// the state before it. Concurrency: one step at a time for a feed of a shop.</para>
    /// </remarks>
    public async ValueTask<Result<PullTurn>> PullAsync(ShopContext shop, string profile, string feed, IChannelGateway gateway, PullState state, Instant now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(state);
        if (_policies.Profiles.Items.FirstOrDefault(p => p.Reference.Name == profile) is not { } reads)
            return Refusal.Of(OrderKernelCodes.DoorUnknown, ("record", "pull"), ("door", profile));
        if (reads.Policy.Pulls.Items.FirstOrDefault(p => p.Feed == feed) is not { } terms)
            return Refusal.Of(ChannelsCodes.FeedUnknown, ("profile", profile), ("feed", feed));
        var plan = PullPlanner.Plan(state, terms, _policies.Pulls.Policy, now, $"{shop.Tenant}/{shop.Shop}/{profile}/{feed}");
        if (plan.Window is not { } window) return new PullTurn(state, plan, []);
        if (Admit(shop, profile, WatchDoor.Pull, now) is { } wait)
            return new PullTurn(state, new PullPlan(null, Watch!.StateOf(Channel(shop, profile)).Circuit.TryAt ?? now, [wait]), []);
        var request = new PullRequest(shop.Tenant, reads.Policy.Channel, shop.Shop, feed, window.From, window.To, plan.Cursor)
        {
            PageMax = terms.PageMax, IsLastPageFirst = terms.IsLastPageFirst,
        };
        var (page, retryAfter, failure) = await AskAsync(gateway, request, cancellationToken).ConfigureAwait(false);
        var received = new ValueList<ReceivedRecord>();
        var counted = Counting(shop, reads);
        if (page is not null)
            (received, failure) = await TakeAsync(shop, Arrivals(shop, reads, page.Body.Span, now), counted, now, cancellationToken).ConfigureAwait(false);
        var isFailed = failure is not null || IsFailed(received);
        counted.Pull(now, failure is not null);
        await WatchedAsync(shop, profile, counted, WatchDoor.Pull, isFailed ? WatchOutcome.Failed : WatchOutcome.Succeeded, now, cancellationToken)
            .ConfigureAwait(false);
        var told = plan.Reasons.Where(r => r.Code == ChannelsCodes.PullHistoryShort);
        if (failure is null)
        {
            state = PullPlanner.Paged(state, plan, terms, _policies.Pulls.Policy, now, page!.Next);
            // Told with the page that leaves the stretch behind, so that it is told once.
            if (state.Window is not null) told = [];
        }
        else
        {
            (state, var alert) = PullPlanner.Failed(state, plan, terms, _policies.Pulls.Policy, now, retryAfter);
            told = alert is null ? [] : [alert];
            Logger.Refused(shop.Tenant.Value, $"pull {profile} {feed}", failure.Code);
        }

        // A state that says that people were told is given only when they were.
        if (await TellAsync(shop, profile, feed, told, now, cancellationToken).ConfigureAwait(false) is { } untold) return untold;
        if (failure is null) await AcknowledgeAsync(gateway, request, page!, cancellationToken).ConfigureAwait(false);
        return new PullTurn(state, plan, received) { Failure = failure, Told = told };
    }

    // All of it is kept: a channel that does not hear of it tells it again.
    private async ValueTask AcknowledgeAsync(IChannelGateway gateway, PullRequest request, PullPage page, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.AcknowledgeAsync(request, page, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Logger.Refused(request.Tenant.Value, $"acknowledge {request.Channel} {request.Feed}", e.GetType().Name);
        }
    }

    private static async ValueTask<(PullPage? Page, Duration? RetryAfter, Refusal? Failure)> AskAsync(IChannelGateway gateway, PullRequest request,
        CancellationToken cancellationToken)
    {
        try
        {
            var answer = await gateway.PullAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer is PullRefusal refused) return (null, refused.RetryAfter, Refused(refused.Answer));
            var page = (PullPage)answer;
            // A channel that goes round in circles would be asked for ever.
            return page.Next is not null && page.Next == request.Cursor
                ? (null, null, Refusal.Of(ChannelsCodes.PullPagesStuck, ("feed", request.Feed)))
                : (page, null, null);
        }
        // The adapter is the host's, and what it lets through says as much as a refusal: this call did not come through.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return (null, null, Refused(e.GetType().Name));
        }

        Refusal Refused(string answer) => Refusal.Of(ChannelsCodes.PullRefused, ("feed", request.Feed), ("answer", answer));
    }

    private async ValueTask<Refusal?> TellAsync(
        ShopContext shop, string profile, string feed, ValueList<Reason> told, Instant now, CancellationToken cancellationToken, string? once = null)
    {
        if (told.IsEmpty) return null;
        var about = StreamId.Of(shop.Tenant, "pull", HashOf(Encoding.UTF8.GetBytes($"{profile}\n{shop.Shop}\n{feed}")));
        // What is told once has the same message each time.
        var message = MessageId.Of(once is null ? $"pull-told-{about.Key}-{now.ToUnixTimeTicks()}" : $"pull-stopped-{about.Key}-{HashOf(Encoding.UTF8.GetBytes(once))}");
        return (await Transact.RunAsync<string>(shop.Tenant, message, string.Join("\n", told.Items), unit =>
        {
            foreach (var why in told)
                Notices.Send(unit, about, _policies.Notices.Policy.Parked, why, new DecisionContext(new(ActorId.Of("kernel"), []), now, message));
            return new ValueTask<Result<string>>(feed);
        }, cancellationToken).ConfigureAwait(false)).Refusal;
    }
}
