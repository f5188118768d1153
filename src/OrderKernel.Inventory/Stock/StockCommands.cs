namespace OrderKernel.Inventory;

/// <summary>The stable names of stock commands and their canonical bytes.</summary>
public static class StockCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<StockCommand> Codec { get; } = new CommandCodec<StockCommand>()
        .With("receive-goods", InventoryEvents.Json.ReceiveGoods)
        .With("count-stock", InventoryEvents.Json.CountStock)
        .With("take-back", InventoryEvents.Json.TakeBack)
        .With("ship-elsewhere", InventoryEvents.Json.ShipElsewhere);
}
