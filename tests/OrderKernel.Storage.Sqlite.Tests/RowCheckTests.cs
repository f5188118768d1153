using NodaTime;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite.Crash;
using OrderKernel.Testing;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when a balance, an answer, a timer or a clear value that a hand or a flipped bit changed, took away or added passes, or when the first of them is not
// named; or when a sound store is said to be damaged, whatever was written, replaced, claimed, settled and erased before.
public sealed class RowCheckTests : IDisposable
{
    private static readonly PersonToken Li = PersonToken.Of("li"), Wang = PersonToken.Of("wang");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE balances SET units = units + 1 WHERE account = 1", SqliteCodes.BalanceEdited, "crash/balances")]
    [InlineData("DELETE FROM balances WHERE account = 1", SqliteCodes.BalanceEdited, "crash/balances")]
    [InlineData("INSERT INTO balances(cell, account, units) SELECT max(cell), 3, 7 FROM balances", SqliteCodes.BalanceEdited, "crash/balances")]
    [InlineData("UPDATE postings SET delta = 2 WHERE id = 1", SqliteCodes.BalanceEdited, "crash/balances")]
    [InlineData("UPDATE inbox SET answer = x'7b7d' WHERE message >= 'unit-000003'", SqliteCodes.RowEdited, "crash/inbox/unit-000003")]
    [InlineData("UPDATE inbox SET content = x'00' WHERE message = 'unit-000003'", SqliteCodes.RowEdited, "crash/inbox/unit-000003")]
    [InlineData("UPDATE inbox SET message = 'unit-x' WHERE message = 'unit-000003'", SqliteCodes.RowEdited, "crash/inbox/unit-x")]
    [InlineData("DELETE FROM inbox WHERE message = 'unit-000009'", SqliteCodes.RowsApart, "crash/inbox")]
    [InlineData("UPDATE inbox SET mark = NULL WHERE message = 'unit-000009'", SqliteCodes.RowsApart, "crash/inbox")]
    [InlineData("UPDATE timers SET due = due + 1 WHERE key >= '000002'", SqliteCodes.RowEdited, "crash/timers/000002")]
    [InlineData("UPDATE timers SET due_nano = 1 WHERE key = '000002'", SqliteCodes.RowEdited, "crash/timers/000002")]
    [InlineData("UPDATE timers SET trigger = 'x' WHERE key = '000002'", SqliteCodes.RowEdited, "crash/timers/000002")]
    [InlineData("UPDATE timers SET stream = 'own-000001' WHERE key = '000002'", SqliteCodes.RowEdited, "crash/timers/000002")]
    [InlineData("DELETE FROM timers WHERE key = '000002'", SqliteCodes.RowsApart, "crash/timers")]
    [InlineData("UPDATE clear SET bytes = x'00' WHERE id = (SELECT clear FROM vault WHERE token = 'wang')", SqliteCodes.RowEdited, "crash/vault/wang")]
    [InlineData("UPDATE vault SET clear = (SELECT clear FROM vault WHERE token = 'li')", SqliteCodes.RowEdited, "crash/vault/wang")]
    [InlineData("DELETE FROM clear WHERE id = (SELECT clear FROM vault WHERE token = 'wang')", SqliteCodes.RowEdited, "crash/vault/wang")]
    [InlineData("DELETE FROM vault WHERE token = 'li'", SqliteCodes.RowsApart, "crash/vault")]
    [InlineData("DELETE FROM sums WHERE part = 'vault'", SqliteCodes.RowsApart, "crash/vault")]
    public async Task A_row_that_somebody_changed_is_named(string edit, string code, string where)
    {
        var path = await FilledAsync();
        Sql.Run(path, edit);
        await using var store = SqliteOrderStore.Open(path);
        var first = (await store.CheckRowsAsync(NumberedUnits.Tenant, null, default))[0];
        Assert.Equal((code, where), (first.Code, first.Path));
        var others = (await store.CheckRowsAsync(TenantId.Of("other"), null, default)).Items;
        Assert.DoesNotContain(others, f => f.Path.StartsWith("crash", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_call_changes_itself_is_sound()
    {
        await using var store = SqliteOrderStore.Open(await FilledAsync());
        await store.PutAsync(NumberedUnits.Tenant, [new(Li, "li of another town"u8.ToArray()), new(Wang, "wang, hangzhou"u8.ToArray())], default);
        await store.EraseAsync(NumberedUnits.Tenant, Wang, default);
        await store.EraseAsync(NumberedUnits.Tenant, Wang, default);
        var own = StreamId.Of(NumberedUnits.Tenant, StreamKinds.Track, "own-000001");
        await store.CommitAsync(new Changes(NumberedUnits.Tenant, MessageId.Of("m"), default, default, 0)
        {
            Timers = [new("000001", own, "expire", null), new("000002", own, "later", Instant.FromUtc(2026, 3, 1, 0, 0)), new("none", own, "expire", null)],
        }, default);
        var lease = new Lease(NumberedUnits.Tenant, "x", Instant.FromUtc(2027, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0));
        Assert.NotEmpty(await store.ClaimDueAsync(lease, 5, default));
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, null, default));
    }

    [Law(20, 400)]
    public async Task Whatever_was_done_to_a_store_it_is_sound(Seed seed)
    {
        using var folder = new TempFolder();
        await using var store = SqliteOrderStore.Open(folder.NewFile(), new() { Profile = SqliteProfile.Fast });
        var head = await StoreTrace.RunAsync(store, new() { Seed = seed, TraceLength = 150 });
        Assert.Empty(await store.CheckRowsAsync(head.Tenant, null, default));
    }

    [Fact]
    public async Task A_transaction_that_was_taken_back_is_in_no_sum()
    {
        await using var store = SqliteOrderStore.Open(await FilledAsync());
        var cell = new StockCell(LocationId.Of("hangzhou"), SkuId.Of("sku"));
        var broken = new Changes(NumberedUnits.Tenant, MessageId.Of("broken"), default, default, 0)
            { Postings = [new(cell, StockAccount.OnHand, QuantityDelta.Of(long.MaxValue)), new(cell, StockAccount.OnHand, QuantityDelta.Of(long.MaxValue))] };
        var fine = new Changes(NumberedUnits.Tenant, MessageId.Of("fine"), default, default, 0);
        await Assert.ThrowsAsync<OverflowException>(async () => await store.CommitManyAsync([fine, broken], default));
        await store.CommitAsync(fine, default);
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, null, default));
    }

    private async Task<string> FilledAsync()
    {
        var path = _folder.NewFile();
        await using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
        var head = await NumberedUnits.HeadAsync(store);
        for (var i = 0; i < 10; i++) Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(NumberedUnits.Next(ref head), default));
        await store.PutAsync(NumberedUnits.Tenant, [new(Li, "li, hangzhou"u8.ToArray()), new(Wang, "wang, hangzhou"u8.ToArray())], default);
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, null, default));
        return path;
    }
}
