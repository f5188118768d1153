using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing;

/// <summary>Generators of facts about goods and stock.</summary>
public static class StockGenerators
{
    /// <summary>A stock cell, mostly without pool and batch.</summary>
    public static Gen<StockCell> Cells { get; } =
        from location in IdGenerators.Locations
        from sku in IdGenerators.Skus
        from pool in Gen.Frequency((4, Gen.Constant(default(PoolId))), (1, IdGenerators.Pools))
        from batch in Gen.Frequency((4, Gen.Constant(default(BatchId))), (1, IdGenerators.Batches))
        select new StockCell(location, sku, pool, batch);

    /// <summary>A posting of one account.</summary>
    public static Gen<Posting> Postings { get; } =
        from cell in Cells
        from account in GenKit.Word<StockAccount>()
        from delta in ValueGenerators.Deltas
        select new Posting(cell, account, delta);

    /// <summary>A balance, sometimes negative.</summary>
    public static Gen<StockBalance> Balances { get; } = Postings.Select(p => new StockBalance(p.Cell, p.Account, p.Delta.Units));

    /// <summary>A term of a floor.</summary>
    public static Gen<StockTerm> Terms { get; } =
        from account in GenKit.Word<StockAccount>()
        from sign in Gen.Elements(1, -1)
        select new StockTerm(account, sign);

    /// <summary>A floor over different accounts of one cell.</summary>
    public static Gen<StockFloor> Floors { get; } =
        from cell in Cells
        from accounts in GenKit.Word<StockAccount>().Set(1, 3)
        from sign in Gen.Elements(1, -1)
        from atLeast in Gen.Choose(-20, 20)
        select new StockFloor(cell, accounts.Select((a, i) => new StockTerm(a, i == 0 ? 1 : sign)).ToValueList(), atLeast);

    /// <summary>Units of a SKU in something sold.</summary>
    public static Gen<BundleComponent> Components { get; } =
        from sku in IdGenerators.Skus
        from units in Gen.Choose(1, 6)
        select new BundleComponent(sku, Quantity.Of(units));

    /// <summary>Units that an order line needs.</summary>
    public static Gen<StockRequest> Requests { get; } =
        from line in IdGenerators.Lines
        from sku in IdGenerators.Skus
        from quantity in ValueGenerators.SomeQuantities
        select new StockRequest(line, sku, quantity);

    /// <summary>What a location can still promise.</summary>
    public static Gen<AvailablePosition> Available { get; } =
        from location in IdGenerators.Locations
        from sku in IdGenerators.Skus
        from quantity in ValueGenerators.Quantities
        select new AvailablePosition(location, sku, quantity);

    /// <summary>A planned shipment with one to four lines.</summary>
    public static Gen<PlannedShipment> PlannedShipments { get; } =
        from location in IdGenerators.Locations
        from carrier in IdGenerators.Carriers.OrNull()
        from lines in Requests.List(1, 4)
        select new PlannedShipment(location, carrier, lines);

    /// <summary>What a look at returned goods found.</summary>
    public static Gen<Inspection> Inspections { get; } =
        from line in IdGenerators.Lines
        from units in ValueGenerators.SomeQuantities
        from outcome in GenKit.Word<InspectionOutcome>()
        select new Inspection(line, units, outcome);
}
