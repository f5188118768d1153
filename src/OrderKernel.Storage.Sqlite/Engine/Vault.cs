using System.Collections.Immutable;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// Personal data in clear: the vault holds it, and <see cref="Quarantine"/> in records that nobody could read. What is replaced or erased is overwritten
/// in the file.
/// </summary>
internal static class Vault
{
    public static bool Put(Database database, TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries)
    {
        var id = Writer.TenantOf(database, tenant);
        foreach (var entry in entries)
        {
            database["INSERT INTO vault(tenant, token, value) VALUES(?1, ?2, ?3) ON CONFLICT(tenant, token) DO UPDATE SET value = ?3"]
                .Bind(id).Bind(entry.Key.Value).Bind(entry.Value.Span).Run();
        }

        return true;
    }

    public static bool Erase(Database database, TenantId tenant, PersonToken token)
    {
        database["DELETE FROM vault WHERE tenant = ? AND token = ?"].Bind(Queries.Tenant(database, tenant)).Bind(token.Value).Run();
        return true;
    }

    /// <summary>Moves the write-ahead log into the file and empties it, when no reader is in the way.</summary>
    public static void EmptyLog(Database database) => database.WithoutWaiting(static d => d.Number("PRAGMA wal_checkpoint(TRUNCATE)"));
}
