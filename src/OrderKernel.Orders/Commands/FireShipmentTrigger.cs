namespace OrderKernel.Orders;

/// <summary>Fire a trigger of a shipment's workflow, such as <c>picked</c> or <c>hand-over</c>. An ask: role, guard, hold and ledger judge it.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Trigger">The trigger's name at its present step.</param>
public sealed record FireShipmentTrigger(ShipmentId Shipment, string Trigger) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? Required.Name("trigger", Trigger);
}
