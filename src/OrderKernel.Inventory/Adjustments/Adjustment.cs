using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>The state of one adjustment: a fold over its events.</summary>
/// <param name="Proposal">What was asked for; its units one entry a cell, in the order of the cells.</param>
/// <param name="Approval">How its approval stands; null only between the first two events.</param>
/// <param name="IsPosted">True once it took effect.</param>
public sealed record Adjustment(StockAdjustment Proposal, Approval? Approval, bool IsPosted);
