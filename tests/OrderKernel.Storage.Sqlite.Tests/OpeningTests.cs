using System.Text;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when an unusable file is taken for a store, or is refused without a code and a clear sentence.
public sealed class OpeningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SqliteProfile.Durable, 2, 1)]
    [InlineData(SqliteProfile.Fast, 1, 0)]
    public void The_profile_is_what_the_pragmas_say(SqliteProfile profile, long synchronous, long wholeFlush)
    {
        using var database = Database.Open(_folder.NewFile(), new());
        Schema.Prepare(database);
        Schema.Configure(database, new() { Profile = profile }, isWriter: true);
        Assert.Equal("wal", database.Word("PRAGMA journal_mode"));
        Assert.Equal(synchronous, database.Number("PRAGMA synchronous"));
        Assert.Equal((wholeFlush, wholeFlush), (database.Number("PRAGMA fullfsync"), database.Number("PRAGMA checkpoint_fullfsync")));
        Assert.Equal(1, database.Number("PRAGMA secure_delete"));
        Assert.Equal(Schema.Version, database.Number("PRAGMA user_version"));
        Assert.Equal(Schema.ApplicationId, database.Number("PRAGMA application_id"));
    }

    [Fact]
    public void A_profile_that_cannot_be_kept_is_refused()
    {
        // A database in memory has no write-ahead log.
        using var database = Database.Open(":memory:", new());
        Refused(SqliteCodes.ProfileNotMet, ":memory:", () => Schema.Configure(database, new(), isWriter: true));
    }

    [Fact]
    public void A_newer_schema_is_refused()
    {
        var path = NewStore();
        Sql.Run(path, "PRAGMA user_version = 99");
        Assert.Contains("99", Refused(SqliteCodes.NewerSchema, path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_application_s_database_is_refused_and_left_as_it_is()
    {
        var path = _folder.NewFile();
        Sql.Run(path, "CREATE TABLE theirs(x); INSERT INTO theirs VALUES(1)");
        var bytes = File.ReadAllBytes(path);
        Refused(SqliteCodes.NotAStore, path);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("订单编号,总金额\n1,2\n")]
    [InlineData("SQLite format 3 but not quite, and long enough to look like a header of some file that nobody wrote for us, padded with more text.")]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is(string content)
    {
        var path = _folder.NewFile();
        File.WriteAllText(path, content, Encoding.UTF8);
        var bytes = File.ReadAllBytes(path);
        Refused(SqliteCodes.NotADatabase, path);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_missing_folder_is_refused() => Refused(SqliteCodes.CannotOpen, Path.Combine(_folder.Path, "none", "x.db"));

    [Fact]
    public void A_folder_is_no_store() => Refused(SqliteCodes.CannotOpen, _folder.Path);

    [Fact]
    public async Task A_locked_file_is_refused_and_free_again_later()
    {
        var path = NewStore();
        var options = new SqliteStoreOptions { BusyTimeout = Duration.FromMilliseconds(20) };
        using var store = SqliteOrderStore.Open(path, options);
        var changes = new Changes(TenantId.Of("acme"), MessageId.Of("1"), default, default, 0);
        using (var other = Sql.Connect(path))
        {
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            var locked = await Assert.ThrowsAsync<StoreUnusableException>(async () => await store.CommitAsync(changes, default));
            Assert.Equal((SqliteCodes.Locked, true), (locked.Code, locked.IsTransient));
        }

        Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(changes, default));
    }

    [Fact]
    public void A_file_locked_whole_cannot_be_opened()
    {
        var path = NewStore();
        using var other = Sql.Connect(path);
        using var command = other.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE tenants SET epoch = 1; COMMIT; SELECT count(*) FROM tenants";
        command.ExecuteScalar();
        Refused(SqliteCodes.Locked, path, () => SqliteOrderStore.Open(path, new() { BusyTimeout = Duration.FromMilliseconds(20) }).Dispose());
    }

    [Theory]
    [InlineData(8, SqliteCodes.ReadOnly)]
    [InlineData(11, SqliteCodes.Damaged)]
    [InlineData(13, SqliteCodes.DiskFull)]
    [InlineData(10, SqliteCodes.Failed)]
    [InlineData(5, SqliteCodes.Locked)]
    [InlineData(26, SqliteCodes.NotADatabase)]
    [InlineData(14, SqliteCodes.CannotOpen)]
    [InlineData(8 | (4 << 8), SqliteCodes.ReadOnly)]
    public void Each_result_code_of_sqlite_has_a_code_of_ours(int result, string code)
    {
        using var database = Database.Open(_folder.NewFile(), new());
        Assert.Equal(code, database.Failure(result).Code);
    }

    [Fact]
    public async Task A_full_disk_refuses_the_unit_whole_and_goes_on_when_there_is_room()
    {
        var path = NewStore();
        using var database = Database.Open(path, new());
        Schema.Configure(database, new(), isWriter: true);
        var writer = new Writer(database);
        var tenant = TenantId.Of("acme");
        Changes Big(int n) => new(tenant, MessageId.Of($"{n}"), default, new byte[20_000], 0);
        database.Number($"PRAGMA max_page_count = {database.Number("PRAGMA page_count") + 8}");
        Assert.Single(writer.Commit([Big(1)]));
        var full = Assert.Throws<StoreUnusableException>(() => writer.Commit([Big(2), Big(3)]));
        Assert.Equal(SqliteCodes.DiskFull, full.Code);
        Assert.False(database.IsInTransaction);
        database.Number("PRAGMA max_page_count = 100000");
        Assert.All(writer.Commit([Big(2), Big(3)]), o => Assert.IsType<CommitOutcome.Done>(o));
        using var store = SqliteOrderStore.Open(path);
        Assert.Equal(20_000, (await store.AnswerAsync(tenant, MessageId.Of("3"), default))!.Bytes.Length);
    }

    [Fact]
    public void A_write_protected_file_is_refused()
    {
        var path = NewStore();
        File.SetAttributes(path, FileAttributes.ReadOnly);
        try
        {
            // Whoever may write to everything (root) is not kept out by the attribute; then the store opens, and that is right.
            if (CanWrite(path)) SqliteOrderStore.Open(path).Dispose();
            else Refused(SqliteCodes.ReadOnly, path);
        }
        finally
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }
    }

    [Fact]
    public async Task A_damaged_anchor_is_refused()
    {
        var anchor = FileAnchor.Beside(_folder.NewFile());
        await File.WriteAllTextAsync(anchor.Path, "1 2 not-a-hash acme\n");
        var refused = await Assert.ThrowsAsync<StoreUnusableException>(async () => await anchor.LastAsync(TenantId.Of("acme"), default));
        Assert.Equal(SqliteCodes.AnchorDamaged, refused.Code);
    }

    [Fact]
    public async Task The_anchor_survives_opening_again_and_never_leads()
    {
        var path = NewStore();
        var head = PartitionHead.Of(TenantId.Of("a 租户"), []);
        await FileAnchor.Beside(path).KeepAsync(head, default);
        Assert.Equal(head, await FileAnchor.Beside(path).LastAsync(head.Tenant, default));
        Assert.Equal([path + ".anchor", path + ".anchor.lock"], Directory.GetFiles(_folder.Path, "*.anchor*").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, 5_000, 1_024)]
    [InlineData(1, -1, 1_024)]
    [InlineData(1, 3_600_001, 1_024)]
    [InlineData(1, 5_000, 63)]
    public void Options_out_of_range_are_argument_errors(int profile, int busyMilliseconds, int cache) =>
        Assert.Throws<ArgumentException>(() => SqliteOrderStore.Open(
        _folder.NewFile(), new() { Profile = (SqliteProfile)profile, BusyTimeout = Duration.FromMilliseconds(busyMilliseconds), CacheKibibytes = cache }));

    private static bool CanWrite(string path)
    {
        try
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Write);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static StoreUnusableException Refused(string code, string path) => Refused(code, path, () => SqliteOrderStore.Open(path).Dispose());

    private static StoreUnusableException Refused(string code, string path, Action open)
    {
        var refused = Assert.Throws<StoreUnusableException>(open);
        Assert.Equal((code, path), (refused.Code, refused.Path));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        return refused;
    }

    private string NewStore()
    {
        var path = _folder.NewFile();
        SqliteOrderStore.Open(path).Dispose();
        return path;
    }
}
