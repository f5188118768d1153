using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Logistics;
using OrderKernel.Policies;

namespace OrderKernel.Deliveries;

/// <summary>The door that a record came in by: what reads its bytes. It stays with a record that is put away, so that it can be read again.</summary>
public sealed record DeliveryDoor
{
    private const char At = '@';
    private const char Unread = '?';
    private readonly string _text;

    private DeliveryDoor(string text) => _text = text;

    /// <summary>Records of a warehouse or ERP in the generic form, as <see cref="PartnerRecord"/> reads them; in its own form a profile reads them.</summary>
    public static DeliveryDoor Partner { get; } = new("partner");

    /// <summary>Tracks of kuaidi100.</summary>
    public static DeliveryDoor Kuaidi100 { get; } = new("kuaidi100");

    /// <summary>Records that a profile reads: of one shop of a channel, or of a warehouse or ERP.</summary>
    /// <param name="profile">The name of the profile that reads them.</param>
    /// <param name="shop">The shop.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static DeliveryDoor Channel(string profile, ShopId shop)
    {
        ArgumentException.ThrowIfNullOrEmpty(profile);
        return new($"{profile}{At}{shop.Value}");
    }

    /// <summary>Pushes without a good proof: nothing reads them but <see cref="Kernel.ReleaseAsync"/> with a key that proves them.</summary>
    /// <param name="profile">The name of the profile that reads what they hold.</param>
    /// <param name="shop">The shop.</param>
    internal static DeliveryDoor Unproved(string profile, ShopId shop) => new($"{Unread}{profile}{At}{shop.Value}");

    /// <summary>A door from its text, as <see cref="ToString"/> gives it; false for what is none.</summary>
    /// <param name="text">The text; null is no door.</param>
    /// <param name="door">The door; null where the answer is false.</param>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DeliveryDoor? door)
    {
        door = text == Partner._text ? Partner : text == Kuaidi100._text ? Kuaidi100 : null;
        if (door is null && text is not null && text.IndexOf(At) is > 0 and var at && ShopId.TryParse(text.Substring(at + 1), out _)) door = new(text);
        return door is not null;
    }

    /// <summary>Reads the bytes of a record that was put away, by the documents that hold now.</summary>
    /// <param name="slip">How it comes in.</param>
    /// <param name="tenant">Whose record it is.</param>
    /// <param name="policies">Profiles, SKU map and words of tracks.</param>
    /// <param name="at">When it is read; the time of a record that is none of our business.</param>
    /// <param name="arrival">
    /// When it came in: the time of a record of a channel that tells none. Null where that is not known, and such a record is refused.
    /// </param>
    /// <returns>The delivery, or why the record cannot be used.</returns>
    /// <remarks>
    /// Refuses with: <see cref="OrderKernelCodes.DoorUnknown"/>, <see cref="ChannelsCodes.PushUnproved"/>, and what profile, tracks and partner records
    /// refuse with.
    /// </remarks>
    public Result<Delivery> Read(DeliverySlip slip, TenantId tenant, KernelPolicies policies, Instant at, Instant? arrival = null)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(policies);
        if (this == Partner) return PartnerRecord.Read(slip.Raw).Then(record => Result.Ok<Delivery>(new PartnerDelivery(slip, record)));
        if (this == Kuaidi100) return Parcel(slip, policies);
        // Whoever replays it by hand has no proof either.
        if (_text[0] == Unread) return Refusal.Of(ChannelsCodes.PushUnproved);
        var name = _text.Substring(0, _text.IndexOf(At));
        if (policies.Profiles.Items.FirstOrDefault(p => p.Reference.Name == name) is not { } profile)
            return Refusal.Of(OrderKernelCodes.DoorUnknown, ("record", slip.Source), ("door", _text));
        var shop = new ShopContext(tenant, ShopId.Of(_text.Substring(name.Length + 1)));
        var reading = new ProfileReader(profile, policies.Skus?.Policy ?? SkuMap.Same, shop, null, policies.PayloadValidator).Read(slip.Raw.Span, arrival);
        if (reading.Claim is { } claim) return new ClaimDelivery(slip, claim);
        if (reading.Partner is { } record) return new PartnerDelivery(slip, record);
        return reading.Kind == ReadingKind.Skipped ? new SkippedDelivery(slip, at) : reading.Refusal!;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static Result<Delivery> Parcel(DeliverySlip slip, KernelPolicies policies)
    {
        if (!Logistics.Kuaidi100.Parse(slip.Raw.Span, policies.TrackWords.Policy).TryGet(out var payload, out var refusal)) return refusal;
        return payload.Reports.IsEmpty
            ? Refusal.Of(LogisticsCodes.NoTrack, ("code", "-"))
            : new TrackDelivery(slip, payload.Reports.Items.Max(r => r.At), payload.Reports);
    }
}
