namespace OrderKernel.Orders;

/// <summary>So many units of one order line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">The units, positive.</param>
public readonly record struct LineUnits(LineId Line, Quantity Units);

/// <summary>Units of a line together with the money that moves with them.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">The units; zero when only money moves.</param>
/// <param name="Money">The money, not negative.</param>
public readonly record struct LineShare(LineId Line, Quantity Units, Money Money);

/// <summary>Units of a line that are cancelled, by the place that they leave.</summary>
/// <param name="Line">The line.</param>
/// <param name="Open">Units that were open.</param>
/// <param name="Reserved">Units that were reserved.</param>
/// <param name="Money">What the buyer no longer owes for them.</param>
public readonly record struct CancelledUnits(LineId Line, Quantity Open, Quantity Reserved, Money Money);

/// <summary>Units that leave a planned shipment.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Line">The line.</param>
/// <param name="Units">The units.</param>
public readonly record struct ShipmentUnits(ShipmentId Shipment, LineId Line, Quantity Units);

/// <summary>Sent units whose money is asked back, with the place where they are.</summary>
/// <param name="Line">The line.</param>
/// <param name="Place">Where the units are.</param>
/// <param name="Units">The units, positive.</param>
/// <param name="Money">Their money.</param>
public readonly record struct RefundedUnits(LineId Line, SentPlace Place, Quantity Units, Money Money);
