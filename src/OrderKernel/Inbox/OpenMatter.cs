using NodaTime;

namespace OrderKernel.Inbox;

/// <summary>What waits for a person. 0 is unset.</summary>
public enum OpenMatterKind
{
    /// <summary>A hold that only a person ends.</summary>
    Held = 1,

    /// <summary>A fact of a channel that a ledger refused, and nobody has acted on the order since.</summary>
    Conflict = 2,

    /// <summary>A record that was put away.</summary>
    Parked = 3,

    /// <summary>An outside stock master has another number, and nothing explains it.</summary>
    StockDifference = 4,

    /// <summary>A stock-take has differences above its tolerance, which somebody who did not count has to post.</summary>
    StockTake = 5,

    /// <summary>A movement of stock found what cannot be, or what another movement contradicts, and it is so still.</summary>
    StockFinding = 6,

    /// <summary>Goods of a supplier, or of a transfer, that should be there by now.</summary>
    Overdue = 7,

    /// <summary>A shop refuses numbers of stock, and shows older ones; it ends when the shop takes one.</summary>
    Publication = 8,
}

/// <summary>One thing that waits for a person, with what settles it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="About">The order's id, location and SKU of a difference, or the source of the record.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Why">Why, as a stable code and its arguments.</param>
/// <param name="Roles">Who may settle it; one of them suffices.</param>
/// <param name="Settle">The saying that settles it, as one line for <c>orderkernel tell</c>; null where no single one does.</param>
public sealed record OpenMatter(OpenMatterKind Kind, string About, Instant Since, Reason Why, ValueList<Role> Roles, string? Settle)
{
    /// <summary>The key of a record that was put away, under which it is replayed or discarded; null for other matters.</summary>
    public string? Record { get; init; }
}
