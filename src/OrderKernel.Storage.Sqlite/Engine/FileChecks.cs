namespace OrderKernel.Storage.Sqlite;

/// <summary>Whether rows belong together: events to streams, ordinals to their tenant, clear values to those who name them, sums to what they add up.</summary>
internal static class FileChecks
{
    private const string Known =
        "'inbox', 'timers', 'vault', 'outbox', 'quarantine', 'clues', 'cells', 'postings', 'types', 'zones', 'inbox-before', 'timers-before', 'vault-before', "
        + "'outbox-before', 'quarantine-before', 'clues-before', 'cells-before', 'postings-before'";

    private static readonly (string Table, string Sql)[] Strangers =
    [
        ("events", $"SELECT position FROM events WHERE position / {Schema.VersionsPerStream} NOT IN (SELECT id FROM streams) LIMIT 1"),
        // What was erased is zeros; anything else in clear has somebody who names it.
        ("clear", """
            SELECT id FROM clear WHERE id NOT IN (SELECT clear FROM vault WHERE clear IS NOT NULL UNION ALL SELECT clear FROM quarantine WHERE clear IS NOT NULL)
              AND bytes <> zeroblob(length(bytes)) LIMIT 1
            """),
        ("sums", $"SELECT part FROM sums WHERE part NOT IN ({Known}) OR (tenant <> 0 AND tenant NOT IN (SELECT id FROM tenants)) LIMIT 1"),
    ];

    // Every event of a tenant in its turn, so that the first is found that has another's or none.
    private static readonly string Turns = $"""
        SELECT s.kind, s.key, e.position, e.ordinal FROM streams s CROSS JOIN events e ON e.position > s.id * {Schema.VersionsPerStream}
          AND e.position < (s.id + 1) * {Schema.VersionsPerStream} WHERE s.tenant = ? ORDER BY e.ordinal, e.position
        """;

    private static readonly string Turned = $"""
        SELECT count(*), sum(e.ordinal), max(e.ordinal) FROM streams s CROSS JOIN events e ON e.position > s.id * {Schema.VersionsPerStream}
          AND e.position < (s.id + 1) * {Schema.VersionsPerStream} WHERE s.tenant = ?
        """;

    public static IEnumerable<Finding> Check(Database database, TenantId tenant)
    {
        if (Schema.VersionOf(database) < Schema.CoverVersion) yield break;
        foreach (var (table, sql) in Strangers)
        {
            var rows = database[sql];
            if (!rows.Step()) continue;
            var path = $"{table}/{rows.Text(0)}";
            rows.Reset();
            yield return Finding.Of(path, SqliteCodes.RowEdited);
        }

        var events = 0L;
        var tenants = database["SELECT id, name, epoch, events, mark FROM tenants ORDER BY id"];
        while (tenants.Step())
        {
            if (tenants.Text(1) == tenant.Value) events = tenants.Long(3);
            if (tenants.Number(4) != Marks.OfTenant(tenants.Long(0), tenants.Text(1), tenants.Long(2), tenants.Long(3)))
                yield return Finding.Of($"tenants/{tenants.Text(1)}", SqliteCodes.RowEdited);
        }

        if (OutOfTurn(database, tenant, events) is { } turn) yield return turn;
    }

    private static Finding? OutOfTurn(Database database, TenantId tenant, long events)
    {
        var id = Queries.Tenant(database, tenant);
        var sum = database[Turned].Bind(id);
        var isInTurn = sum.Step() && (sum.Long(0), sum.Long(1), sum.Long(2)) == (events, events * (events + 1) / 2, events);
        sum.Reset();
        if (isInTurn) return null;
        var (found, last, rows) = (0L, 0L, database[Turns].Bind(id));
        while (rows.Step())
        {
            found++;
            if (rows.Long(3) > last && rows.Long(3) <= events)
            {
                last = rows.Long(3);
                continue;
            }

            var path = $"{tenant}/{rows.Text(0)}/{rows.Text(1)}@{rows.Long(2) % Schema.VersionsPerStream}";
            rows.Reset();
            return Finding.Of(path, SqliteCodes.RowEdited);
        }

        return Finding.Of($"{tenant}/events", SqliteCodes.RowsApart, ("expected", events), ("found", found));
    }
}
