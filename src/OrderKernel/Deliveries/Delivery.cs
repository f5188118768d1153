using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Deliveries;

/// <summary>How a record came in: under which id, with which bytes, from where.</summary>
/// <param name="Id">The delivery's id: the inbox key. The same delivery sent again has the same id.</param>
/// <param name="ContentHash">The fingerprint of the record's bytes, 1 to 128 characters.</param>
/// <param name="Source">Where it came from, for people: file and line, or a queue and offset.</param>
/// <param name="Raw">The raw bytes, kept when the record cannot be used.</param>
public sealed record DeliverySlip(MessageId Id, string ContentHash, string Source, ReadOnlyMemory<byte> Raw)
{
    /// <summary>By which door it came in: what reads the bytes again when it was put away. Null where nobody will.</summary>
    public DeliveryDoor? Door { get; init; }
}

/// <summary>One record that was delivered to the kernel, read and ready to be applied.</summary>
/// <param name="Slip">How it came in.</param>
/// <param name="At">Its source time: the business clock when it is applied.</param>
/// <param name="Key">What it is about, for a stable order among records of one instant.</param>
public abstract record Delivery(DeliverySlip Slip, Instant At, string Key) : IComparable<Delivery>
{
    /// <summary>The delivery's id.</summary>
    public MessageId Id => Slip.Id;

    /// <summary>Business order: source time, key, fingerprint, id.</summary>
    public int CompareTo(Delivery? other)
    {
        if (other is null) return 1;
        var order = At.CompareTo(other.At);
        if (order == 0) order = string.CompareOrdinal(Key, other.Key);
        if (order == 0) order = string.CompareOrdinal(Slip.ContentHash, other.Slip.ContentHash);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }
}

/// <summary>A claim of a channel about one order.</summary>
/// <param name="Slip">How it came in.</param>
/// <param name="Claim">The claim.</param>
public sealed record ClaimDelivery(DeliverySlip Slip, Claim Claim) : Delivery(Slip, Claim.SourceTime, Claim.Order.Number.Value);

/// <summary>Reports on one parcel.</summary>
/// <param name="Slip">How it came in.</param>
/// <param name="At">The latest instant among the reports.</param>
/// <param name="Reports">The reports, of one waybill and carrier, at least one.</param>
public sealed record TrackDelivery(DeliverySlip Slip, Instant At, ValueList<TrackReport> Reports) : Delivery(Slip, At, Reports[0].Waybill.Number);

/// <summary>A record of a warehouse or ERP.</summary>
/// <param name="Slip">How it came in.</param>
/// <param name="Record">The record.</param>
public sealed record PartnerDelivery(DeliverySlip Slip, PartnerRecord Record) : Delivery(Slip, Record.At, Slip.Source);

/// <summary>A record that cannot be used: it is kept raw, with the reason.</summary>
/// <param name="Slip">How it came in.</param>
/// <param name="At">When it is put away.</param>
/// <param name="Why">The reason.</param>
public sealed record UnusableDelivery(DeliverySlip Slip, Instant At, Refusal Why) : Delivery(Slip, At, "")
{
    /// <summary>Which record of a channel it is, so that it is settled when it comes repaired; null where that cannot be read.</summary>
    public RecordIdentity? Identity { get; init; }
}

/// <summary>A record that the profile says is none of our business: counted, not kept.</summary>
/// <param name="Slip">How it came in.</param>
/// <param name="At">When it is counted.</param>
public sealed record SkippedDelivery(DeliverySlip Slip, Instant At) : Delivery(Slip, At, "");
