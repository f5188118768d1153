using System.Text;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Telemetry;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>How the doors of channels tell the watch what arrives, and obey its circuits.</content>
public sealed partial class Kernel
{
    /// <summary>How the channels do; null to watch none, and to keep nothing back. A rehearsal counts nothing.</summary>
    public ChannelWatches? Watch { get; init; }

    private ChannelWatches? Watching => IsRehearsal ? null : Watch;

    private WatchPolicy WatchRules => _policies.Watch.Policy;

    /// <summary>Why something has to wait; null when it may go through.</summary>
    private Reason? Admit(ShopContext shop, string profile, WatchDoor door, Instant now)
    {
        if (Watching is not { } watch) return null;
        var channel = Channel(shop, profile);
        watch.Knows(channel, shop);
        var wait = watch.Change(channel, state => ChannelWatch.Admit(state, WatchRules, door, now));
        if (wait is not null) watch.Holds(channel);
        return wait;
    }

    /// <summary>Counts what arrived, and tells people what follows from it. What could not be told is told with what arrives next.</summary>
    private async ValueTask WatchedAsync(ShopContext shop, string profile, TallyBuilder counted, WatchDoor door, WatchOutcome outcome, Instant now,
        CancellationToken cancellationToken)
    {
        if (Watching is not { } watch) return;
        var channel = Channel(shop, profile);
        var arrived = counted.ToTally();
        var untold = watch.Change(channel, state =>
        {
            var next = ChannelWatch.Decide(state, WatchRules, arrived, door, outcome, now);
            return (next, next.Untold);
        });
        if (untold.IsEmpty) return;
        var about = StreamId.Of(shop.Tenant, "channel", HashOf(Encoding.UTF8.GetBytes($"{profile}\n{shop.Shop}")));
        var text = string.Join("\n", untold.Items);
        var message = MessageId.Of($"watch-told-{HashOf(Encoding.UTF8.GetBytes($"{about.Key}\n{text}"))}");
        var refusal = (await Transact.RunAsync<string>(shop.Tenant, message, text, unit =>
        {
            for (var i = 0; i < untold.Count; i++)
                Notices.Send(unit, about, _policies.Notices.Policy.Parked, untold[i], new DecisionContext(Actor.Kernel, now, message), $"{i}");
            return new ValueTask<Result<string>>(profile);
        }, cancellationToken).ConfigureAwait(false)).Refusal;
        if (refusal is null) watch.Change(channel, state => (state.Told(untold), true));
        else Logger.Refused(shop.Tenant.Value, $"watch {profile}", refusal.Code);
    }

    /// <summary>Counts a push whose signature was refused, and keeps it raw with its proof where the circuit is open for such pushes.</summary>
    private async ValueTask RefusedAsync(ShopContext shop, PolicyDocument<ChannelProfile> reads, Push push, Instant at, CancellationToken cancellationToken)
    {
        if (Watching is not { } watch || reads.Policy.PushSignature is not { } scheme) return;
        var profile = reads.Reference.Name;
        var counted = Counting(shop, reads);
        counted.Refused(at);
        await WatchedAsync(shop, profile, counted, WatchDoor.Push, WatchOutcome.Refused, at, cancellationToken).ConfigureAwait(false);
        if (HeldPush.Write(push, scheme) is not { } raw
            || !watch.Change(Channel(shop, profile), state => ChannelWatch.KeepUnproved(state, WatchRules))) return;
        var door = DeliveryDoor.Unproved(profile, shop.Shop);
        var id = MessageId.Of($"unproved-{HashOf([.. Encoding.UTF8.GetBytes($"{door}\n"), .. raw])}");
        var slip = new DeliverySlip(id, HashOf(raw), $"push {profile}", raw) { Door = door };
        var kept = await DeliverAsync(shop.Tenant, new UnusableDelivery(slip, at, Refusal.Of(ChannelsCodes.PushUnproved)), cancellationToken)
            .ConfigureAwait(false);
        if (kept.Refusal is { } refusal) Logger.Refused(shop.Tenant.Value, $"watch {profile}", refusal.Code);
    }

    private TallyBuilder Counting(ShopContext shop, PolicyDocument<ChannelProfile> reads) => new(shop.Zone ?? reads.Policy.Zone, WatchRules.Keeps);

    private static WatchedChannel Channel(ShopContext shop, string profile) => new(shop.Tenant, shop.Shop, profile);

    /// <summary>What of records could be used; where there are none, such as in a test of the connection, nothing failed.</summary>
    private static bool IsFailed(ValueList<ReceivedRecord> received) => !received.IsEmpty && received.Items.All(r =>
        r.Answer.Outcome == DeliveryOutcome.Parked && r.Answer.Code is not (ChannelsCodes.ClaimParked or ChannelsCodes.CircuitHolds));

    private static RecordEnd EndOf(DeliveryAnswer answer, bool isRepeat) => answer switch
    {
        _ when isRepeat => RecordEnd.Duplicate,
        { Code: ChannelsCodes.CircuitHolds } => RecordEnd.Held,
        { Outcome: DeliveryOutcome.Applied } => RecordEnd.Applied,
        { Outcome: DeliveryOutcome.Stale } => RecordEnd.Older,
        { Outcome: DeliveryOutcome.Conflict } => RecordEnd.Conflict,
        { Outcome: DeliveryOutcome.Parked } => RecordEnd.Parked,
        { Outcome: DeliveryOutcome.Skipped } => RecordEnd.Skipped,
        _ => RecordEnd.Duplicate,
    };
}
