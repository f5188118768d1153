using OrderKernel.Orders;
using OrderKernel.Policies;

namespace OrderKernel.WriteBacks;

/// <summary>What happened to a parcel that a channel may hear of. 0 is unset.</summary>
internal enum WriteBackOccasion
{
    /// <summary>It left.</summary>
    Left = 1,

    /// <summary>Its waybill is known now.</summary>
    Numbered = 2,

    /// <summary>Its carrier scanned it first.</summary>
    Scanned = 3,

    /// <summary>It was delivered.</summary>
    Delivered = 4,

    /// <summary>The serial numbers of its units are known now.</summary>
    Identified = 5,
}

/// <summary>Whether a rule tells a channel on an occasion.</summary>
internal static class WriteBackOccasions
{
    /// <summary>True when the channel is to be told.</summary>
    /// <param name="when">The shop's rule.</param>
    /// <param name="occasion">What happened.</param>
    /// <param name="before">The parcel before it; null for one that nobody knew of.</param>
    /// <param name="now">The parcel after it.</param>
    public static bool IsTold(WriteBackMoment when, WriteBackOccasion occasion, Shipment? before, Shipment now) => (when, occasion) switch
    {
        // What was told when it left is told anew under its number.
        (WriteBackMoment.AtOnce, WriteBackOccasion.Numbered or WriteBackOccasion.Identified) => before?.HandedOverAt is not null,
        (WriteBackMoment.AtOnce, _) => occasion == WriteBackOccasion.Left,
        (WriteBackMoment.FirstScan, WriteBackOccasion.Numbered or WriteBackOccasion.Identified) =>
            before is { FirstScanAt: not null } or { DeliveredAt: not null },
        (WriteBackMoment.FirstScan, WriteBackOccasion.Delivered) => before is not ({ FirstScanAt: not null } or { DeliveredAt: not null }),
        (WriteBackMoment.FirstScan, _) => occasion == WriteBackOccasion.Scanned && before?.DeliveredAt is null,
        (WriteBackMoment.Early, WriteBackOccasion.Identified) => !now.Waybills.IsEmpty || before?.HandedOverAt is not null,
        // What leaves as it was announced is known.
        (WriteBackMoment.Early, WriteBackOccasion.Left) =>
            before is null || before.Waybills.IsEmpty || before.Waybills != now.Waybills || before.Carrier != now.Carrier,
        (WriteBackMoment.Early, _) => occasion == WriteBackOccasion.Numbered,
        _ => false,
    };
}
