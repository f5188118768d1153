using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing;

/// <summary>All generators of the family by type: hand <see cref="Map"/> to FsCheck, or ask for one.</summary>
/// <remarks>Use: <c>Prop.ForAll(KernelGenerators.Of&lt;Claim&gt;(), claim => …)</c>.</remarks>
public static class KernelGenerators
{
    /// <summary>FsCheck's own types and all of ours.</summary>
    public static IArbMap Map { get; } = Merged();

    /// <summary>The arbitrary of one type.</summary>
    /// <typeparam name="T">A type of the family that has a generator.</typeparam>
    public static Arbitrary<T> Of<T>() => Map.ArbFor<T>();

    private static IArbMap Merged()
    {
        var map = ArbMap.Default;
        map = map.Merge(ValueGenerators.Instants).Merge(ValueGenerators.Currencies).Merge(ValueGenerators.Amounts).Merge(ValueGenerators.Quantities)
            .Merge(ValueGenerators.Deltas).Merge(ValueGenerators.Policies).Merge(ValueGenerators.Reasons).Merge(ValueGenerators.Findings);
        map = map.Merge(IdGenerators.Actors).Merge(IdGenerators.Batches).Merge(IdGenerators.Bundles).Merge(IdGenerators.Carriers).Merge(IdGenerators.Cases)
            .Merge(IdGenerators.Channels).Merge(IdGenerators.Inbounds)
            .Merge(IdGenerators.Lines).Merge(IdGenerators.Locations).Merge(IdGenerators.Messages).Merge(IdGenerators.Pools)
            .Merge(IdGenerators.Regions).Merge(IdGenerators.Reservations).Merge(IdGenerators.Shipments).Merge(IdGenerators.Shops).Merge(IdGenerators.Skus)
            .Merge(IdGenerators.Tenants).Merge(IdGenerators.Zones).Merge(IdGenerators.Evidence).Merge(IdGenerators.OrderNumbers).Merge(IdGenerators.OrderTags)
            .Merge(IdGenerators.PersonTokens).Merge(IdGenerators.Roles).Merge(IdGenerators.Waybills).Merge(IdGenerators.SerialNumbers)
            .Merge(IdGenerators.SerialKeys)
            .Merge(IdGenerators.HoldKinds).Merge(IdGenerators.OrderKeys)
            .Merge(IdGenerators.Orders).Merge(IdGenerators.Streams);
        map = map.Merge(PersonGenerators.Names).Merge(PersonGenerators.Phones).Merge(PersonGenerators.Addresses).Merge(PersonGenerators.Recipients);
        map = map.Merge(StockGenerators.Cells).Merge(StockGenerators.Postings).Merge(StockGenerators.Balances).Merge(StockGenerators.Terms)
            .Merge(StockGenerators.Floors)
            .Merge(StockGenerators.Components).Merge(StockGenerators.Requests).Merge(StockGenerators.Available).Merge(StockGenerators.PlannedShipments)
            .Merge(StockGenerators.Inspections);
        map = map.Merge(OrderGenerators.Amounts).Merge(OrderGenerators.Lines).Merge(OrderGenerators.Shipments).Merge(OrderGenerators.Cases)
            .Merge(OrderGenerators.Claims);
        map = map.Merge(OperationGenerators.Tracks).Merge(OperationGenerators.Milestones).Merge(OperationGenerators.Customers)
            .Merge(OperationGenerators.Carriers).Merge(OperationGenerators.Refundables)
            .Merge(OperationGenerators.Actors).Merge(OperationGenerators.Contexts);
        map = map.MergeArb(KernelArbitraries.Amounts()).MergeArb(KernelArbitraries.Quantities()).MergeArb(KernelArbitraries.Deltas())
            .MergeArb(KernelArbitraries.Claims());
        return map.Merge(PortGenerators.Appends).Merge(PortGenerators.Events).Merge(PortGenerators.Heads).Merge(PortGenerators.Timers)
            .Merge(PortGenerators.Effects)
            .Merge(PortGenerators.Quarantined).Merge(PortGenerators.Settlements).Merge(PortGenerators.Clues).Merge(PortGenerators.Leases)
            .Merge(PortGenerators.Units);
    }

    private static IArbMap Merge<T>(this IArbMap map, Gen<T> gen) => map.MergeArb(gen.ToArbitrary());
}
