using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;

namespace OrderKernel.Cli.Input;

/// <summary>What a record says: a claim, tracks, a partner's record, or nothing that is of use.</summary>
internal readonly record struct RecordContent
{
    private Claim? Claim { get; init; }

    private ValueList<TrackReport> Reports { get; init; }

    private PartnerRecord? Partner { get; init; }

    /// <summary>Why it cannot be used; null also when it is skipped.</summary>
    public Refusal? Why { get; private init; }

    /// <summary>Which record of a channel it is, where it cannot be used and yet tells that.</summary>
    public RecordIdentity? Identity { get; init; }

    /// <summary>What the profile made of it; of no meaning where no profile reads it.</summary>
    public RecordReading Reading { get; init; }

    /// <summary>Its source time; null when it cannot be used.</summary>
    public Instant? At => Claim?.SourceTime ?? Partner?.At ?? (Reports.IsEmpty ? null : Reports.Items.Max(r => r.At));

    public static RecordContent Of(Claim claim) => new() { Claim = claim };

    public static RecordContent Of(ValueList<TrackReport> reports) => new() { Reports = reports };

    public static RecordContent Of(PartnerRecord record) => new() { Partner = record };

    /// <summary>What cannot be used, with the reason; null for what is skipped.</summary>
    public static RecordContent Unread(Refusal? why) => new() { Why = why };

    /// <summary>The record as a delivery.</summary>
    /// <param name="slip">How it came in.</param>
    /// <param name="at">When it happened, or is put away.</param>
    public Delivery ToDelivery(DeliverySlip slip, Instant at) =>
        Claim is not null ? new ClaimDelivery(slip, Claim)
        : Partner is not null ? new PartnerDelivery(slip, Partner)
        : !Reports.IsEmpty ? new TrackDelivery(slip, at, Reports)
        : Why is not null ? new UnusableDelivery(slip, at, Why) { Identity = Identity }
        : new SkippedDelivery(slip, at);
}
