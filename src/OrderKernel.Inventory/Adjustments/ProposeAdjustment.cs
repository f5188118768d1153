using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>
/// Asks for an adjustment. The further commands are those of approvals: <see cref="Approve"/>, <see cref="Reject"/>, <see cref="Withdraw"/>,
/// <see cref="MoveApproval"/>, <see cref="FireApprovalDeadline"/>.
/// </summary>
/// <param name="Adjustment">Which.</param>
public sealed record ProposeAdjustment(StockAdjustment Adjustment) : ApprovalCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("adjustment.id", Adjustment.Id)
        ?? StockUnits.Missing("adjustment.units", Adjustment.Units)
        ?? Required.Reason("adjustment.reason", Adjustment.Reason)
        ?? Required.Ids("adjustment.evidence", Adjustment.Evidence);
}

/// <summary><c>inventory.adjustment-proposed</c>: somebody wants units taken off the book; nothing moved yet.</summary>
/// <param name="Adjustment">Which; its units one entry a cell, in the order of the cells.</param>
public sealed record AdjustmentProposed(StockAdjustment Adjustment) : ApprovalEvent;

/// <summary><c>inventory.adjustment-posted</c>: it was approved and takes effect.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
public sealed record AdjustmentPosted(AdjustmentKind Kind, ValueList<StockUnits> Units) : ApprovalEvent;
