namespace OrderKernel.Orders;

/// <summary>From which orders units came, and to which they went: the lineage of split and merged orders, kept at both ends.</summary>
/// <param name="Root">The order at the channel that it all began with; its own key for an order that was never split off.</param>
/// <param name="From">Orders that reassigned units to this one, each once, in order.</param>
/// <param name="To">Orders that this one reassigned units to, each once, in order.</param>
public sealed record OrderKin(OrderKey Root, ValueList<OrderKey> From, ValueList<OrderKey> To);

/// <summary>Paid money that came or went with units of another order.</summary>
/// <param name="Other">The other order.</param>
/// <param name="IsIn">True when it came; false when it went.</param>
/// <param name="Tenders">With what it had been paid.</param>
public sealed record MovedMoney(OrderKey Other, bool IsIn, ValueList<TenderAmount> Tenders);
