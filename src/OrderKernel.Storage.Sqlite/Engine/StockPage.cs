using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>The balances that one unit of work touches: read, changed in memory, checked, then written.</summary>
internal sealed class StockPage(Database database)
{
    private readonly Dictionary<StockCell, Cell> _cells = [];
    private readonly HashSet<StockCell> _shelves = [];

    /// <summary>Applies the postings in memory and checks the floors; nothing is written.</summary>
    public CommitOutcome.StockShort? Decide(long tenant, Changes changes)
    {
        _cells.Clear();
        _shelves.Clear();
        foreach (var posting in changes.Postings)
        {
            var cell = Load(tenant, posting.Cell);
            cell.Units[posting.Account] = checked(cell.Of(posting.Account) + posting.Delta.Units);
        }

        foreach (var floor in changes.Floors)
        {
            var seen = floor.OverBatches
                ? Shelf(tenant, floor.Cell.ToShelf()).Aggregate(0L, (sum, cell) => Sum(sum, cell, floor))
                : Sum(0, Load(tenant, floor.Cell), floor);
            if (seen < floor.AtLeast) return new(floor, seen);
        }

        return null;
    }

    private static long Sum(long seen, Cell cell, StockFloor floor)
    {
        foreach (var term in floor.Terms) seen = term.Sign > 0 ? checked(seen + cell.Of(term.Account)) : checked(seen - cell.Of(term.Account));
        return seen;
    }

    // All batches that the file knows, found in one range of the key, and those that this unit begins.
    private IEnumerable<Cell> Shelf(long tenant, StockCell shelf)
    {
        if (_shelves.Add(shelf))
        {
            var batches = new List<string>();
            var find = database["SELECT batch FROM cells WHERE tenant = ? AND sku = ? AND location = ? AND pool = ?"].Bind(tenant).Bind(shelf.Sku.Value)
                .Bind(shelf.Location.Value).Bind(shelf.Pool.Value ?? "");
            while (find.Step()) batches.Add(find.Text(0));
            foreach (var batch in batches) Load(tenant, batch.Length == 0 ? shelf : shelf with { Batch = BatchId.Of(batch) });
        }

        return _cells.Where(c => c.Key.SharesShelfWith(shelf)).Select(c => c.Value);
    }

    /// <summary>Writes the postings and the new balances that <see cref="Decide"/> found good.</summary>
    public void Write(long tenant, ValueList<Posting> postings)
    {
        foreach (var posting in postings)
        {
            var cell = _cells[posting.Cell];
            if (cell.Id == 0) cell.Id = Insert(tenant, posting.Cell);
            database["INSERT INTO postings(cell, account, delta) VALUES(?, ?, ?)"].Bind(cell.Id).Bind((long)posting.Account).Bind(posting.Delta.Units).Run();
            database.Marks.Add(tenant, Marks.Postings, Marks.OfPosting(tenant, cell.Id, (long)posting.Account, posting.Delta.Units));
            database["INSERT INTO balances(cell, account, units) VALUES(?1, ?2, ?3) ON CONFLICT(cell, account) DO UPDATE SET units = ?3"]
                .Bind(cell.Id).Bind((long)posting.Account).Bind(cell.Of(posting.Account)).Run();
        }
    }

    private Cell Load(long tenant, StockCell key)
    {
        if (_cells.TryGetValue(key, out var cell)) return cell;
        _cells.Add(key, cell = new());
        var find = BindCell(database["SELECT id FROM cells WHERE tenant = ? AND sku = ? AND location = ? AND pool = ? AND batch = ?"].Bind(tenant), key);
        if (!find.Step()) return cell;
        cell.Id = find.Long(0);
        find.Reset();
        var balances = database["SELECT account, units FROM balances WHERE cell = ?"].Bind(cell.Id);
        while (balances.Step()) cell.Units[(StockAccount)balances.Int(0)] = balances.Long(1);
        return cell;
    }

    private long Insert(long tenant, StockCell key)
    {
        var id = database.Number("SELECT max(cell) FROM balances") + 1;
        var mark = database.Marks.Add(tenant, Marks.Cells, Marks.OfCell(tenant, key, id));
        BindCell(database["INSERT INTO cells(tenant, sku, location, pool, batch, id, mark) VALUES(?, ?, ?, ?, ?, ?, ?)"].Bind(tenant), key)
            .Bind(id).Bind(mark).Run();
        return id;
    }

    public static Statement BindCell(Statement statement, StockCell cell) =>
        statement.Bind(cell.Sku.Value).Bind(cell.Location.Value).Bind(cell.Pool.Value ?? "").Bind(cell.Batch.Value ?? "");

    private sealed class Cell
    {
        public long Id { get; set; }

        public Dictionary<StockAccount, long> Units { get; } = [];

        public long Of(StockAccount account) => Units.TryGetValue(account, out var units) ? units : 0;
    }
}
