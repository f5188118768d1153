namespace OrderKernel;

/// <summary>What a location is to the business.</summary>
public enum LocationKind
{
    /// <summary>A warehouse 仓库.</summary>
    Warehouse = 1,

    /// <summary>A store where buyers fetch goods, or that sends them 门店.</summary>
    Store = 2,

    /// <summary>A dealer's stock 经销商.</summary>
    Dealer = 3,

    /// <summary>A supplier who sends for us 代发供应商.</summary>
    Supplier = 4,
}

/// <summary>Where a location stands in the tree of locations.</summary>
/// <param name="Id">The location.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Within">The areas and locations that it lies in, the nearest first; none at the root.</param>
public sealed record LocationPlace(LocationId Id, LocationKind Kind, ValueList<LocationId> Within)
{
    /// <summary>True for the location itself and for all that it lies in.</summary>
    /// <param name="place">An area or a location.</param>
    public bool IsIn(LocationId place) => place == Id || Within.Items.Contains(place);
}
