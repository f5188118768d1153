using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>The stable names of what happens to goods that suppliers are to bring, and their canonical bytes.</summary>
public static class InboundEvents
{
    internal static InboundJsonContext Json { get; } = new(CanonicalJson.Options(CanonicalJson.ListOf<StockUnits>()));

    /// <summary>The events of an inbound's stream.</summary>
    public static EventCodec<InboundEvent> Codec { get; } = new EventCodec<InboundEvent>()
        .With("inventory.goods-expected", () => Json.GoodsExpected)
        .With("inventory.inbound-changed", () => Json.InboundChanged)
        .With("inventory.inbound-put-off", () => Json.InboundRescheduled)
        .With("inventory.inbound-cancelled", () => Json.InboundCancelled)
        .With("inventory.inbound-overdue", () => Json.InboundOverdue)
        .With("inventory.inbound-received", () => Json.InboundReceived);
}

/// <summary>The stable names of what can be said of such goods, and their canonical bytes; receipts are said of stock.</summary>
public static class InboundCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<InboundCommand> Codec { get; } = new CommandCodec<InboundCommand>()
        .With("inventory.expect-goods", () => InboundEvents.Json.ExpectGoods)
        .With("inventory.change-inbound", () => InboundEvents.Json.ChangeInbound)
        .With("inventory.put-off-inbound", () => InboundEvents.Json.PutOffInbound)
        .With("inventory.cancel-inbound", () => InboundEvents.Json.CancelInbound)
        .With("inventory.mark-overdue", () => InboundEvents.Json.MarkOverdue);
}

[JsonSerializable(typeof(GoodsExpected))]
[JsonSerializable(typeof(InboundChanged))]
[JsonSerializable(typeof(InboundRescheduled))]
[JsonSerializable(typeof(InboundCancelled))]
[JsonSerializable(typeof(InboundOverdue))]
[JsonSerializable(typeof(InboundReceived))]
[JsonSerializable(typeof(ExpectGoods))]
[JsonSerializable(typeof(ChangeInbound))]
[JsonSerializable(typeof(PutOffInbound))]
[JsonSerializable(typeof(CancelInbound))]
[JsonSerializable(typeof(MarkOverdue))]
[JsonSerializable(typeof(StockUnits))]
internal sealed partial class InboundJsonContext : JsonSerializerContext;
