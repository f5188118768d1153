namespace OrderKernel.Orders;

/// <summary>A rule of a chain that fired for an order, or could not be evaluated.</summary>
/// <param name="Chain">The chain's name; its version says nothing here.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="HasFired">True once it fired; false while it only erred.</param>
public sealed record AskedRule(string Chain, string Rule, bool HasFired);
