using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace OrderKernel.Testing;

/// <summary>Generators of what happens on the way: tracks, milestones, standings.</summary>
public static class OperationGenerators
{
    /// <summary>A node of a parcel's journey; a reason exactly with an exception, a kind of delivery only with a delivery.</summary>
    public static Gen<TrackReport> Tracks { get; } =
        from waybill in IdGenerators.Waybills
        from carrier in IdGenerators.Carriers
        from node in GenKit.Word<TrackNode>()
        from at in ValueGenerators.Instants
        from reason in GenKit.Word<TrackExceptionReason>()
        from delivery in GenKit.Word<DeliveryKind>().OrNull()
        from raw in ValueGenerators.IdText.OrNothing()
        from text in ValueGenerators.Text.OrNothing()
        from place in Gen.Elements<string?>("杭州转运中心", "成都", null)
        from evidence in IdGenerators.Evidence.Set(0, 2)
        from isFromCarrier in Gen.Elements(true, false)
        select new TrackReport(waybill, carrier, node, at)
        {
            Exception = node == TrackNode.Exception ? reason : null,
            DeliveredTo = node == TrackNode.Delivered ? delivery : null,
            RawCode = raw,
            Text = text,
            Place = place,
            Evidence = evidence,
            IsFromCarrier = isFromCarrier,
        };

    /// <summary>A milestone; its clock never starts after it.</summary>
    public static Gen<MilestoneFact> Milestones { get; } =
        from order in IdGenerators.OrderKeys
        from what in GenKit.Word<Milestone>()
        from at in ValueGenerators.Instants
        from elapsed in Gen.Choose(0, 1_000_000).OrNull()
        from isGood in Gen.Elements(true, false).OrNull()
        from location in IdGenerators.Locations.OrNull()
        select new MilestoneFact(order, what,
            at) { Since = elapsed is { } seconds ? at - Duration.FromSeconds(seconds) : null, IsGood = isGood, Location = location };

    /// <summary>What is known of a customer.</summary>
    public static Gen<CustomerStanding> Customers { get; } =
        from level in GenKit.Word<CustomerLevel>()
        from history in GenKit.Word<CustomerHistory>()
        select new CustomerStanding(level, history);

    /// <summary>What is known of a carrier; no more false sign-offs than sign-offs.</summary>
    public static Gen<CarrierStanding> Carriers { get; } =
        from carrier in IdGenerators.Carriers
        from signOffs in Gen.Choose(0, 100_000)
        from falseOnes in Gen.Choose(0, signOffs)
        select new CarrierStanding(carrier, signOffs, falseOnes);

    /// <summary>What a case may ask back.</summary>
    public static Gen<RefundableBalance> Refundables { get; } =
        from currency in ValueGenerators.Currencies
        from refundable in ValueGenerators.AmountsIn(currency)
        from asked in ValueGenerators.AmountsIn(currency)
        select new RefundableBalance(refundable, asked);

    /// <summary>Who acts, with one to three roles.</summary>
    public static Gen<Actor> Actors { get; } =
        from id in IdGenerators.Actors
        from roles in Gen.Elements(Role.Kernel, Role.Channel, Role.Buyer, Role.Agent, Role.Supervisor, Role.Finance, Role.Warehouse).Set(1, 3)
        select new Actor(id, roles);

    /// <summary>By whom, when and under which message something is decided.</summary>
    public static Gen<DecisionContext> Contexts { get; } =
        from actor in Actors
        from at in ValueGenerators.Instants
        from message in IdGenerators.Messages
        select new DecisionContext(actor, at, message);
}
