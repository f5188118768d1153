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
            var before = Held(database, id, entry);
            if (before is { IsSame: true }) continue;
            Take(database, id, before);
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
        Take(database, id, Held(database, id, new(token, default)));
        database["DELETE FROM vault WHERE tenant = ? AND token = ?"].Bind(id).Bind(token.Value).Run();
        return true;
    }

    private static void Take(Database database, long tenant, (long Clear, bool IsSame, long? Mark)? held)
    {
        if (held is not { } row) return;
        Clear.Overwrite(database, row.Clear);
        database.Marks.Take(tenant, Marks.Vault, row.Mark);
    }

    // Where a person's value lies, 0 when it lies in its row, whether it is the same, and its mark; null when there is none.
    private static (long Clear, bool IsSame, long? Mark)? Held(Database database, long tenant, KeyValuePair<PersonToken, ReadOnlyMemory<byte>> entry)
    {
        var row = database["SELECT v.clear, c.bytes, v.mark FROM vault v LEFT JOIN clear c ON c.id = v.clear WHERE v.tenant = ? AND v.token = ?"]
            .Bind(tenant).Bind(entry.Key.Value);
        if (!row.Step()) return null;
        var held = (row.Long(0), !row.IsNull(1) && row.Span(1).SequenceEqual(entry.Value.Span), row.Number(2));
        row.Reset();
        return held;
    }

    /// <summary>Moves the write-ahead log into the file and empties it, when no reader is in the way.</summary>
    public static void EmptyLog(Database database) => database.WithoutWaiting(static d => d.Number("PRAGMA wal_checkpoint(TRUNCATE)"));
}
