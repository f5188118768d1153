using System.Globalization;

namespace OrderKernel.Allocation;

/// <summary>What a plan costs, by part, in thousandths of a fen (1 yuan = 100 000).</summary>
/// <param name="ShipmentMilliFen">The fixed price of each shipment.</param>
/// <param name="WeightMilliFen">The price by weight.</param>
/// <param name="HandlingMilliFen">Handling of units.</param>
/// <param name="SplitMilliFen">The penalty of each shipment after the first.</param>
/// <param name="UnfilledMilliFen">The penalty of each unit left unfilled.</param>
public readonly record struct PlanCost(long ShipmentMilliFen, long WeightMilliFen, long HandlingMilliFen, long SplitMilliFen, long UnfilledMilliFen)
{
    /// <summary>The sum that the plan minimises.</summary>
    /// <exception cref="OverflowException">The parts sum past 64 bits.</exception>
    public long TotalMilliFen => checked(ShipmentMilliFen + WeightMilliFen + HandlingMilliFen + SplitMilliFen + UnfilledMilliFen);

    /// <summary>An amount as exact yuan, such as <c>3.8</c>.</summary>
    internal static string Yuan(long milliFen) => ((decimal)milliFen / 100_000m).ToString("0.#####", CultureInfo.InvariantCulture);
}
