using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when a copy is not one state of its store, does not open and verify as its store did, takes the place of a file or is left behind by halves; when a
// compact copy keeps the room of what is gone; or when the database's own check passes a file whose index lost a row.
public sealed class CopyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Ways => ["backup", "compact"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_copy_is_the_store_and_goes_on_by_itself(string way)
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        await FillAsync(store, 30);
        var copy = await CopyAsync(store, way);
        Assert.Equal([copy], Directory.GetFiles(_folder.Path, Path.GetFileName(copy) + "*"));
        await using var copied = SqliteOrderStore.Open(copy);
        Assert.Equal(30, await NumberedUnits.CountWholeAsync(copied));
        Assert.Equal(await VerifyAsync(store), await VerifyAsync(copied));
        Assert.Empty(await copied.CheckAsync(default));
        await FillAsync(copied, 1);
        Assert.Equal((30, 31), (await NumberedUnits.CountWholeAsync(store), await NumberedUnits.CountWholeAsync(copied)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task While_others_write_a_copy_is_of_one_moment_between_two_units(string way)
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile(), new() { Profile = SqliteProfile.Fast });
        await FillAsync(store, 20);
        using var over = new CancellationTokenSource();
        var writing = Task.Run(async () => { while (!over.IsCancellationRequested) await FillAsync(store, 1); });
        long before = 20;
        for (var i = 0; i < 8; i++)
        {
            await Task.Delay(20);
            await using var copied = SqliteOrderStore.Open(await CopyAsync(store, way));
            var found = await NumberedUnits.CountWholeAsync(copied);
            Assert.True(found >= before, $"{found} units in a copy that was made after one with {before}");
            before = found;
        }

        await over.CancelAsync();
        await writing;
        Assert.True(before > 20, "nobody wrote meanwhile");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_file_that_is_there_is_no_place_for_a_copy(string way)
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        var path = _folder.NewFile();
        await File.WriteAllTextAsync(path, "dear");
        Assert.Equal(SqliteCodes.AlreadyThere, await RefusedAsync(store, way, path));
        Assert.Equal("dear", await File.ReadAllTextAsync(path));
        Assert.Equal(SqliteCodes.CannotOpen, await RefusedAsync(store, way, Path.Combine(_folder.Path, "none", "x.db")));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_a_killed_copy_left_behind_is_in_nobodys_way(string way)
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        await FillAsync(store, 3);
        var path = _folder.NewFile();
        await File.WriteAllTextAsync(path + ".new", "half");
        await CopyAsync(store, way, path);
        await using var copied = SqliteOrderStore.Open(path);
        Assert.Equal(3, await NumberedUnits.CountWholeAsync(copied));
    }

    [Fact]
    public async Task A_copy_that_is_stopped_leaves_nothing()
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        await FillAsync(store, 3);
        var path = _folder.NewFile();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await store.BackUpAsync(path, stopped.Token));
        using var source = Database.Open(store.Path, new());
        Assert.Throws<OperationCanceledException>(() => Copies.Write(source, path, (d, fresh) => Copies.BackUp(d, fresh, stopped.Token)));
        Assert.Empty(Directory.GetFiles(_folder.Path, Path.GetFileName(path) + "*"));
    }

    [Fact]
    public async Task A_compact_copy_has_no_room_for_what_is_gone()
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile(), new() { Profile = SqliteProfile.Fast });
        await FillAsync(store, 400);
        Sql.Run(store.Path, "DELETE FROM inbox; DELETE FROM clues; DELETE FROM outbox; DELETE FROM events WHERE ordinal > 2");
        var (whole, compact) = (await CopyAsync(store, "backup"), await CopyAsync(store, "compact"));
        Assert.True(new FileInfo(compact).Length < new FileInfo(whole).Length * 3 / 4);
    }

    [Fact]
    public async Task The_database_s_own_check_finds_an_index_that_lost_a_row()
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        await FillAsync(store, 5);
        Assert.Empty(await store.CheckAsync(default));
        Sql.Run(store.Path, """
            PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = sql || ' WHERE key <> ''000002''' WHERE name = 'timers_due'; PRAGMA writable_schema = RESET;
            DELETE FROM timers WHERE key = '000002'; PRAGMA writable_schema = ON;
            UPDATE sqlite_master SET sql = replace(sql, ' WHERE key <> ''000002''', '') WHERE name = 'timers_due'
            """);
        await using var again = SqliteOrderStore.Open(store.Path);
        var found = await again.CheckAsync(default);
        Assert.Equal(SqliteCodes.Damaged, Assert.Single(found.Items.Select(r => r.Code).Distinct()));
        Assert.Contains("timers_due", string.Join('\n', found.Items.Select(r => r.Arguments[1].Value)), StringComparison.Ordinal);
    }

    private async Task<string> CopyAsync(SqliteOrderStore store, string way, string? path = null)
    {
        path ??= _folder.NewFile();
        await (way == "backup" ? store.BackUpAsync(path, default) : store.CompactIntoAsync(path, default));
        return path;
    }

    private async Task<string> RefusedAsync(SqliteOrderStore store, string way, string path) =>
        (await Assert.ThrowsAsync<StoreUnusableException>(() => CopyAsync(store, way, path))).Code;

    private static async Task FillAsync(SqliteOrderStore store, int units)
    {
        var head = await NumberedUnits.HeadAsync(store);
        for (var i = 0; i < units; i++) Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(NumberedUnits.Next(ref head), default));
    }

    private static async Task<PartitionHead> VerifyAsync(SqliteOrderStore store)
    {
        var seen = await StoreVerifier.VerifyAsync(store, new MemoryAnchor(), NumberedUnits.Tenant, default);
        Assert.True(seen.IsSound);
        return seen.Head;
    }
}
