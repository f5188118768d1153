using OrderKernel.Rules;

namespace OrderKernel.Orders;

/// <summary>Which workflow shipments run, and when.</summary>
/// <param name="Workflow">The workflow, as <c>name@major</c> or <c>name@version</c>.</param>
/// <param name="When">The condition; null when always.</param>
internal sealed record ShipmentRoute(string Workflow, Expression? When);
