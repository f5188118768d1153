namespace OrderKernel.Deliveries;

/// <summary>What became of one record of a push.</summary>
/// <param name="Answer">The kernel's answer; of a push that came before, the first one.</param>
/// <param name="Order">The order that the record is about; null where that cannot be read.</param>
/// <param name="Why">Why it cannot be read, with every problem and its path; null when it can.</param>
public sealed record ReceivedRecord(DeliveryAnswer Answer, OrderKey? Order, Refusal? Why);
