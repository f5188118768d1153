namespace OrderKernel.Inventory;

/// <summary>The stable names of reservation commands and their canonical bytes.</summary>
public static class ReservationCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<ReservationCommand> Codec { get; } = new CommandCodec<ReservationCommand>()
        .With("inventory.reserve", () => InventoryEvents.Json.Reserve)
        .With("inventory.extend", () => InventoryEvents.Json.Extend)
        .With("inventory.move-hold", () => InventoryEvents.Json.MoveHold)
        .With("inventory.commit", () => InventoryEvents.Json.Commit)
        .With("inventory.release", () => InventoryEvents.Json.Release)
        .With("inventory.expire", () => InventoryEvents.Json.Expire);
}
