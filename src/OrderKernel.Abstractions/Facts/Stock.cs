using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>The accounts of a stock cell. 0 is unset.</summary>
public enum StockAccount
{
    /// <summary>Units that are here 实际库存.</summary>
    OnHand = 1,

    /// <summary>Units that are promised 已锁定.</summary>
    Locked = 2,

    /// <summary>Units that are here and promised to another location of ours 调拨中; what left for it is <see cref="Forwarded"/>.</summary>
    InTransfer = 3,

    /// <summary>The counter-account of units that were sold and left.</summary>
    Sold = 4,

    /// <summary>The counter-account of units that came from suppliers or counts.</summary>
    Supplied = 5,

    /// <summary>Units that were written off.</summary>
    WrittenOff = 6,

    /// <summary>No goods: the instant of the last count 盘点时间, in ticks of 100 ns since 1970; 0 before the first.</summary>
    CountedAt = 7,

    /// <summary>Units that are here and wait to be looked at 待检: not on hand.</summary>
    Quarantined = 8,

    /// <summary>Units that are here and cannot be sold as new 残次: not on hand.</summary>
    Damaged = 9,

    /// <summary>
    /// The counter-account of units that left for another location of ours, less those that came from one: over all locations together what is on the way.
    /// </summary>
    Forwarded = 10,

    /// <summary>No goods yet: units that suppliers are to bring 在途采购, in the cell into which they are to come.</summary>
    Expected = 11,

    /// <summary>No goods: the last day on which a batch may be used 有效期至, in days since 1970; 0 where nobody said one. Of cells with a batch.</summary>
    ExpiresOn = 12,

    /// <summary>No goods: units that are promised to orders before they are there 预售承诺.</summary>
    Ahead = 13,

    /// <summary>No goods: units for which orders wait without a promise 缺货待补.</summary>
    Awaited = 14,
}

/// <summary>The smallest thing that stock is counted for: one SKU at one location.</summary>
/// <param name="Location">The location.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Pool">The pool; unset for the location's only one.</param>
/// <param name="Batch">The batch; unset where batches are not told apart.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public readonly record struct StockCell(
    [property: JsonRequired] LocationId Location,
    [property: JsonRequired] SkuId Sku,
    PoolId Pool = default,
    BatchId Batch = default) : IComparable<StockCell>
{
    // Most cells have neither pool nor batch, and cells stand in every balance, posting and list: both take the room of one.
    private readonly CellPart? _part = CellPart.Of(Pool, Batch);

    /// <summary>The pool; unset for the location's only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PoolId Pool
    {
        get => _part is null ? default : _part.Pool;
        init => _part = CellPart.Of(value, Batch);
    }

    /// <summary>The batch; unset where batches are not told apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BatchId Batch
    {
        get => _part is null ? default : _part.Batch;
        init => _part = CellPart.Of(Pool, value);
    }

    /// <summary>The cell without its batch: it stands for all batches of the SKU there, and holds the units of none.</summary>
    public StockCell ToShelf() => Batch == default ? this : this with { Batch = default };

    /// <summary>True for a cell of the same SKU, location and pool, whatever its batch.</summary>
    /// <param name="other">The other cell.</param>
    public bool SharesShelfWith(StockCell other) =>
        Sku == other.Sku && Location == other.Location && (ReferenceEquals(_part, other._part) || Pool == other.Pool);

    /// <summary>Ordinal order of location, SKU, pool, batch.</summary>
    public int CompareTo(StockCell other)
    {
        var order = Order(Location.Value, other.Location.Value);
        if (order == 0) order = Order(Sku.Value, other.Sku.Value);
        if (order != 0 || ReferenceEquals(_part, other._part)) return order;
        order = Order(Pool.Value, other.Pool.Value);
        return order != 0 ? order : Order(Batch.Value, other.Batch.Value);
    }

    // Mostly the very same text, which needs no call.
    private static int Order(string? one, string? other) => ReferenceEquals(one, other) ? 0 : string.CompareOrdinal(one, other);

    /// <summary>Which part of a location's units of a SKU; null for all that is in no pool and no batch.</summary>
    private sealed record CellPart(PoolId Pool, BatchId Batch)
    {
        public static CellPart? Of(PoolId pool, BatchId batch) => pool.Value is null && batch.Value is null ? null : new(pool, batch);
    }
}

/// <summary>A signed change of one account of a cell; append-only.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Account">The account.</param>
/// <param name="Delta">The change, not zero.</param>
public readonly record struct Posting(StockCell Cell, StockAccount Account, QuantityDelta Delta);

/// <summary>The balance of one account of a cell: the sum of its postings.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Account">The account.</param>
/// <param name="Units">The sum, signed.</param>
public readonly record struct StockBalance(StockCell Cell, StockAccount Account, long Units);

/// <summary>One term of a floor: an account with its sign.</summary>
/// <param name="Account">The account.</param>
/// <param name="Sign">+1 or −1.</param>
public readonly record struct StockTerm(StockAccount Account, int Sign);

/// <summary>A condition on a cell that must hold after all postings of the same unit of work: Σ sign · balance ≥ bound.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Terms">The accounts with their signs.</param>
/// <param name="AtLeast">The bound in units.</param>
public sealed record StockFloor(StockCell Cell, ValueList<StockTerm> Terms, long AtLeast)
{
    /// <summary>True when the balances of all batches on the cell's shelf are added up: those of <see cref="StockCell.ToShelf"/> among them.</summary>
    public bool OverBatches { get; init; }
}
