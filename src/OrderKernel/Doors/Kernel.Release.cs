using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Ports;

namespace OrderKernel;

/// <content>Records that an open circuit held.</content>
public sealed partial class Kernel
{
    /// <summary>Delivers what was held while a channel's circuit was open, and pushes that were kept without proof and that a key proves now.</summary>
    /// <param name="shop">Whose shop it is.</param>
    /// <param name="profile">The name of the profile that reads it.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="at">When.</param>
    /// <param name="keys">The keys that may have signed what was kept without proof; empty to leave it where it is.</param>
    /// <param name="most">How many entries one step delivers, positive; those that stay are not counted.</param>
    /// <param name="cancellationToken">Stops between two entries; those before it are committed, and the same call again takes up the rest.</param>
    /// <returns>What became of each: what cannot be read is put away under its own reason. What no key proves stays.</returns>
    /// <remarks>
    /// <para>Refuses with: <see cref="OrderKernelCodes.DoorUnknown"/>, and <see cref="ChannelsCodes.CircuitHolds"/> while the circuit is not closed.</para>
    /// <para>A proof is looked at as of the push's arrival: a signature that was right then is right, and none gets better by waiting.</para>
    /// <para>Idempotency: what was delivered is settled, and a push that came again meanwhile gets its first answers.</para>
    /// </remarks>
    public async ValueTask<Result<ReleaseTurn>> ReleaseAsync(ShopContext shop, string profile, Actor by, Instant at, IReadOnlyList<SigningKey> keys,
        int most = 100, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(keys);
        if (_policies.Profiles.Items.FirstOrDefault(p => p.Reference.Name == profile) is not { } reads)
            return Refusal.Of(OrderKernelCodes.DoorUnknown, ("record", "release"), ("door", profile));
        if (Watching?.StateOf(Channel(shop, profile)).Circuit is { Phase: not CircuitPhase.Closed } circuit)
            return Refusal.Of(ChannelsCodes.CircuitHolds, ("until", circuit.TryAt!));
        var released = new List<ReleasedRecord>();
        var delivered = 0;
        foreach (var key in await HeldAsync(shop, profile, keys.Count > 0, cancellationToken).ConfigureAwait(false))
        {
            if (delivered == most) return new ReleaseTurn(released.ToValueList(), HasMore: true);
            // Somebody may have settled it since it was listed.
            if (await _workspace.Store.EntryAsync(shop.Tenant, key, cancellationToken).ConfigureAwait(false) is not { Settlement: null } entry) continue;
            var before = released.Count;
            if (entry.Code == ChannelsCodes.PushUnproved)
                released.AddRange(await ProveAsync(shop, reads, entry, by, at, keys, cancellationToken).ConfigureAwait(false));
            else
                released.Add(await DeliverHeldAsync(shop, reads, entry, by, at, cancellationToken).ConfigureAwait(false));
            if (released.Skip(before).All(r => r.Why is null)) delivered++;
        }

        return new ReleaseTurn(released.ToValueList(), HasMore: false);
    }

    /// <summary>Delivers what circuits that are closed now held of all channels that are watched; the worker of OrderKernel.Hosting calls it.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Stops between two entries; those before it are committed.</param>
    /// <returns>How many records were delivered; what cannot be read lies there under its own reason, and people were told.</returns>
    /// <remarks>
    /// A channel is looked at when it held something, and once after a restart. Where it stops, by a refusal or an exception, the next call takes up the rest.
    /// Refuses with: what <see cref="ReleaseAsync"/> does.
    /// </remarks>
    public async ValueTask<Result<int>> ReleaseHeldAsync(Instant now, CancellationToken cancellationToken = default)
    {
        if (Watching is not { } watch) return 0;
        var delivered = 0;
        foreach (var channel in watch.Channels)
        {
            if (!watch.MayHold(channel, watch.StateOf(channel).Circuit.Phase == CircuitPhase.Closed)) continue;
            var isDone = false;
            try
            {
                for (var more = true; more;)
                {
                    var step = await ReleaseAsync(watch.ShopOf(channel), channel.Profile, Actor.Kernel, now, [], 100, cancellationToken).ConfigureAwait(false);
                    if (!step.TryGet(out var turn, out var refusal)) return refusal;
                    delivered += turn.Records.Items.Count(r => r.Why is null);
                    more = turn.HasMore;
                }

                isDone = true;
            }
            finally
            {
                if (!isDone) watch.Holds(channel);
            }
        }

        return delivered;
    }

    private async ValueTask<List<string>> HeldAsync(ShopContext shop, string profile, bool withUnproved, CancellationToken cancellationToken)
    {
        var held = new List<(Instant At, string Key)>();
        await AddAsync(ChannelsCodes.CircuitHolds, DeliveryDoor.Channel(profile, shop.Shop)).ConfigureAwait(false);
        if (withUnproved) await AddAsync(ChannelsCodes.PushUnproved, DeliveryDoor.Unproved(profile, shop.Shop)).ConfigureAwait(false);
        return [.. held.OrderBy(h => h.At).ThenBy(h => h.Key, StringComparer.Ordinal).Select(h => h.Key)];

        async ValueTask AddAsync(string code, DeliveryDoor door)
        {
            await foreach (var entry in _workspace.Store.ListAsync(shop.Tenant, code, cancellationToken).ConfigureAwait(false))
            {
                if (entry.Door == door.ToString()) held.Add((entry.At, entry.Key));
            }
        }
    }

    private async ValueTask<ReleasedRecord> DeliverHeldAsync(
        ShopContext shop, PolicyDocument<ChannelProfile> reads, QuarantineEntry entry, Actor by, Instant at, CancellationToken cancellationToken)
    {
        if (entry.Raw.IsEmpty) return new(entry.Key, null, Refusal.Of(OrderKernelCodes.RecordErased, ("record", entry.Key)));
        // As when a person replays it: whoever comes first.
        var message = MessageId.Of("again-" + ChainHash.Genesis(StreamId.Of(shop.Tenant, "delivery", entry.Key)));
        var slip = new DeliverySlip(message, entry.Fingerprint, entry.Source, entry.Raw) { Door = DeliveryDoor.Channel(reads.Reference.Name, shop.Shop) };
        var reading = new ProfileReader(reads, _policies.Skus?.Policy ?? SkuMap.Same, shop, null, _policies.PayloadValidator).Read(entry.Raw.Span, entry.At);
        return Of(entry.Key, await DeliverAsync(shop.Tenant, Of(slip, reading, entry.At), async (_, unit) =>
        {
            if ((await _workspace.Store.EntryAsync(shop.Tenant, entry.Key, cancellationToken).ConfigureAwait(false))?.Settlement is { } meanwhile)
                return AlreadySettled(meanwhile);
            unit.Settle(new(entry.Key, SettledAs.Replayed, by.Id, at, message.Value));
            return null;
        }, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<List<ReleasedRecord>> ProveAsync(
        ShopContext shop, PolicyDocument<ChannelProfile> reads, QuarantineEntry entry, Actor by, Instant at, IReadOnlyList<SigningKey> keys,
        CancellationToken cancellationToken)
    {
        if (entry.Raw.IsEmpty) return [new(entry.Key, null, Refusal.Of(OrderKernelCodes.RecordErased, ("record", entry.Key)))];
        if (HeldPush.Read(entry.Raw, keys) is not { } push) return [new(entry.Key, null, Refusal.Of(ChannelsCodes.PushUnproved))];
        if (push.Check(reads, entry.At) is { } unproved) return [new(entry.Key, null, unproved)];
        var released = new List<ReleasedRecord>();
        foreach (var (delivery, _) in Arrivals(shop, reads, push.Body.Span, entry.At))
        {
            var one = Of(entry.Key, await DeliverAsync(shop.Tenant, delivery, cancellationToken).ConfigureAwait(false));
            released.Add(one);
            // A store that refuses now is asked again with the next step; nothing is settled before all of it is in.
            if (one.Why is not null) return released;
        }

        var message = MessageId.Of("proved-" + ChainHash.Genesis(StreamId.Of(shop.Tenant, "delivery", entry.Key)));
        var settled = await Transact.RunAsync<string>(shop.Tenant, message, entry.Key, unit =>
        {
            unit.Settle(new(entry.Key, SettledAs.Replayed, by.Id, at, message.Value));
            return new ValueTask<Result<string>>(entry.Key);
        }, cancellationToken).ConfigureAwait(false);
        return settled.Refusal is { } refusal ? [new(entry.Key, null, refusal)] : released;
    }

    private static ReleasedRecord Of(string key, Result<DeliveryAnswer> answer) =>
        answer.TryGet(out var given, out var why) ? new(key, given, null) : new(key, null, why);
}
