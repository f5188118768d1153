using NodaTime;

namespace OrderKernel.Storage.Sqlite;

/// <summary>What an acknowledged commit survives. 0 is unset.</summary>
public enum SqliteProfile
{
    /// <summary>Write-ahead log, synchronous FULL: a cut of power after the acknowledgement loses nothing. One flush to disk a commit.</summary>
    Durable = 1,

    /// <summary>Write-ahead log, synchronous NORMAL: a killed process loses nothing; a cut of power may lose the last commits, never halves of them.</summary>
    Fast = 2,
}

/// <summary>How a store file is opened.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>What an acknowledged commit survives; durable by default. Asserted when the file is opened.</summary>
    public SqliteProfile Profile { get; init; } = SqliteProfile.Durable;

    /// <summary>
    /// How long a call waits for another process that writes, 0 to one hour; 5 seconds by default. Then it throws <see cref="SqliteCodes.Locked"/>.
    /// </summary>
    public Duration BusyTimeout { get; init; } = Duration.FromSeconds(5);

    /// <summary>The page cache of the writing connection in KiB, 64 to 4 194 304; 32 MiB by default. Readers have an eighth of it each.</summary>
    public int CacheKibibytes { get; init; } = 32 * 1024;

    internal void Check()
    {
        if (Profile is not (SqliteProfile.Durable or SqliteProfile.Fast)) throw new ArgumentException($"{Profile} is no profile.", "options");
        if (BusyTimeout < Duration.Zero || BusyTimeout > Duration.FromHours(1))
            throw new ArgumentException("The busy timeout must lie between 0 and one hour.", "options");
        if (CacheKibibytes is < 64 or > 4_194_304) throw new ArgumentException("The cache must lie between 64 KiB and 4 GiB.", "options");
    }
}
