using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>The stable names of adjustment commands and their canonical bytes: the proposal and the commands of its approval.</summary>
public static class AdjustmentCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<ApprovalCommand> Codec { get; } = ApprovalCommands.MakeCodec()
        .With("inventory.propose-adjustment", () => InventoryEvents.Json.ProposeAdjustment);
}
