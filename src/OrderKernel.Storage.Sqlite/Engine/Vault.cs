using System.Collections.Immutable;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// Personal data in clear: the vault names it, and <see cref="Quarantine"/> the records that nobody could read. What is replaced or erased is overwritten
/// in the file, see <see cref="Clear"/>.
/// </summary>
internal static class Vault
{
    public static bool Put(Database database, TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries)
    {
        var id = Writer.TenantOf(database, tenant);
        foreach (var entry in entries)
        {
            var (before, isSame, held) = Held(database, id, entry);
            if (isSame) continue;
            Clear.Overwrite(database, before);
            database.Marks.Take(id, Marks.Vault, held);
            var added = Clear.Add(database, entry.Value.Span);
            var mark = database.Marks.Add(id, Marks.Vault, Marks.OfPerson(id, entry.Key.Value, entry.Value.Span));
            database["""
                INSERT INTO vault(tenant, token, value, clear, mark) VALUES(?1, ?2, x'', ?3, ?4)
                ON CONFLICT(tenant, token) DO UPDATE SET value = x'', clear = ?3, mark = ?4
                """].Bind(id).Bind(entry.Key.Value).Bind(added).Bind(mark).Run();
        }

        return true;
    }

    public static bool Erase(Database database, TenantId tenant, PersonToken token)
    {
        var id = Queries.Tenant(database, tenant);
        var held = Held(database, id, new(token, default));
        Clear.Overwrite(database, held.Clear);
        database.Marks.Take(id, Marks.Vault, held.Mark);
        database["DELETE FROM vault WHERE tenant = ? AND token = ?"].Bind(id).Bind(token.Value).Run();
        return true;
    }

    // Where a person's value lies, 0 when it lies in its row or nowhere, whether it is the same, and its mark.
    private static (long Clear, bool IsSame, long? Mark) Held(Database database, long tenant, KeyValuePair<PersonToken, ReadOnlyMemory<byte>> entry)
    {
        var row = database["SELECT v.clear, c.bytes, v.mark FROM vault v JOIN clear c ON c.id = v.clear WHERE v.tenant = ? AND v.token = ?"]
            .Bind(tenant).Bind(entry.Key.Value);
        if (!row.Step()) return default;
        var held = (row.Long(0), row.Span(1).SequenceEqual(entry.Value.Span), row.Number(2));
        row.Reset();
        return held;
    }

    /// <summary>Moves the write-ahead log into the file and empties it, when no reader is in the way.</summary>
    public static void EmptyLog(Database database) => database.WithoutWaiting(static d => d.Number("PRAGMA wal_checkpoint(TRUNCATE)"));
}
