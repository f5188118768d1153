using Microsoft.Data.Sqlite;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when of any table that a store file has a value is changed, a row taken away or one added and nobody says so, or says it without naming the row
// where it is still there; or when a table was added that this store never fills.
// Found with plants: without the marks of effects, clues, cells and put-away records, without the turn of events, the nameless clear values, or the anchor.
public sealed class EveryTableTests : IDisposable
{
    // Columns that say nothing that is kept: who works on a timer or an effect for a while, and the numbers by which postings are in turn.
    private static readonly HashSet<string> Passing = ["timers.owner", "timers.until", "timers.until_nano", "outbox.owner", "outbox.until", "outbox.until_nano",
        "postings.id", "quarantine.raw", "vault.value"];

    private static readonly Dictionary<string, string> Told = new()
    {
        // What was erased is zeros that nobody names; a balance of nothing is none.
        ["clear"] = "id IN (SELECT clear FROM vault UNION ALL SELECT clear FROM quarantine)",
        ["balances"] = "units <> 0",
    };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_value_that_is_changed_is_told()
    {
        var (bytes, anchor, tables) = await FilledAsync();
        var unnoticed = new List<string>();
        foreach (var table in tables)
        {
            foreach (var column in table.Columns.Where(c => !Passing.Contains($"{table.Name}.{c.Name}")))
            {
                foreach (var where in table.Rows)
                {
                    var edit = $"UPDATE {table.Name} SET {column.Name} = {column.Changed} WHERE {where} AND {column.Name} IS NOT NULL";
                    if (await IsSilentAsync(bytes, anchor, edit)) unnoticed.Add(edit);
                }
            }
        }

        Assert.Empty(unnoticed);
    }

    [Fact]
    public async Task Every_row_that_went_or_came_is_told()
    {
        var (bytes, anchor, tables) = await FilledAsync();
        var unnoticed = new List<string>();
        foreach (var table in tables)
        {
            foreach (var where in table.Rows)
            {
                string[] edits =
                [
                    $"DELETE FROM {table.Name} WHERE {where}",
                    table.Copy(where, "mark"),
                    // As somebody would who knows of no marks.
                    table.Copy(where, "NULL"),
                ];
                foreach (var edit in edits)
                {
                    if (await IsSilentAsync(bytes, anchor, edit)) unnoticed.Add(edit);
                }
            }
        }

        Assert.Empty(unnoticed);
    }

    [Theory]
    [InlineData("UPDATE outbox SET body = x'00' WHERE key = '000004'", "crash/outbox/000004")]
    [InlineData("UPDATE outbox SET settled = 0 WHERE key = '000002'", "crash/outbox/000002")]
    [InlineData("UPDATE outbox SET settled = 7 WHERE key = '000004'", "crash/outbox/000004")]
    [InlineData("UPDATE quarantine SET code = 'x' WHERE key = '000009'", "crash/quarantine/000009")]
    [InlineData("UPDATE quarantine SET why = 'x' WHERE key = '000003'", "crash/quarantine/000003")]
    [InlineData("UPDATE quarantine SET settled_as = NULL WHERE key = '000003'", "crash/quarantine/000003")]
    [InlineData("UPDATE clear SET bytes = x'00' WHERE id = (SELECT clear FROM quarantine WHERE key = '000009')", "crash/quarantine/000009")]
    [InlineData("UPDATE clues SET key = 'own-x' WHERE key = 'own-000005'", "crash/clues/clue")]
    [InlineData("UPDATE cells SET sku = 'other'", "crash/cells/other")]
    [InlineData("UPDATE tenants SET epoch = 9", "tenants/crash")]
    [InlineData("UPDATE types SET name = 'crash.other'", "types/crash.other")]
    [InlineData("UPDATE zones SET zone = 'Asia/Tokyo'", "zones/crash")]
    [InlineData("UPDATE events SET ordinal = 40 WHERE ordinal = 9", "crash/order/common@5")]
    [InlineData("UPDATE clear SET bytes = x'31' WHERE id = 1", "clear/1")]
    [InlineData("UPDATE timers SET due = 9000000000000000 WHERE key = '000002'", "crash/timers/000002")]
    [InlineData("INSERT INTO sums VALUES(1, 'other', 1, 1)", "sums/other")]
    public async Task It_is_named(string edit, string where)
    {
        var (bytes, _, _) = await FilledAsync();
        var path = Edited(bytes, edit);
        await using var store = SqliteOrderStore.Open(path);
        var named = (await store.CheckRowsAsync(NumberedUnits.Tenant, null, default)).Items.Where(f => f.Code == SqliteCodes.RowEdited).Select(f => f.Path);
        Assert.Contains(where, named);
    }

    // One who knows the marks writes them too: what was anchored is known all the same.
    [Theory]
    [InlineData("DELETE FROM inbox WHERE message = 'unit-000009'", "inbox", "(SELECT sum(mark) FROM inbox)", "(SELECT count(*) FROM inbox)")]
    [InlineData("DELETE FROM clues WHERE key = 'own-000009'", "clues", "(SELECT sum(mark) FROM clues)", "(SELECT count(*) FROM clues)")]
    [InlineData("DELETE FROM outbox WHERE key = '000009'", "outbox", "(SELECT sum(mark) FROM outbox)", "(SELECT count(*) FROM outbox)")]
    [InlineData("UPDATE inbox SET mark = mark + 1 WHERE message = 'unit-000009'", "inbox", "marks + 1", "entries")]
    [InlineData("UPDATE cells SET mark = mark + 1", "cells", "marks + 1", "entries")]
    public async Task What_an_anchor_knows_is_told_when_marks_and_sums_were_written_too(string edit, string part, string marks, string entries)
    {
        var (bytes, anchor, _) = await FilledAsync();
        var path = Edited(bytes, $"{edit}; UPDATE sums SET marks = {marks}, entries = {entries} WHERE part = '{part}' AND tenant = 1");
        await using var store = SqliteOrderStore.Open(path);
        var found = (await store.CheckRowsAsync(NumberedUnits.Tenant, anchor, default)).Items.Where(f => f.Code == SqliteCodes.RowsLost);
        Assert.Equal($"crash/{part}", Assert.Single(found).Path);
    }

    // Postings that come later change their sum: the first so many have to add up.
    [Fact]
    public async Task A_posting_and_its_balance_rewritten_together_are_told_by_the_anchor_whatever_came_since()
    {
        var (bytes, anchor, _) = await FilledAsync();
        var path = Edited(bytes, "SELECT 1");
        await using var store = SqliteOrderStore.Open(path);
        var head = await NumberedUnits.HeadAsync(store);
        await store.CommitAsync(NumberedUnits.Next(ref head), default);
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, anchor, default));
        Sql.Run(path, $"""
            UPDATE postings SET delta = 5 WHERE id = 1; UPDATE balances SET units = units + 4 WHERE account = (SELECT account FROM postings WHERE id = 1);
            UPDATE sums SET marks = marks + {Marks.OfPosting(1, 1, 1, 5) - Marks.OfPosting(1, 1, 1, 1)} WHERE part = 'postings'
            """);
        var found = Assert.Single((await store.CheckRowsAsync(NumberedUnits.Tenant, anchor, default)).Items);
        Assert.Equal((SqliteCodes.RowsLost, "crash/postings"), (found.Code, found.Path));
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, null, default));
    }

    private async Task<bool> IsSilentAsync(byte[] bytes, FileAnchor anchor, string edit)
    {
        try
        {
            var path = Edited(bytes, edit, mayDoNothing: true);
            if (File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return false;
            await using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
            return (await store.CheckRowsAsync(NumberedUnits.Tenant, anchor, default)).IsEmpty
                && (await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default)).IsSound && (await store.CheckAsync(default)).IsEmpty;
        }
        catch (StoreUnusableException)
        {
            return false;
        }
    }

    private string Edited(byte[] bytes, string edit, bool mayDoNothing = false)
    {
        var path = _folder.NewFile();
        File.WriteAllBytes(path, bytes);
        using (var connection = Sql.Connect(path))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE; " + edit;
            try { command.ExecuteNonQuery(); }
            catch (SqliteException e) when (mayDoNothing && e.SqliteErrorCode == 19) { }
        }

        return path;
    }

    // As a file alone: what was read of it is compared with what an edit makes of it.
    private async Task<(byte[] Bytes, FileAnchor Anchor, List<Table> Tables)> FilledAsync()
    {
        var path = _folder.NewFile();
        var anchor = FileAnchor.Beside(path);
        await using (var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast }))
        {
            var head = await NumberedUnits.HeadAsync(store);
            for (var i = 0; i < 10; i++) Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(NumberedUnits.Next(ref head), default));
            await store.PutAsync(NumberedUnits.Tenant, [new(PersonToken.Of("li"), "li"u8.ToArray()), new(PersonToken.Of("wang"), "wang"u8.ToArray())], default);
            await store.SettleAsync(NumberedUnits.Tenant, "000002", default);
            await store.KeepZoneAsync(NumberedUnits.Tenant, "Asia/Shanghai", default);
            await anchor.KeepAsync(await PartitionHead.OfAsync(NumberedUnits.Tenant, store.HeadsAsync(NumberedUnits.Tenant, default)), default);
            await anchor.KeepRowsAsync(store, NumberedUnits.Tenant, default);
            Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, anchor, default));
        }

        using (var connection = Sql.Connect(path))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE";
            command.ExecuteNonQuery();
        }

        var tables = Table.All(path);
        Assert.Empty(tables.Where(t => t.Rows.Count == 0).Select(t => t.Name));
        return (File.ReadAllBytes(path), anchor, tables);
    }

    private sealed record Column(string Name, string Changed);

    /// <summary>A table with the last column of its key, and some of its rows by their keys.</summary>
    private sealed record Table(string Name, IReadOnlyList<Column> Columns, string Key, IReadOnlyList<string> Rows)
    {
        public static List<Table> All(string path)
        {
            using var connection = Sql.Connect(path);
            var names = Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
            return names.ConvertAll(t => Of(connection, (string)t[0]));
        }

        public string Copy(string where, string mark)
        {
            var values = Columns.Select(c => c.Name == Key ? c.Changed : c.Name == "mark" ? mark : c.Name);
            return $"INSERT INTO {Name} SELECT {string.Join(", ", values)} FROM {Name} WHERE {where}";
        }

        private static Table Of(SqliteConnection connection, string name)
        {
            var columns = Read(connection, $"SELECT name, type, pk FROM pragma_table_info('{name}') ORDER BY cid");
            var keys = columns.Where(c => (long)c[2] > 0).OrderBy(c => (long)c[2]).Select(c => (string)c[0]).ToArray();
            var where = Told.TryGetValue(name, out var told) ? $"WHERE {told}" : "";
            var rows = Read(connection, $"SELECT {string.Join(" || ' AND ' || ", keys.Select(k => $"'{k} = ' || quote({k})"))} FROM {name} {where}")
                .ConvertAll(r => (string)r[0]);
            var step = Sizes.Of(Math.Max(1, rows.Count / 3), 1);
            return new(name, [.. columns.Select(c => new Column((string)c[0], Changed((string)c[0], (string)c[1])))], keys[^1], 
                [.. rows.Where((_, i) => i % step == 0)]);
        }

        private static string Changed(string column, string type) => type switch
        {
            // A number above all that are there, so that no key is met.
            "INTEGER" => $"{column} + 4194304",
            "TEXT" => $"{column} || 'x'",
            _ => $"CAST({column} || x'01' AS BLOB)",
        };

        private static List<object[]> Read(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var all = new List<object[]>();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                all.Add(row);
            }

            return all;
        }
    }
}
