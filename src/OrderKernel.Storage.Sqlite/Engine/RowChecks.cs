namespace OrderKernel.Storage.Sqlite;

/// <summary>Whether rows that no hash chain covers are those that were written: of each table the first that is not.</summary>
internal static class RowChecks
{
    private static readonly Part[] Parts =
    [
        new(Marks.Inbox, Schema.MarksVersion, "SELECT message, mark, content, answer FROM inbox WHERE tenant = ? ORDER BY message",
            (r, id, _) => Marks.OfAnswer(id, r.Text(0), r.Span(2), r.Span(3))),
        new(Marks.Timers, Schema.MarksVersion, "SELECT key, mark, kind, stream, trigger, due, due_nano FROM timers WHERE tenant = ? ORDER BY key",
            (r, id, tenant) => Marks.OfTimer(id, r.Text(0), Queries.Stream(r, 2, tenant), r.Text(4), r.At(5))),
        new(Marks.Vault, Schema.MarksVersion,
            "SELECT v.token, v.mark, c.bytes FROM vault v LEFT JOIN clear c ON c.id = v.clear WHERE v.tenant = ? ORDER BY v.token",
            (r, id, _) => Marks.OfPerson(id, r.Text(0), r.Span(2))),
        new(Marks.Outbox, Schema.CoverVersion, "SELECT key, mark, kind, due, due_nano, body, settled FROM outbox WHERE tenant = ? ORDER BY key",
            (r, id, _) => Marks.OfEffect(id, r.Text(0), r.Text(2), r.At(3), r.Span(5), r.Long(6) switch { 0 => false, 1 => true, _ => throw Odd })),
        new(Marks.Quarantine, Schema.CoverVersion, Quarantine.Marked + " ORDER BY q.key", (r, id, _) => Quarantine.MarkOf(r, id)),
        new(Marks.Clues, Schema.CoverVersion, "SELECT clue, mark, kind, key FROM clues WHERE tenant = ? ORDER BY clue, kind, key",
            (r, id, tenant) => Marks.OfClue(id, r.Text(0), Queries.Stream(r, 2, tenant))),
        new(Marks.Cells, Schema.CoverVersion, "SELECT sku, mark, location, pool, batch, id FROM cells WHERE tenant = ? ORDER BY sku, location, pool, batch",
            (r, id, _) => Mark.Of(id).With(r.Text(0)).With(r.Text(2)).With(r.Text(3)).With(r.Text(4)).With(r.Long(5)).Value),
    ];

    private static readonly Part[] Shared =
    [
        new(Marks.Types, Schema.CoverVersion, "SELECT name, mark, id FROM types WHERE ? = 0 ORDER BY id", (r, _, _) => Marks.OfName(r.Long(2), r.Text(0))),
        new(Marks.Zones, Schema.CoverVersion, "SELECT tenant, mark, zone FROM zones WHERE ? = 0 ORDER BY tenant",
            (r, _, _) => Marks.OfZone(r.Text(0), r.Text(2))),
    ];

    // Postings are only added: a balance is their sum, whatever its events say.
    private const string Balances = """
        SELECT c.sku, c.location, x.account, sum(x.units), sum(x.posted)
        FROM (SELECT cell, account, units, 0 AS posted FROM balances UNION ALL SELECT cell, account, 0, delta FROM postings) x JOIN cells c ON c.id = x.cell
        WHERE c.tenant = ? GROUP BY c.sku, c.location, c.pool, c.batch, x.account HAVING sum(x.units) <> sum(x.posted)
        """;

    private static FormatException Odd => new("A number is neither of two.");

    public static IEnumerable<Finding> Check(Database database, TenantId tenant)
    {
        var id = Queries.Tenant(database, tenant);
        var balances = database[Balances].Bind(id);
        while (balances.Step())
        {
            yield return Finding.Of($"{tenant}/balances", SqliteCodes.BalanceEdited, ("sku", balances.Text(0)), ("location", balances.Text(1)),
                ("account", (StockAccount)balances.Int(2)), ("stored", balances.Long(3)), ("posted", balances.Long(4)));
        }

        var version = Schema.VersionOf(database);
        foreach (var part in Parts.Where(p => version >= p.Since))
        {
            if (Check(database, id, tenant, part, $"{tenant}/{part.Name}") is { } finding) yield return finding;
        }

        if (version < Schema.CoverVersion) yield break;
        if (Apart(database, id, Marks.Postings, Postings(database, id, null), $"{tenant}/{Marks.Postings}") is { } apart) yield return apart;
        foreach (var part in Shared)
        {
            if (Check(database, Marks.Shared, tenant, part, part.Name) is { } finding) yield return finding;
        }
    }

    /// <summary>The count and the marks of a tenant's postings, without those of earlier versions; so many of the first, null for all.</summary>
    public static (long Entries, long Marks) Postings(Database database, long tenant, long? first)
    {
        var (entries, marks) = (0L, 0L);
        var rows = database["""
            SELECT p.cell, p.account, p.delta FROM postings p JOIN cells c ON c.id = p.cell WHERE c.tenant = ? ORDER BY p.id LIMIT ? OFFSET ?
            """].Bind(tenant).Bind(first ?? -1).Bind(Sum(database, tenant, Marks.Postings + Marks.Before).Entries);
        while (rows.Step())
        {
            entries++;
            marks += Marks.OfPosting(tenant, rows.Long(0), rows.Long(1), rows.Long(2));
        }

        return (entries, marks);
    }

    private static Finding? Check(Database database, long id, TenantId tenant, Part part, string path)
    {
        var (entries, marks, before, rows) = (0L, 0L, 0L, database[part.Sql].Bind(id));
        while (rows.Step())
        {
            if (rows.IsNull(1))
            {
                // Of an earlier version: nobody knows what it was.
                before++;
                continue;
            }

            if (!IsMarked(part, rows, id, tenant))
            {
                var edited = Finding.Of($"{path}/{NameOf(rows)}", SqliteCodes.RowEdited);
                rows.Reset();
                return edited;
            }

            entries++;
            marks += rows.Long(1);
        }

        if (Schema.VersionOf(database) >= Schema.CoverVersion && Apart(database, id, part.Name + Marks.Before, (before, 0), path) is { } came) return came;
        return Apart(database, id, part.Name, (entries, marks), path);
    }

    private static Finding? Apart(Database database, long tenant, string part, (long Entries, long Marks) found, string path)
    {
        var written = Sum(database, tenant, part);
        return found == written ? null : Finding.Of(path, SqliteCodes.RowsApart, ("expected", written.Entries), ("found", found.Entries));
    }

    private static (long Entries, long Marks) Sum(Database database, long tenant, string part)
    {
        var sums = database["SELECT entries, marks FROM sums WHERE tenant = ? AND part = ?"].Bind(tenant).Bind(part);
        var sum = sums.Step() ? (sums.Long(0), sums.Long(1)) : (0, 0);
        sums.Reset();
        return sum;
    }

    // What cannot be read is not what was written.
    private static bool IsMarked(Part part, Statement rows, long id, TenantId tenant)
    {
        try { return part.Mark(rows, id, tenant) == rows.Long(1); }
        catch (Exception e) when (e is FormatException or StoreUnusableException { Code: SqliteCodes.Damaged }) { return false; }
    }

    private static string NameOf(Statement rows)
    {
        try { return rows.Text(0); }
        catch (StoreUnusableException) { return "?"; }
    }

    private sealed record Part(string Name, int Since, string Sql, Func<Statement, long, TenantId, long> Mark);
}
