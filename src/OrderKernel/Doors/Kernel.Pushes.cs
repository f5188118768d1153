using System.Security.Cryptography;
using System.Text;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Telemetry;

namespace OrderKernel;

public sealed partial class Kernel
{
    private const int PushHashBytes = 16;

    /// <summary>Takes what a channel pushed: sees that it is the channel's, cuts it into records, reads them by the profile and delivers each.</summary>
    /// <param name="shop">Whose push it is: your route or the key tells.</param>
    /// <param name="profile">The name of the profile that reads it, one of the policies'.</param>
    /// <param name="push">The push with its proof.</param>
    /// <param name="at">When it arrived: the clock of keys and signatures, and the time of records that tell none.</param>
    /// <param name="cancellationToken">Stops between two records; those before it are committed, and the same push again takes up the rest.</param>
    /// <returns>What became of each record, in their order; none for a push without records, such as a test of the connection.</returns>
    /// <remarks>
    /// <para>Refuses with, and nothing is kept: <see cref="OrderKernelCodes.DoorUnknown"/>, <see cref="ChannelsCodes.SignatureUnknown"/>, and what
    /// <see cref="PushSignature.Verify"/> refuses with. A record that cannot be read, or tells of more than a day after its arrival, is put away with its
    /// reason: the others go on. While the channel's circuit is open (<see cref="Watch"/>) every record is put away with
    /// <see cref="ChannelsCodes.CircuitHolds"/>, until <see cref="ReleaseAsync"/> delivers it.</para>
    /// <para>Idempotency: a record is known by its bytes, the profile and the shop. The same push again gets the answers of the first.</para>
    /// <para>Answer the channel when this has returned: then everything is committed.</para>
    /// </remarks>
    public async ValueTask<Result<ValueList<ReceivedRecord>>> ReceiveAsync(
        ShopContext shop, string profile, Push push, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(push);
        if (_policies.Profiles.Items.FirstOrDefault(p => p.Reference.Name == profile) is not { } reads)
            return Refusal.Of(OrderKernelCodes.DoorUnknown, ("record", "push"), ("door", profile));
        if (push.Check(reads, at) is { } untrusted)
        {
            KernelTelemetry.Refuse(null, untrusted);
            Logger.Refused(shop.Tenant.Value, $"push {profile}", untrusted.Code);
            await RefusedAsync(shop, reads, push, at, cancellationToken).ConfigureAwait(false);
            return untrusted;
        }

        var counted = Counting(shop, reads);
        var wait = Admit(shop, profile, WatchDoor.Push, at);
        var arrived = Arrivals(shop, reads, push.Body.Span, at, wait);
        var (received, refusal) = await TakeAsync(shop, arrived, counted, at, cancellationToken).ConfigureAwait(false);
        var outcome = wait is not null || refusal is not null ? WatchOutcome.Held : IsFailed(received) ? WatchOutcome.Failed : WatchOutcome.Succeeded;
        // One that the store broke off comes again, and is counted then.
        if (refusal is null) counted.Push(at, outcome == WatchOutcome.Failed);
        await WatchedAsync(shop, profile, counted, WatchDoor.Push, outcome, at, cancellationToken).ConfigureAwait(false);
        return refusal is null ? received : refusal;
    }

    private async ValueTask<(ValueList<ReceivedRecord> Received, Refusal? Refusal)> TakeAsync(
        ShopContext shop, List<(Delivery Delivery, RecordReading Reading)> arrived, TallyBuilder counted, Instant at, CancellationToken cancellationToken)
    {
        var received = new List<ReceivedRecord>(arrived.Count);
        foreach (var (delivery, reading) in arrived)
        {
            var isRepeat = false;
            if (!(await DeliverAsync(shop.Tenant, delivery, null, cancellationToken, () => isRepeat = true).ConfigureAwait(false))
                .TryGet(out var answer, out var refusal)) return (received.ToValueList(), refusal);
            received.Add(Of(shop.Tenant, delivery, answer));
            counted.Record(at, reading, EndOf(answer, isRepeat), answer.Code, isRepeat ? null : at);
        }

        return (received.ToValueList(), null);
    }

    private static ReceivedRecord Of(TenantId tenant, Delivery delivery, DeliveryAnswer answer) => delivery switch
    {
        ClaimDelivery d => new(answer, d.Claim.Order, null),
        PartnerDelivery { Record: OutboundRecord r } => new(answer, r.Order.In(tenant), null),
        PartnerDelivery { Record: OutboundDocument d } => new(answer, d.Parcels[0].Order.In(tenant), null),
        PartnerDelivery { Record: ReceiptRecord r } => new(answer, r.Order?.In(tenant), null),
        UnusableDelivery d => new(answer, d.Identity?.Order, d.Why),
        _ => new(answer, null, null),
    };

    private List<(Delivery Delivery, RecordReading Reading)> Arrivals(
        ShopContext shop, PolicyDocument<ChannelProfile> profile, ReadOnlySpan<byte> body, Instant at, Reason? wait = null)
    {
        var arrived = new List<(Delivery, RecordReading)>();
        var reader = new ProfileReader(profile, _policies.Skus?.Policy ?? SkuMap.Same, shop, null, _policies.PayloadValidator)
        {
            TellsShape = Watching is not null,
        };
        var parser = RecordParser.For(profile.Policy);
        parser.Push(body, Take);
        parser.Complete(Take);
        return arrived;

        void Take(RecordSlice record)
        {
            var raw = record.ToBytes();
            var door = DeliveryDoor.Channel(profile.Reference.Name, shop.Shop);
            var id = MessageId.Of($"push-{HashOf([.. Encoding.UTF8.GetBytes($"{door}\n"), .. raw])}");
            var slip = new DeliverySlip(id, HashOf(raw), $"push {profile.Reference.Name}", raw) { Door = door };
            var reading = record.Problem is null ? reader.Read(raw, at) : default;
            arrived.Add((Held(slip, reading) ?? (record.Problem is { } problem ? new UnusableDelivery(slip, at, problem) : Of(slip, reading, at)), reading));
        }

        // What is none of our business need not wait.
        UnusableDelivery? Held(DeliverySlip slip, RecordReading reading) => wait is null || reading.Kind == ReadingKind.Skipped
            ? null
            : new UnusableDelivery(slip, at, new Refusal(wait.Code, wait.Arguments)) { Identity = reading.Identity };
    }

    private static Delivery Of(DeliverySlip slip, RecordReading reading, Instant at) => reading.Kind switch
    {
        // Clocks differ by less than a day; what is told of later would outdate all that is told until then.
        ReadingKind.Claimed when reading.Claim!.SourceTime - Duration.FromDays(1) > at => new UnusableDelivery(slip, at,
            Refusal.Of(OrderKernelCodes.RecordOfFuture, ("at", reading.Claim.SourceTime), ("latest", at))) { Identity = reading.Identity },
        ReadingKind.Claimed => new ClaimDelivery(slip, reading.Claim!),
        ReadingKind.Partner when reading.Partner!.At - Duration.FromDays(1) > at => new UnusableDelivery(slip, at,
            Refusal.Of(OrderKernelCodes.RecordOfFuture, ("at", reading.Partner.At), ("latest", at))),
        ReadingKind.Partner => new PartnerDelivery(slip, reading.Partner!),
        ReadingKind.Skipped => new SkippedDelivery(slip, at),
        _ => new UnusableDelivery(slip, at, reading.Refusal!) { Identity = reading.Identity },
    };

    private static string HashOf(byte[] bytes)
    {
#if NET10_0_OR_GREATER
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, PushHashBytes));
#else
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(bytes), 0, PushHashBytes).Replace("-", "").ToLowerInvariant();
#endif
    }
}
