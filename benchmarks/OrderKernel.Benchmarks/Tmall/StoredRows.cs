using System.Diagnostics;
using System.Text;
using OrderKernel.Storage.Sqlite;
using SQLitePCL;

namespace OrderKernel.Benchmarks;

/// <summary>All rows of a finished store file in memory, in the order in which the run wrote them, and how to insert them again without any kernel.</summary>
internal sealed class StoredRows
{
    // Keys are scattered; the order of writing decides how many pages a transaction touches.
    // Events know it, other rows are brought into the order of their stream or message.
    private static readonly (string Name, string Order)[] Tables =
    [
        ("tenants", "id"), ("sums", "part"), ("types", "id"), ("streams", "id"), ("events", "ordinal"),
        ("inbox", "(SELECT e.ordinal FROM temp.first_event e WHERE e.message = inbox.message), message"),
        ("clues", "(SELECT s.id FROM streams s WHERE s.tenant = clues.tenant AND s.kind = clues.kind AND s.key = clues.key), clue"),
        ("vault", "(SELECT s.id FROM streams s WHERE s.tenant = vault.tenant AND s.kind = 'order' AND s.key = substr(vault.token, 1, instr(vault.token, '.') - 1)), token"),
        ("cells", "id"), ("balances", "cell"), ("postings", "id"), ("timers", "key"), ("outbox", "key"), ("quarantine", "key"),
    ];

    private readonly List<string> _schema = [];
    private readonly List<(string Insert, List<object?[]> Rows)> _tables = [];

    private StoredRows()
    {
    }

    public long Count => _tables.Sum(t => (long)t.Rows.Count);

    public long Units { get; private set; }

    public static StoredRows Read(string path)
    {
        var rows = new StoredRows();
        using var file = RawFile.Open(path);
        file.Query("SELECT sql FROM main.sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC", row => rows._schema.Add(row.Text(0)));
        KeepFirstEvents(file);
        foreach (var (name, order) in Tables)
        {
            var all = new List<object?[]>();
            var width = 0;
            file.Query($"SELECT * FROM main.{name} ORDER BY {order}", row => all.Add(row.Values(width = row.Width)));
            if (name == "inbox") rows.Units = all.Count;
            if (all.Count > 0) rows._tables.Add(($"INSERT INTO {name} VALUES({string.Join(", ", Enumerable.Repeat("?", width))})", all));
        }

        return rows;
    }

    private static void KeepFirstEvents(RawFile file)
    {
        file.Execute("CREATE TEMP TABLE first_event(message TEXT PRIMARY KEY, ordinal INTEGER) WITHOUT ROWID");
        using var insert = file.Prepare("INSERT INTO temp.first_event VALUES(?, ?) ON CONFLICT DO NOTHING");
        file.Query("SELECT ordinal, bytes FROM main.events ORDER BY ordinal", row =>
        {
            if (row.Values(2) is not [long ordinal, byte[] stored]) throw new UnreachableException("An event's row has no ordinal or no bytes.");
            var message = EventBytes.ReadHeader(Packed.Unpack(stored)).Message.Value;
            file.Run(insert, [new RawText(Encoding.UTF8.GetBytes(message)), ordinal]);
        });
    }

    /// <summary>
    /// Inserts all rows into a new file with the pragmas of the durable profile, in so many transactions, each with its share of every table.
    /// </summary>
    public Measured InsertInto(string path, int transactions)
    {
        var watch = Measured.Start();
        using (var file = RawFile.Open(path))
        {
            file.Execute(
                "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL");
            foreach (var sql in _schema) file.Execute(sql);
            var inserts = _tables.ConvertAll(t => file.Prepare(t.Insert));
            for (var i = 0; i < transactions; i++)
            {
                file.Execute("BEGIN IMMEDIATE");
                for (var table = 0; table < inserts.Count; table++)
                {
                    var all = _tables[table].Rows;
                    var end = (int)((long)all.Count * (i + 1) / transactions);
                    for (var row = (int)((long)all.Count * i / transactions); row < end; row++) file.Run(inserts[table], all[row]);
                }

                file.Execute("COMMIT");
            }

            foreach (var insert in inserts) insert.Dispose();
        }

        return watch.Stop();
    }
}
