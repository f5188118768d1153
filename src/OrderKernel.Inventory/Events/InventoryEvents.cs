using System.Text.Json.Serialization;
using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>The stable names of stock events and their canonical bytes.</summary>
public static class InventoryEvents
{
    internal static InventoryJsonContext Json { get; } = new(CanonicalJson.Options(
        CanonicalJson.WordOf<AdjustmentKind>(), CanonicalJson.WordOf<HolderKind>(), CanonicalJson.WordOf<StockAccount>(),
        CanonicalJson.ListOf<EvidenceReference>(), CanonicalJson.ListOf<StockUnits>(), CanonicalJson.ListOf<StockCount>(), CanonicalJson.ListOf<HoldMove>(),
        CanonicalJson.ListOf<StockDrift>(),
        CanonicalJson.ListOf<BatchDate>(), CanonicalJson.ListOf<PickedUnits>(), CanonicalJson.ListOf<PoolId>()));

    /// <summary>The events of a reservation's stream.</summary>
    public static EventCodec<ReservationEvent> Reservations { get; } = new EventCodec<ReservationEvent>()
        .With("inventory.reserved", () => Json.StockReserved)
        .With("inventory.hold-extended", () => Json.ReservationExtended)
        .With("inventory.hold-moved", () => Json.ReservationMoved)
        .With("inventory.committed", () => Json.ReservationCommitted)
        .With("inventory.released", () => Json.ReservationReleased)
        .With("inventory.expired", () => Json.ReservationExpired);

    /// <summary>The events of an adjustment's stream: its own and those of its approval.</summary>
    public static EventCodec<ApprovalEvent> Adjustments { get; } = ApprovalEvents.MakeCodec()
        .With("inventory.adjustment-proposed", () => Json.AdjustmentProposed)
        .With("inventory.adjustment-posted", () => Json.AdjustmentPosted);

    /// <summary>The events of a location's stock stream.</summary>
    public static EventCodec<StockEvent> Stock { get; } = new EventCodec<StockEvent>()
        .With("inventory.goods-received", () => Json.StockReceived)
        .With("inventory.stock-counted", () => Json.StockCounted)
        .With("inventory.goods-taken-back", () => Json.GoodsTakenBack)
        .With("inventory.goods-regraded", () => Json.GoodsRegraded)
        .With("inventory.transfer-received", () => Json.TransferReceived)
        .With("inventory.book-corrected", () => Json.BookCorrected)
        .With("inventory.batches-dated", () => Json.BatchesDated)
        .With("inventory.findings-settled", () => Json.FindingsSettled)
        .With("inventory.shipped-elsewhere", () => Json.ShippedElsewhere);
}

[JsonSerializable(typeof(Reserve))]
[JsonSerializable(typeof(Extend))]
[JsonSerializable(typeof(MoveHold))]
[JsonSerializable(typeof(Commit))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(Expire))]
[JsonSerializable(typeof(ReceiveStock))]
[JsonSerializable(typeof(CountStock))]
[JsonSerializable(typeof(TakeBack))]
[JsonSerializable(typeof(Regrade))]
[JsonSerializable(typeof(ReceiveTransfer))]
[JsonSerializable(typeof(CorrectBook))]
[JsonSerializable(typeof(RecordShippedElsewhere))]
[JsonSerializable(typeof(ProposeAdjustment))]
[JsonSerializable(typeof(StockReserved))]
[JsonSerializable(typeof(ReservationExtended))]
[JsonSerializable(typeof(ReservationMoved))]
[JsonSerializable(typeof(ReservationCommitted))]
[JsonSerializable(typeof(ReservationReleased))]
[JsonSerializable(typeof(ReservationExpired))]
[JsonSerializable(typeof(StockReceived))]
[JsonSerializable(typeof(StockCounted))]
[JsonSerializable(typeof(GoodsTakenBack))]
[JsonSerializable(typeof(GoodsRegraded))]
[JsonSerializable(typeof(TransferReceived))]
[JsonSerializable(typeof(BookCorrected))]
[JsonSerializable(typeof(DateBatches))]
[JsonSerializable(typeof(BatchesDated))]
[JsonSerializable(typeof(SettleFindings))]
[JsonSerializable(typeof(FindingsSettled))]
[JsonSerializable(typeof(BatchDate))]
[JsonSerializable(typeof(PickedUnits))]
[JsonSerializable(typeof(PoolId))]
[JsonSerializable(typeof(ShippedElsewhere))]
[JsonSerializable(typeof(AdjustmentProposed))]
[JsonSerializable(typeof(AdjustmentPosted))]
[JsonSerializable(typeof(EvidenceReference))]
[JsonSerializable(typeof(StockUnits))]
[JsonSerializable(typeof(HoldMove))]
[JsonSerializable(typeof(StockDrift))]
[JsonSerializable(typeof(StockCount))]
internal sealed partial class InventoryJsonContext : JsonSerializerContext;
