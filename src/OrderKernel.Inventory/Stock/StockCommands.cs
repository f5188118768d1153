namespace OrderKernel.Inventory;

/// <summary>The stable names of stock commands and their canonical bytes.</summary>
public static class StockCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<StockCommand> Codec { get; } = new CommandCodec<StockCommand>()
        .With("inventory.receive-goods", () => InventoryEvents.Json.ReceiveStock)
        .With("inventory.count-stock", () => InventoryEvents.Json.CountStock)
        .With("inventory.take-back", () => InventoryEvents.Json.TakeBack)
        .With("inventory.regrade", () => InventoryEvents.Json.Regrade)
        .With("inventory.receive-transfer", () => InventoryEvents.Json.ReceiveTransfer)
        .With("inventory.correct-book", () => InventoryEvents.Json.CorrectBook)
        .With("inventory.date-batches", () => InventoryEvents.Json.DateBatches)
        .With("inventory.settle-findings", () => InventoryEvents.Json.SettleFindings)
        .With("inventory.ship-elsewhere", () => InventoryEvents.Json.RecordShippedElsewhere);
}
