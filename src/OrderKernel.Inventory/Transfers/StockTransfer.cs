using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>The key of a transfer.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Transfer">Its id, as its hold and its arrivals name it; at most 48 characters.</param>
public readonly record struct TransferKey(TenantId Tenant, MessageId Transfer) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Transfer, Transfer.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("transfer", Transfer);
}

/// <summary>How a transfer stands. 0 is unset.</summary>
public enum TransferStatus
{
    /// <summary>Held where the goods are; nothing left 待调出.</summary>
    Planned = 1,

    /// <summary>Some left, and some are still to leave or to come 调拨中.</summary>
    InTransfer = 2,

    /// <summary>All that left came, or will not come 调拨完成.</summary>
    Arrived = 3,

    /// <summary>Nothing left, and nothing will 已取消.</summary>
    Cancelled = 4,
}

/// <summary>Goods that go from one location of ours to another 调拨单.</summary>
/// <param name="To">Where they go.</param>
/// <param name="Units">What was planned, by the cells where it lay.</param>
/// <param name="ExpectedAt">When they are expected there.</param>
/// <param name="Lines">How each SKU stands, by pool.</param>
public sealed record StockTransfer(LocationId To, ValueList<StockUnits> Units, Instant ExpectedAt, ValueList<TransferLine> Lines)
{
    /// <summary>How it stands.</summary>
    public TransferStatus Status
    {
        get
        {
            var hasLeft = Lines.Items.Any(l => !l.Shipped.IsZero);
            return Lines.Items.All(l => l.Outstanding.IsZero) ? hasLeft ? TransferStatus.Arrived : TransferStatus.Cancelled
                : hasLeft ? TransferStatus.InTransfer : TransferStatus.Planned;
        }
    }
}

/// <summary>How the units of one SKU and pool stand: planned = to ship + shipped + cancelled; shipped = on the way + received + damaged + lost.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Pool">The pool for which they are; unset for none.</param>
/// <param name="Planned">Units that were to go.</param>
/// <param name="Shipped">Units that left.</param>
/// <param name="Cancelled">Units that will not leave.</param>
/// <param name="Received">Units that came in good order.</param>
/// <param name="Damaged">Units that came damaged.</param>
/// <param name="Lost">Units that left and will not come.</param>
/// <param name="Surplus">Units that came beyond what was planned.</param>
public readonly record struct TransferLine(SkuId Sku, PoolId Pool, Quantity Planned, Quantity Shipped, Quantity Cancelled, Quantity Received, Quantity Damaged,
    Quantity Lost, Quantity Surplus)
{
    /// <summary>Units that are still to leave.</summary>
    [JsonIgnore]
    public Quantity ToShip => Planned - Shipped - Cancelled;

    /// <summary>Units that left and are not there yet.</summary>
    [JsonIgnore]
    public Quantity OnTheWay => Shipped - Received - Damaged - Lost;

    /// <summary>Units that are still to come, whether they left or not.</summary>
    [JsonIgnore]
    public Quantity Outstanding => ToShip + OnTheWay;
}
