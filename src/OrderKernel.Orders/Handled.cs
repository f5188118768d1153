namespace OrderKernel.Orders;

/// <summary>A decision together with the order that follows from it. <c>default</c> is unset.</summary>
/// <param name="Decision">What happened, and why.</param>
/// <param name="Order">The order after all its events; null when there is none yet.</param>
public readonly record struct Handled(Decision<OrderEvent> Decision, Order? Order);
