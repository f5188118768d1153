using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>Records that were put away: those that wait with their raw bytes, and of the settled ones how.</summary>
internal static class Quarantine
{
    private const string Columns = "SELECT key, code, source, detail, at, at_nano, raw, door, fingerprint, settled_as, settled_by, settled, settled_nano, why FROM quarantine";

    // A file that nobody wrote to since an earlier version has no such columns yet, and nothing that is settled.
    private const string EarlierColumns =
        "SELECT key, code, source, detail, at, at_nano, raw, '', '', NULL AS settled_as, NULL, NULL, NULL, NULL FROM quarantine";

    public static IEnumerable<QuarantineEntry> Waiting(Database database, TenantId tenant, string? code)
    {
        var isEarlier = Schema.IsEarlier(database);
        var rows = database[isEarlier
            ? $"{EarlierColumns} WHERE tenant = ?1 AND (?2 IS NULL OR code = ?2) ORDER BY key"
            : $"{Columns} WHERE tenant = ?1 AND settled_as IS NULL AND (?2 IS NULL OR code = ?2) ORDER BY key"].Bind(Queries.Tenant(database, tenant)).Bind(code);
        while (rows.Step()) yield return Read(rows);
    }

    public static IEnumerable<QuarantineEntry> Settled(Database database, TenantId tenant)
    {
        if (Schema.IsEarlier(database)) yield break;
        var rows = database[$"{Columns} WHERE tenant = ? AND settled_as IS NOT NULL ORDER BY key"].Bind(Queries.Tenant(database, tenant));
        while (rows.Step()) yield return Read(rows);
    }

    public static QuarantineEntry? Entry(Database database, TenantId tenant, string key)
    {
        var columns = Schema.IsEarlier(database) ? EarlierColumns : Columns;
        var rows = database[$"{columns} WHERE tenant = ? AND key = ?"].Bind(Queries.Tenant(database, tenant)).Bind(key);
        if (!rows.Step()) return null;
        var entry = Read(rows);
        rows.Reset();
        return entry;
    }

    /// <summary>Puts records away and settles others, inside the transaction of their unit of work.</summary>
    public static void Write(Database database, long tenant, Changes changes)
    {
        foreach (var entry in changes.Quarantine)
        {
            database["""
                INSERT INTO quarantine(tenant, key, code, source, detail, at, at_nano, raw, door, fingerprint) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """].Bind(tenant).Bind(entry.Key).Bind(entry.Code).Bind(entry.Source).Bind(entry.Detail).Bind(entry.At).Bind(entry.Raw.Span)
                .Bind(entry.Door).Bind(entry.Fingerprint).Run();
        }

        foreach (var settled in changes.Settled)
        {
            database["""
                UPDATE quarantine SET detail = '', raw = x'', settled_as = ?, settled_by = ?, settled = ?, settled_nano = ?, why = ?
                WHERE tenant = ? AND key = ? AND settled_as IS NULL
                """].Bind((long)settled.As).Bind(settled.By.Value).Bind(settled.At).Bind(settled.Why).Bind(tenant).Bind(settled.Key).Run();
        }
    }

    public static bool Forget(Database database, TenantId tenant, string key)
    {
        database["UPDATE quarantine SET detail = '', raw = x'' WHERE tenant = ? AND key = ?"].Bind(Queries.Tenant(database, tenant)).Bind(key).Run();
        return true;
    }

    private static QuarantineEntry Read(Statement rows)
    {
        var entry = new QuarantineEntry(rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), rows.At(4), rows.Bytes(6))
        {
            Door = rows.Text(7),
            Fingerprint = rows.Text(8),
        };
        return rows.IsNull(9)
            ? entry
            : entry with { Settlement = new(entry.Key, (SettledAs)rows.Int(9), rows.Id(10, ActorId.Of), rows.At(11), rows.Text(13)) };
    }
}
