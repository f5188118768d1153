using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>What the laws of this package are tried on.</summary>
public static class Arbitraries
{
    public static Arbitrary<TrackReport[]> Reports() => (
        from node in Gen.Choose(1, 11)
        from minute in Gen.Choose(0, 40)
        from what in Gen.Choose(0, 31)
        select Report((TrackNode)node, 0) with
        {
            At = Noon + Duration.FromMinutes(minute * 7),
            Exception = node == 11 ? (TrackExceptionReason)((what % 3) + 1) : null,
            IsFromCarrier = what % 4 == 0,
            DeliveredTo = node == 6 && what % 3 > 0 ? (DeliveryKind)(what % 3) : null,
            Evidence = what % 5 == 0 ? [EvidenceReference.Of("photo-" + (what % 2))] : [],
            RawCode = what % 2 == 0 ? "c" + (what % 7) : null,
            Text = what % 3 == 0 ? "t" + (what % 8) : null,
            Place = what % 4 == 1 ? "p" + (what % 5) : null,
        }).ArrayOf().Where(r => r.Length > 0).ToArbitrary();
}
