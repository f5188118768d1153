namespace OrderKernel.Inventory;

/// <summary>The stable names of reservation commands and their canonical bytes.</summary>
public static class ReservationCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<ReservationCommand> Codec { get; } = new CommandCodec<ReservationCommand>()
        .With("reserve", InventoryEvents.Json.Reserve)
        .With("commit", InventoryEvents.Json.Commit)
        .With("release", InventoryEvents.Json.Release)
        .With("expire", InventoryEvents.Json.Expire);
}
