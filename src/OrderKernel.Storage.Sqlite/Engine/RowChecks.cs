namespace OrderKernel.Storage.Sqlite;

/// <summary>Whether rows that no hash chain covers are those that were written: of each table the first that is not.</summary>
internal static class RowChecks
{
    private const string Answers = "SELECT message, mark, content, answer FROM inbox WHERE tenant = ? ORDER BY message";

    private const string Timers = "SELECT key, mark, kind, stream, trigger, due, due_nano FROM timers WHERE tenant = ? ORDER BY key";

    private const string Persons = "SELECT v.token, v.mark, c.bytes FROM vault v LEFT JOIN clear c ON c.id = v.clear WHERE v.tenant = ? ORDER BY v.token";

    // Postings are only added: a balance is their sum, whatever its events say.
    private const string Balances = """
        SELECT c.sku, c.location, x.account, sum(x.units), sum(x.posted)
        FROM (SELECT cell, account, units, 0 AS posted FROM balances UNION ALL SELECT cell, account, 0, delta FROM postings) x JOIN cells c ON c.id = x.cell
        WHERE c.tenant = ? GROUP BY c.sku, c.location, c.pool, c.batch, x.account HAVING sum(x.units) <> sum(x.posted)
        """;

    public static IEnumerable<Finding> Check(Database database, TenantId tenant)
    {
        // One state of the file; the loan's end closes it.
        database["BEGIN"].Run();
        var id = Queries.Tenant(database, tenant);
        var balances = database[Balances].Bind(id);
        while (balances.Step())
        {
            yield return Finding.Of($"{tenant}/balances", SqliteCodes.BalanceEdited, ("sku", balances.Text(0)), ("location", balances.Text(1)),
                ("account", (StockAccount)balances.Int(2)), ("stored", balances.Long(3)), ("posted", balances.Long(4)));
        }

        if (Schema.VersionOf(database) < Schema.MarksVersion) yield break;
        Func<Statement, long> answer = r => Marks.OfAnswer(id, r.Text(0), r.Span(2), r.Span(3));
        Func<Statement, long> timer = r => Marks.OfTimer(id, r.Text(0), Queries.Stream(r, 2, tenant), r.Text(4), r.At(5));
        Func<Statement, long> person = r => Marks.OfPerson(id, r.Text(0), r.Span(2));
        foreach (var (part, sql, mark) in new[] { (Marks.Inbox, Answers, answer), (Marks.Timers, Timers, timer), (Marks.Vault, Persons, person) })
        {
            if (Check(database, id, part, sql, mark, $"{tenant}/{part}") is { } finding) yield return finding;
        }
    }

    private static Finding? Check(Database database, long tenant, string part, string sql, Func<Statement, long> mark, string path)
    {
        var (entries, marks, rows) = (0L, 0L, database[sql].Bind(tenant));
        while (rows.Step())
        {
            // Of an earlier version: nobody knows what it was.
            if (rows.IsNull(1)) continue;
            if (mark(rows) != rows.Long(1)) return Finding.Of($"{path}/{rows.Text(0)}", SqliteCodes.RowEdited);
            entries++;
            marks += rows.Long(1);
        }

        var sums = database["SELECT entries, marks FROM sums WHERE tenant = ? AND part = ?"].Bind(tenant).Bind(part);
        var (written, sum) = sums.Step() ? (sums.Long(0), sums.Long(1)) : (0, 0);
        sums.Reset();
        return (entries, marks) == (written, sum) ? null : Finding.Of(path, SqliteCodes.RowsApart, ("expected", written), ("found", entries));
    }
}
