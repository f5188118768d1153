using NodaTime;
using OrderKernel.Partners;

namespace OrderKernel.Deliveries;

/// <summary>One record that was delivered to the kernel, read and ready to be applied.</summary>
/// <param name="Id">The delivery's id: the inbox key. The same delivery sent again has the same id.</param>
/// <param name="At">Its source time: the business clock when it is applied.</param>
/// <param name="Key">What it is about, for a stable order among records of one instant.</param>
/// <param name="ContentHash">The fingerprint of its bytes.</param>
/// <param name="Source">Where it came from, for people: file and line.</param>
/// <param name="Raw">Its raw bytes, kept when it cannot be used.</param>
public abstract record Delivery(MessageId Id, Instant At, string Key, string ContentHash, string Source, ReadOnlyMemory<byte> Raw) : IComparable<Delivery>
{
    /// <summary>Business order: source time, key, fingerprint, id.</summary>
    public int CompareTo(Delivery? other)
    {
        if (other is null) return 1;
        var order = At.CompareTo(other.At);
        if (order == 0) order = string.CompareOrdinal(Key, other.Key);
        if (order == 0) order = string.CompareOrdinal(ContentHash, other.ContentHash);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }
}

/// <summary>A claim of a channel about one order.</summary>
/// <param name="Claim">The claim.</param>
public sealed record ClaimDelivery(MessageId Id, string ContentHash, string Source, ReadOnlyMemory<byte> Raw, Claim Claim)
    : Delivery(Id, Claim.SourceTime, Claim.Order.Digest(), ContentHash, Source, Raw);

/// <summary>Reports on one parcel.</summary>
/// <param name="Reports">The reports, of one waybill and carrier, at least one.</param>
public sealed record TrackDelivery(MessageId Id, Instant At, string ContentHash, string Source, ReadOnlyMemory<byte> Raw, ValueList<TrackReport> Reports)
    : Delivery(Id, At, Reports[0].Waybill.Value, ContentHash, Source, Raw);

/// <summary>A record of a warehouse or ERP.</summary>
/// <param name="Record">The record.</param>
public sealed record PartnerDelivery(MessageId Id, string ContentHash, string Source, ReadOnlyMemory<byte> Raw, PartnerRecord Record)
    : Delivery(Id, Record.At, Source, ContentHash, Source, Raw);

/// <summary>A record that cannot be used: it is kept raw, with the reason.</summary>
/// <param name="Why">The reason.</param>
public sealed record UnusableDelivery(MessageId Id, Instant At, string ContentHash, string Source, ReadOnlyMemory<byte> Raw, Refusal Why)
    : Delivery(Id, At, "", ContentHash, Source, Raw);

/// <summary>A record that the profile says is none of our business: counted, not kept.</summary>
public sealed record SkippedDelivery(MessageId Id, Instant At, string ContentHash, string Source)
    : Delivery(Id, At, "", ContentHash, Source, default);
