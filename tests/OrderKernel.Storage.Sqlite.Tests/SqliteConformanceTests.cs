using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Testing;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when the SQLite store breaks a promise of the ports, or answers otherwise than the in-memory store.
public sealed class SqliteConformanceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SqliteProfile.Durable)]
    [InlineData(SqliteProfile.Fast)]
    public async Task Keeps_every_promise_of_the_ports(SqliteProfile profile)
    {
        var report = await StoreConformance.RunAsync(
            () => new(SqliteOrderStore.Open(_folder.NewFile(), new() { Profile = profile })),
            new() { TraceLength = Sizes.IsLong ? 5_000 : 400, Buyers = Sizes.IsLong ? 10_000 : 400 });
        Assert.True(report.IsPassed, report.ToString());
    }

    [Fact]
    public async Task The_same_trace_gives_the_same_event_hash_in_memory_and_in_the_file()
    {
        for (var seed = 1; seed <= (Sizes.IsLong ? 200 : 4); seed++)
        {
            var options = new StoreConformanceOptions { Seed = seed, TraceLength = Sizes.IsLong ? 500 : 250 };
            using var store = SqliteOrderStore.Open(_folder.NewFile(), new() { Profile = SqliteProfile.Fast });
            Assert.Equal(await StoreTrace.RunAsync(new MemoryOrderStore(), options), await StoreTrace.RunAsync(store, options));
        }
    }

    [Fact]
    public async Task Two_stores_on_one_file_behave_as_one()
    {
        var report = await StoreConformance.RunAsync(() => new(new Alternating(_folder.NewFile())), new() { TraceLength = 200, Buyers = 200 });
        Assert.True(report.IsPassed, report.ToString());
    }

    [Fact]
    public async Task Closing_and_opening_again_changes_nothing()
    {
        var path = _folder.NewFile();
        PartitionHead before;
        await using (var store = SqliteOrderStore.Open(path)) before = await StoreTrace.RunAsync(store, new() { Seed = 9 });
        await using var again = SqliteOrderStore.Open(path);
        var verification = await StoreVerifier.VerifyAsync(again, new MemoryAnchor(), before.Tenant, default);
        Assert.True(verification.IsSound);
        Assert.Equal(before, verification.Head);
    }

    [Fact]
    public async Task Content_that_retention_drops_is_gone_from_the_file_and_its_hash_stays()
    {
        var report = await RetentionConformance.RunAsync(() => new(SqliteOrderStore.Open(_folder.NewFile())));
        Assert.True(report.IsPassed, report.ToString());
        var path = _folder.NewFile();
        var (stream, bytes) = (StreamId.Of(TenantId.Of("t"), StreamKinds.Order, "o"), System.Text.Encoding.UTF8.GetBytes("{\"secret\":\"xyzzy-canary-42\"}"));
        await using (var store = SqliteOrderStore.Open(path))
        {
            var append =
                new StreamAppend(stream, 0, [new(stream, 1, "x.y", NodaTime.Instant.FromUnixTimeSeconds(1), bytes, ChainHash.Genesis(stream).Next(bytes))]);
            Assert.IsType<CommitOutcome.Done>(
                await store.CommitAsync(new Changes(stream.Tenant, MessageId.Of("m"), default, default, 0) { Appends = [append] }, default));
            Assert.Contains("xyzzy-canary", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path + "-wal")), StringComparison.Ordinal);
            Assert.Equal(1, await store.DropAsync(stream, [1], new NodaTime.LocalDate(2026, 3, 1), default));
        }

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
            Assert.DoesNotContain("xyzzy-canary", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_anchor_beside_the_file_keeps_its_promises()
    {
        var report = await AnchorConformance.RunAsync(() => new(FileAnchor.Beside(_folder.NewFile())));
        Assert.True(report.IsPassed, report.ToString());
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = SqliteOrderStore.Open(_folder.NewFile());
        store.Dispose();
        store.Dispose();
        var tenant = TenantId.Of("acme");
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.CommitAsync(new(tenant, MessageId.Of("1"), default, default, 0), default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.AnswerAsync(tenant, MessageId.Of("1"), default));
    }
}
