using System.IO.Compression;
using System.Runtime.CompilerServices;
using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests.Earlier;

// Fails when a file that earlier code wrote does not open, verify, read and go on as it was. Of schema 5: four numbered units with two persons, one effect
// settled, a zone. Of schema 4: two orders, one expired, one sent, with their
// persons, a count of stock, a reservation with its timer, one record put away. Of schema 3: one order with buyer and recipient, one record put
// away. Of schema 2: one order, one record put away. Of schema 1:
// four rows of an export, one order with parcel and track, counts of stock, two records
// put away, an effect to send, one order whose first two events lost their content.
public sealed class EarlierVersionTests : IDisposable
{
    private const string Hash = "f48e9a3fef5966cb899c065c15e01ab85532650ea32c1c1ab5f9c4208f336cae";
    private static readonly TenantId Tenant = TenantId.Of("earlier");
    private static readonly StreamId Paid = StreamId.Of(Tenant, StreamKinds.Order, "rka2zyynb297bfmv");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_opens_and_verifies_and_stays_what_it_was()
    {
        var path = Unpacked();
        using (var store = SqliteOrderStore.Open(path)) Assert.Equal((53, Hash), await SoundAsync(store));
        Assert.Equal(1, Number(path, "PRAGMA user_version"));
    }

    [Fact]
    public async Task Every_table_is_read()
    {
        using var store = SqliteOrderStore.Open(Unpacked());
        Assert.Equal(14, await CountAsync(((IInbox)store).ListAsync(Tenant, default), e => e.Answer.Span[0] == '{'));
        Assert.Equal(2, await CountAsync(((IQuarantine)store).ListAsync(Tenant, null, default), e => !e.Raw.IsEmpty));
        Assert.Equal(1, await CountAsync(store.FindAsync(Tenant, "waybill:78797045101830", default), s => s.Kind == StreamKinds.Order));
        var lease = new Lease(Tenant, "t", Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2026, 1, 1, 0, 0));
        Assert.Equal("effect-1", Assert.Single(await store.ClaimAsync(lease, 9, default)).Key);
        Assert.Single(await store.ClaimDueAsync(lease with { Now = Instant.FromUtc(2100, 1, 1, 0, 0) }, 9, default));
        Assert.Equal(2, await CountAsync(store.ReadAllAsync(Tenant, StreamKinds.Order, default), e => e.IsDropped && e.Type.Length > 0));
    }

    [Fact]
    public async Task Its_orders_replay_to_what_they_were()
    {
        using var store = SqliteOrderStore.Open(Unpacked());
        var found = new List<string>();
        foreach (var key in new[] { "fjzgz0nty264na78", "mv060hqmymhjgage", "rka2zyynb297bfmv", "tpnmfwg7rpq449t3", "ydsy5s7r0hpt5rrm" })
        {
            var stream = StreamId.Of(Tenant, StreamKinds.Order, key);
            var order = StoredStream.Of(stream, await store.ReadAsync(stream, 0, default)).Fold(OrderDecider.Decider).State;
            found.Add($"{order?.Statuses.Headline} {order?.Money.Kept} {order?.Shipments.Count}");
        }

        Assert.Equal(["Delivered CNY 12.90 1", "  ", "Cancelled CNY 0.00 0", "Completed CNY 70.00 0", "Closed CNY 0.00 0"], found);
    }

    [Fact]
    public async Task It_goes_on_beside_rows_of_its_own_version()
    {
        var path = Unpacked();
        var text = new string('y', 40);
        using (var store = SqliteOrderStore.Open(path))
        {
            var events = await store.ReadAsync(Paid, 0, default);
            var last = events[^1];
            var happened = OrderEvents.Codec.Seal(new(Paid, last.Version, last.Hash), new RemarkChanged(text, null),
                new EventHeader(last.At, ActorId.Of("agent"), MessageId.Of("m"), [], []));
            var unit = new Changes(Tenant, MessageId.Of("m"), "content"u8.ToArray(), "{\"outcome\":\"Applied\",\"kind\":\"claim\"}"u8.ToArray(),
                0) { Appends = [new(Paid, last.Version, [happened])] };
            Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(unit, default));
            var repeated = Assert.IsType<CommitOutcome.Repeated>(await store.CommitAsync(unit, default));
            Assert.Equal(unit.Answer.ToArray(), repeated.FirstAnswer.ToArray());
            Assert.Equal(events.Append(happened), await store.ReadAsync(Paid, 0, default),
                (a, b) => a.Bytes.Span.SequenceEqual(b.Bytes.Span) && a.Hash == b.Hash && a.Type == b.Type);
            Assert.Equal(54, (await SoundAsync(store)).Events);
        }

        Assert.Equal(Schema.Version, Number(path, "PRAGMA user_version"));
        Assert.Equal(51, Number(path, "SELECT count(*) FROM events WHERE substr(bytes, 1, 1) = x'7b' AND type LIKE '%.%'"));
        Assert.Equal(1,
            Number(path, "SELECT count(*) FROM events e JOIN types t ON t.id = e.type WHERE substr(bytes, 1, 1) = x'01' AND t.name = 'orders.remark-changed'"));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_it_of_its_own_version()
    {
        var path = Unpacked();
        using (var database = Database.Open(path, new()))
        {
            Schema.Configure(database, new(), isWriter: true);
            Assert.Throws<InvalidOperationException>(() => new Writer(database).Transact<bool>(_ => throw new InvalidOperationException()));
        }

        using var store = SqliteOrderStore.Open(path);
        Assert.Equal((53, Hash), await SoundAsync(store));
        Assert.Equal(1, Number(path, "PRAGMA user_version"));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task Its_records_that_were_put_away_are_found_and_settled(int version, int records)
    {
        var path = Unpacked(version);
        using var store = SqliteOrderStore.Open(path);
        var waiting = await WaitingAsync(store);
        Assert.Equal(records, waiting.Count);
        Assert.All(waiting, e => Assert.Equal(("", "", false, null), (e.Door, e.Fingerprint, e.Raw.IsEmpty, e.Settlement)));
        Assert.Equal(waiting[0].Raw.ToArray(), (await store.EntryAsync(Tenant, waiting[0].Key, default))!.Raw.ToArray());
        Assert.Equal(0, await CountAsync(store.ListSettledAsync(Tenant, default), _ => true));
        Assert.Equal(version, Number(path, "PRAGMA user_version"));

        var settlement = new RecordSettlement(waiting[0].Key, SettledAs.Discarded, ActorId.Of("agent"), waiting[0].At, "told twice");
        await store.CommitAsync(new Changes(Tenant, MessageId.Of("m"), default, default, 0) { Settled = [settlement] }, default);
        Assert.Equal(waiting.Skip(1).Select(e => e.Key), (await WaitingAsync(store)).Select(e => e.Key));
        Assert.Equal(settlement, (await store.EntryAsync(Tenant, waiting[0].Key, default))!.Settlement);
        Assert.Equal(Schema.Version, Number(path, "PRAGMA user_version"));
    }

    [Fact]
    public async Task What_lay_in_clear_in_its_row_is_read_erased_and_written_anew()
    {
        var path = Unpacked(3);
        var (buyer, recipient) = (PersonToken.Of("dwnh6a1m7pasv1c0.customer.1770602700000"), PersonToken.Of("dwnh6a1m7pasv1c0.recipient.1770602700000"));
        using var store = SqliteOrderStore.Open(path);
        Assert.Equal(5, (await SoundAsync(store)).Events);
        var waiting = Assert.Single(await WaitingAsync(store));
        Assert.Equal(("taobao@s", 274), (waiting.Door, waiting.Raw.Length));
        Assert.Equal(23, (await store.OpenAsync(Tenant, buyer, default))!.Bytes.Length);
        Assert.Equal(141, (await store.OpenAsync(Tenant, recipient, default))!.Bytes.Length);
        Assert.Equal(3, Number(path, "PRAGMA user_version"));

        // The first write makes it a file of today; what is there stays, what comes lies in the table of clear values.
        await store.PutAsync(Tenant, [new(buyer, "somebody else"u8.ToArray())], default);
        Assert.Equal(Schema.Version, Number(path, "PRAGMA user_version"));
        Assert.Equal("somebody else"u8.ToArray(), (await store.OpenAsync(Tenant, buyer, default))!.Bytes.ToArray());
        Assert.Equal(141, (await store.OpenAsync(Tenant, recipient, default))!.Bytes.Length);
        Assert.Equal(waiting.Raw.ToArray(), (await store.EntryAsync(Tenant, waiting.Key, default))!.Raw.ToArray());
        await store.EraseAsync(Tenant, recipient, default);
        await store.EraseAsync(Tenant, waiting.Key, default);
        Assert.Null(await store.OpenAsync(Tenant, recipient, default));
        Assert.True((await store.EntryAsync(Tenant, waiting.Key, default))!.Raw.IsEmpty);
        Assert.Equal(5, (await SoundAsync(store)).Events);
    }

    [Fact]
    public async Task Rows_without_marks_go_on_beside_those_that_have_them()
    {
        var path = Unpacked(4);
        var person = PersonToken.Of("sxg8t6hn87w13ext.customer.1781835668000");
        using var store = SqliteOrderStore.Open(path);
        Assert.Equal((15, "c8ecc596409d3ba7e880b6c026e38c79b4b62b98bc026c9aa4efeed51d79a1b9"), await SoundAsync(store));
        Assert.Empty(await store.CheckRowsAsync(Tenant, null, default));
        Assert.Equal(4, Number(path, "PRAGMA user_version"));

        // Of the old rows nobody knows what they were; the first write marks its own, and takes no mark of a row that has none.
        var own = StreamId.Of(Tenant, StreamKinds.Reservation, "r-1");
        await store.CommitAsync(new Changes(Tenant, MessageId.Of("m"), default, "{}"u8.ToArray(), 0)
        {
            Timers = [new("reservation/r-1/expire", own, "expire", null), new("new", own, "expire", Instant.FromUtc(2100, 1, 1, 0, 0))],
        }, default);
        await store.EraseAsync(Tenant, person, default);
        await store.PutAsync(Tenant, [new(PersonToken.Of("new"), "x"u8.ToArray())], default);
        Assert.Empty(await store.CheckRowsAsync(Tenant, null, default));
        Assert.Equal(Schema.Version, Number(path, "PRAGMA user_version"));
        Assert.Equal((1, 1, 1), (Number(path, "SELECT count(*) FROM inbox WHERE mark IS NOT NULL"), Number(path, "SELECT count(*) FROM timers"),
            Number(path, "SELECT count(*) FROM vault WHERE mark IS NOT NULL")));
        Sql.Run(path, "UPDATE vault SET mark = mark + 1 WHERE token = 'new'");
        Assert.Equal("earlier/vault/new", Assert.Single((await store.CheckRowsAsync(Tenant, null, default)).Items).Path);
    }

    [Fact]
    public async Task Rows_of_schema_5_are_counted_and_those_that_change_get_marks()
    {
        var path = Unpacked(5);
        using var store = SqliteOrderStore.Open(path);
        Assert.Equal("Asia/Shanghai", await store.ZoneAsync(NumberedUnits.Tenant, default));
        Assert.Equal(4, (await store.ReadAsync(NumberedUnits.Common, 0, default)).Length);
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, null, default));
        Assert.Equal(5, Number(path, "PRAGMA user_version"));

        var head = await NumberedUnits.HeadAsync(store);
        await store.CommitAsync(NumberedUnits.Next(ref head), default);
        await store.SettleAsync(NumberedUnits.Tenant, "000002", default);
        await store.EraseAsync(NumberedUnits.Tenant, "000001", default);
        await store.EraseAsync(NumberedUnits.Tenant, PersonToken.Of("li"), default);
        await store.KeepZoneAsync(NumberedUnits.Tenant, "Asia/Tokyo", default);
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, null, default));
        Assert.Equal(Schema.Version, Number(path, "PRAGMA user_version"));
        Assert.Equal((5, 2, 3), (Number(path, "SELECT count(*) FROM outbox"), Number(path, "SELECT count(*) FROM outbox WHERE mark IS NOT NULL"),
            Number(path, "SELECT count(*) FROM quarantine WHERE mark IS NOT NULL")));

        // Of a row without mark nobody knows what it was; that it went, or came, is known.
        Sql.Run(path, "DELETE FROM clues WHERE key = 'own-000001'");
        Sql.Run(path, "INSERT INTO outbox SELECT tenant, 'x', kind, due, due_nano, body, settled, owner, until, until_nano, mark FROM outbox WHERE key = '000000'");
        Sql.Run(path, "UPDATE postings SET delta = 2 WHERE id = 1; UPDATE balances SET units = units + 1 WHERE account = (SELECT account FROM postings WHERE id = 1)");
        Assert.Equal(["crash/outbox", "crash/clues"], (await store.CheckRowsAsync(NumberedUnits.Tenant, null, default)).Items.Select(f => f.Path));
    }

    // What a migration must not forget: with any of its steps left out the file is one of today by its number alone, and the first call that needs it breaks.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_migration_that_only_counts_up_is_found_out(int version)
    {
        var path = Unpacked(version);
        Sql.Run(path, $"PRAGMA user_version = {Schema.Version}");
        using var store = SqliteOrderStore.Open(path);
        await Assert.ThrowsAsync<StoreUnusableException>(async () =>
        {
            await store.PutAsync(Tenant, [new(PersonToken.Of("new"), "x"u8.ToArray())], default);
            Assert.Empty(await store.CheckRowsAsync(Tenant, null, default));
        });
    }

    private static async Task<List<QuarantineEntry>> WaitingAsync(IQuarantine store)
    {
        var all = new List<QuarantineEntry>();
        await foreach (var entry in store.ListAsync(Tenant, null, default)) all.Add(entry);
        return all;
    }

    private static async Task<(long Events, string Hash)> SoundAsync(SqliteOrderStore store)
    {
        var verification = await StoreVerifier.VerifyAsync(store, new MemoryAnchor(), Tenant, default);
        Assert.True(verification.IsSound, string.Join('\n', verification.Findings));
        return (verification.Head.Events, verification.Head.Hash.ToString());
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> all, Func<T, bool> isWanted)
    {
        var count = 0;
        await foreach (var item in all) count += isWanted(item) ? 1 : 0;
        return count;
    }

    private static long Number(string path, string sql)
    {
        using var connection = Sql.Connect(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private string Unpacked(int version = 1)
    {
        var path = _folder.NewFile();
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder(), $"store-{version}.db.gz")), CompressionMode.Decompress);
        using var file = File.Create(path);
        packed.CopyTo(file);
        return path;
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
