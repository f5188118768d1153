using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel.Channels;

/// <summary>How intake events stand in streams.</summary>
public static class IntakeEvents
{
    private static readonly IntakeJson Json = new(Options());

    /// <summary>The codec of the family <c>channels.*</c>.</summary>
    public static EventCodec<IntakeEvent> Codec { get; } = new EventCodec<IntakeEvent>()
        .With("channels.claim-accepted", () => Json.ClaimAccepted)
        .With("channels.claim-parked", () => Json.ClaimParked)
        .With("channels.claim-stale", () => Json.ClaimStale)
        .With("channels.conflict-raised", () => Json.ConflictRaised);

    private static JsonSerializerOptions Options()
    {
        var options = CanonicalJson.Options(
            new ClaimAcceptedConverter(), new ClaimContentConverter(), new ClaimedLineConverter(), CanonicalJson.Amounts(withRest: false),
            CanonicalJson.ListOf<ClaimedLine>(), CanonicalJson.ListOf<ClaimedShipment>(), CanonicalJson.ListOf<ClaimedCase>(),
            CanonicalJson.ListOf<ClaimedUnits>(), CanonicalJson.ListOf<ClaimedTender>(), CanonicalJson.ListOf<BundleComponent>(),
            CanonicalJson.ListOf<LineId>(), CanonicalJson.ListOf<HoldKind>(), CanonicalJson.ListOf<Finding>(), CanonicalJson.ListOf<Argument>(),
            CanonicalJson.ListOf<ClaimAxis>(), CanonicalJson.WordOf<ClaimAxis>());
        options.IgnoreReadOnlyProperties = true;
        return options;
    }
}

/// <summary>Source-generated metadata of the intake events.</summary>
[JsonSerializable(typeof(ClaimAccepted))]
[JsonSerializable(typeof(ClaimParked))]
[JsonSerializable(typeof(ClaimStale))]
[JsonSerializable(typeof(ConflictRaised))]
[JsonSerializable(typeof(ClaimedLine))]
[JsonSerializable(typeof(ClaimedShipment))]
[JsonSerializable(typeof(ClaimedCase))]
[JsonSerializable(typeof(ClaimedUnits))]
[JsonSerializable(typeof(ClaimedTender))]
[JsonSerializable(typeof(BundleComponent))]
[JsonSerializable(typeof(LineId))]
[JsonSerializable(typeof(HoldKind))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(Argument))]
[JsonSerializable(typeof(ClaimAxis))]
internal sealed partial class IntakeJson : JsonSerializerContext;
