using OrderKernel.Deliveries;

namespace OrderKernel;

/// <summary>What one step of a release did.</summary>
/// <param name="Records">What became of what was held, in the order of its arrival.</param>
/// <param name="HasMore">True when more is held than one step takes.</param>
public sealed record ReleaseTurn(ValueList<ReleasedRecord> Records, bool HasMore);

/// <summary>A record that was held.</summary>
/// <param name="Key">Its entry in quarantine.</param>
/// <param name="Answer">What became of it; null when it stays.</param>
/// <param name="Why">Why it stays; null when it was delivered.</param>
public sealed record ReleasedRecord(string Key, DeliveryAnswer? Answer, Refusal? Why);
