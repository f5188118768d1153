namespace OrderKernel.Inventory;

/// <content>Outside stock masters and stock-takes.</content>
public static partial class InventoryCodes
{
    /// <summary>Two masters are named for a location.</summary>
    public const string StockMasterTwice = "inventory.stock-master-twice";

    /// <summary>A snapshot is from after the instant at which it is told.</summary>
    public const string SnapshotAhead = "inventory.snapshot-ahead";

    /// <summary>A snapshot is of a system that is not the master of the location: it can be compared, not merged.</summary>
    public const string SnapshotOfOther = "inventory.snapshot-of-other";

    /// <summary>A later snapshot or count of the cell is known.</summary>
    public const string SnapshotOutdated = "inventory.snapshot-outdated";

    /// <summary>Reason: an outside system has another number.</summary>
    public const string SnapshotDiffers = "inventory.snapshot-differs";

    /// <summary>No difference waits in the cell.</summary>
    public const string DifferenceUnknown = "inventory.difference-unknown";

    /// <summary>Whoever brought a snapshot cannot take its differences over.</summary>
    public const string DifferenceOwn = "inventory.difference-own";

    /// <summary>Nobody in these roles may decide on differences.</summary>
    public const string DifferenceRoleMissing = "inventory.difference-role-missing";

    /// <summary>A stock-take of this id was opened before.</summary>
    public const string TakeExists = "inventory.take-exists";

    /// <summary>Nobody opened the stock-take.</summary>
    public const string TakeUnknown = "inventory.take-unknown";

    /// <summary>The stock-take was posted or cancelled.</summary>
    public const string TakeEnded = "inventory.take-ended";

    /// <summary>A cell is not among those that are counted.</summary>
    public const string TakeOutside = "inventory.take-outside";

    /// <summary>A cell was not counted yet.</summary>
    public const string TakeUncounted = "inventory.take-uncounted";

    /// <summary>A cell has to be counted once more.</summary>
    public const string TakeRecount = "inventory.take-recount";

    /// <summary>The differences were not looked at.</summary>
    public const string TakeUnreviewed = "inventory.take-unreviewed";

    /// <summary>Whoever counted cannot post what passes the tolerance.</summary>
    public const string TakeOwn = "inventory.take-own";

    /// <summary>Reason: a counted cell differs from its book.</summary>
    public const string TakeDiffers = "inventory.take-differs";

    /// <summary>Finding: rules serve orders from a pool that no cell is in.</summary>
    public const string PoolNowhere = "inventory.pool-nowhere";

    /// <summary>Units of a SKU are not free to the channel for which they are to be held.</summary>
    public const string ChannelShort = "inventory.channel-short";

    /// <summary>Nobody knows of a movement of this id that found anything.</summary>
    public const string FindingsUnknown = "inventory.findings-unknown";

    /// <summary>Differences above the tolerance of a stock-take wait for somebody who did not count.</summary>
    public const string TakeAwaits = "inventory.take-awaits";
}
