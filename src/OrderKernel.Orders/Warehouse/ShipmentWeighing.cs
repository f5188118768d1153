using NodaTime;

namespace OrderKernel.Orders;

/// <summary>The latest weighing of a shipment.</summary>
/// <param name="Grams">What the scale said.</param>
/// <param name="ExpectedGrams">What it should weigh; null when nobody knows.</param>
/// <param name="ToleranceGrams">By how much it may be off.</param>
/// <param name="At">When.</param>
/// <param name="By">Who weighed.</param>
public sealed record ShipmentWeighing(long Grams, long? ExpectedGrams, long ToleranceGrams, Instant At, ActorId By)
{
    /// <summary>True when it is off by more than the tolerance.</summary>
    public bool IsOff() => ExpectedGrams is { } expected && Math.Abs(Grams - expected) > ToleranceGrams;
}
