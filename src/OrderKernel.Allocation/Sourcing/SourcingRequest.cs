namespace OrderKernel.Allocation;

/// <summary>What is to be sourced for one order. The order of lines, positions, groups and bans never matters.</summary>
/// <param name="Order">What the plan is for, for messages only.</param>
/// <param name="Destination">The province of the destination, with or without suffix.</param>
/// <param name="Lines">The units per order line; entries of the same line and SKU are summed.</param>
/// <param name="Available">What each location can promise, safety stock and quotas taken
/// off; entries of the same location and SKU are summed, missing ones are zero.</param>
public sealed record SourcingRequest(string Order, RegionId Destination, ValueList<StockRequest> Lines, ValueList<AvailablePosition> Available)
{
    /// <summary>Lines whose units must all leave one location in one shipment, such as the components of a bundle.</summary>
    public ValueList<LineGroup> Together { get; init; }

    /// <summary>What is forbidden beside the network's own bans, such as purchase restrictions.</summary>
    public ValueList<SourcingBan> Bans { get; init; }
}

/// <summary>Order lines that travel together.</summary>
/// <param name="Lines">The lines; a line is in one group at most, and one without units does not count.</param>
public sealed record LineGroup(ValueList<LineId> Lines);

/// <summary>
/// Something that a plan must not do; what is null matches everything. At least one of the three is given, and never both a carrier and a SKU.
/// </summary>
/// <param name="Location">The location that may not ship.</param>
/// <param name="Carrier">The carrier that may not carry.</param>
/// <param name="Sku">The SKU that may not be sold there.</param>
/// <param name="Reason">Why, as a code or word of whoever declares it.</param>
public sealed record SourcingBan(LocationId? Location, CarrierId? Carrier, SkuId? Sku, string Reason);
