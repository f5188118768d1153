namespace OrderKernel.Storage.Sqlite;

/// <summary>Why a store file cannot be used: the codes of <see cref="StoreUnusableException"/>.</summary>
public static class SqliteCodes
{
    /// <summary>The file cannot be opened or made: no such folder, no permission.</summary>
    public const string CannotOpen = "sqlite.cannot-open";

    /// <summary>The file is no SQLite database.</summary>
    public const string NotADatabase = "sqlite.not-a-database";

    /// <summary>The file is a SQLite database of another application.</summary>
    public const string NotAStore = "sqlite.not-a-store";

    /// <summary>The file was written by a newer version of the store.</summary>
    public const string NewerSchema = "sqlite.newer-schema";

    /// <summary>The file cannot be written to.</summary>
    public const string ReadOnly = "sqlite.read-only";

    /// <summary>Another process keeps the file locked; trying again later may help.</summary>
    public const string Locked = "sqlite.locked";

    /// <summary>A copy is to be written where a file lies already.</summary>
    public const string AlreadyThere = "sqlite.already-there";

    /// <summary>SQLite did not take a setting that the profile promises.</summary>
    public const string ProfileNotMet = "sqlite.profile-not-met";

    /// <summary>The file is damaged.</summary>
    public const string Damaged = "sqlite.damaged";

    /// <summary>The disk is full.</summary>
    public const string DiskFull = "sqlite.disk-full";

    /// <summary>Reading or writing failed otherwise.</summary>
    public const string Failed = "sqlite.failed";

    /// <summary>A row beside the events is not what was written.</summary>
    public const string RowEdited = "sqlite.row-edited";

    /// <summary>Of a tenant's rows beside the events one is missing, or there is one that nobody wrote.</summary>
    public const string RowsApart = "sqlite.rows-apart";

    /// <summary>Rows that an anchor knows are gone, or are others.</summary>
    public const string RowsLost = "sqlite.rows-lost";

    /// <summary>A balance is not the sum of its postings.</summary>
    public const string BalanceEdited = "sqlite.balance-edited";

    /// <summary>The anchor beside the file cannot be read.</summary>
    public const string AnchorDamaged = "sqlite.anchor-damaged";
}
