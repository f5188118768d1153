using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>Records that were put away: those that wait with their raw bytes, and of the settled ones how.</summary>
internal static class Quarantine
{
    private const string Settling = "door, fingerprint, settled_as, settled_by, settled, settled_nano, why";

    /// <summary>Records with their marks, of a tenant.</summary>
    public const string Marked = """
        SELECT q.key, q.mark, code, source, detail, door, fingerprint, settled_by, why, coalesce(c.bytes, raw), at, at_nano, settled_as, settled, settled_nano
        FROM quarantine q LEFT JOIN clear c ON c.id = q.clear WHERE tenant = ?
        """;

    // A file that nobody wrote to since an earlier version has not all columns yet; without those of settling it has nothing that is settled.
    private static string Columns(Database database) => Schema.VersionOf(database) switch
    {
        < Schema.SettlingVersion => "SELECT key, code, source, detail, at, at_nano, raw, '', '', NULL AS settled_as, NULL, NULL, NULL, NULL FROM quarantine",
        < Schema.ClearVersion => $"SELECT key, code, source, detail, at, at_nano, raw, {Settling} FROM quarantine",
        _ => $"SELECT key, code, source, detail, at, at_nano, coalesce(c.bytes, raw), {Settling} FROM quarantine q LEFT JOIN clear c ON c.id = q.clear",
    };

    public static IEnumerable<QuarantineEntry> Waiting(Database database, TenantId tenant, string? code)
    {
        var waits = Schema.VersionOf(database) < Schema.SettlingVersion ? "" : "AND settled_as IS NULL ";
        var rows = database[$"{Columns(database)} WHERE tenant = ?1 {waits}AND (?2 IS NULL OR code = ?2) ORDER BY key"]
            .Bind(Queries.Tenant(database, tenant)).Bind(code);
        while (rows.Step()) yield return Read(rows);
    }

    public static IEnumerable<QuarantineEntry> Settled(Database database, TenantId tenant)
    {
        if (Schema.VersionOf(database) < Schema.SettlingVersion) yield break;
        var rows = database[$"{Columns(database)} WHERE tenant = ? AND settled_as IS NOT NULL ORDER BY key"].Bind(Queries.Tenant(database, tenant));
        while (rows.Step()) yield return Read(rows);
    }

    public static QuarantineEntry? Entry(Database database, TenantId tenant, string key)
    {
        var rows = database[$"{Columns(database)} WHERE tenant = ? AND key = ?"].Bind(Queries.Tenant(database, tenant)).Bind(key);
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
            if (IsThere(database, tenant, entry.Key)) continue;
            var clear = Clear.Add(database, entry.Raw.Span);
            database["""
                INSERT INTO quarantine(tenant, key, code, source, detail, at, at_nano, raw, door, fingerprint, clear) VALUES(?, ?, ?, ?, ?, ?, ?, x'', ?, ?, ?)
                """].Bind(tenant).Bind(entry.Key).Bind(entry.Code).Bind(entry.Source).Bind(entry.Detail).Bind(entry.At)
                .Bind(entry.Door).Bind(entry.Fingerprint).Bind(clear).Run();
            Remark(database, tenant, entry.Key);
        }

        foreach (var settled in changes.Settled)
        {
            if (!Unmark(database, tenant, settled.Key, waiting: true)) continue;
            database["""
                UPDATE quarantine SET detail = '', raw = x'', clear = NULL, settled_as = ?, settled_by = ?, settled = ?, settled_nano = ?, why = ?
                WHERE tenant = ? AND key = ? AND settled_as IS NULL
                """].Bind((long)settled.As).Bind(settled.By.Value).Bind(settled.At).Bind(settled.Why).Bind(tenant).Bind(settled.Key).Run();
            Remark(database, tenant, settled.Key);
        }
    }

    public static bool Forget(Database database, TenantId tenant, string key)
    {
        var id = Queries.Tenant(database, tenant);
        if (!Unmark(database, id, key, waiting: false)) return true;
        database["UPDATE quarantine SET detail = '', raw = x'', clear = NULL WHERE tenant = ? AND key = ?"].Bind(id).Bind(key).Run();
        Remark(database, id, key);
        return true;
    }

    /// <summary>The mark of a row of <see cref="Marked"/>.</summary>
    public static long MarkOf(Statement row, long tenant)
    {
        var mark = Mark.Of(tenant).With(row.Text(0));
        for (var text = 2; text < 9; text++) mark = row.IsNull(text) ? mark.With(-1) : mark.With(row.Text(text));
        mark = mark.With(row.Span(9));
        for (var number = 10; number < 15; number++) mark = mark.With(row.IsNull(number) ? -1 : row.Long(number));
        return mark.Value;
    }

    private static bool IsThere(Database database, long tenant, string key)
    {
        var row = database["SELECT 1 FROM quarantine WHERE tenant = ? AND key = ?"].Bind(tenant).Bind(key);
        var isThere = row.Step();
        row.Reset();
        return isThere;
    }

    // Before a record changes: its bytes are overwritten, its mark is taken. False when it is not there, or when one that waits was meant and it is settled.
    private static bool Unmark(Database database, long tenant, string key, bool waiting)
    {
        var row = database["SELECT clear, mark, settled_as FROM quarantine WHERE tenant = ? AND key = ?"].Bind(tenant).Bind(key);
        if (!row.Step()) return false;
        var (clear, mark, isSettled) = (row.Long(0), row.Number(1), !row.IsNull(2));
        row.Reset();
        if (waiting && isSettled) return false;
        Clear.Overwrite(database, clear);
        database.Marks.Take(tenant, Marks.Quarantine, mark);
        return true;
    }

    // After a record came or changed.
    private static void Remark(Database database, long tenant, string key)
    {
        var row = database[Marked + " AND q.key = ?"].Bind(tenant).Bind(key);
        if (!row.Step()) return;
        var mark = database.Marks.Add(tenant, Marks.Quarantine, MarkOf(row, tenant));
        row.Reset();
        database["UPDATE quarantine SET mark = ? WHERE tenant = ? AND key = ?"].Bind(mark).Bind(tenant).Bind(key).Run();
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
