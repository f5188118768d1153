using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when looking for timers or effects that are due reads a table whole or sorts it; or when a clock that was set back hands out work that is not due by
// it, takes a lease from its owner, or loses work.
public sealed class PollingTests : IDisposable
{
    private static readonly TenantId Tenant = TenantId.Of("acme");
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WorkQueues.DueTimers, "timers_due")]
    [InlineData(WorkQueues.DueEffects, "outbox_due")]
    public void Work_that_is_due_is_read_along_its_index(string sql, string index)
    {
        using var database = Database.Open(_folder.NewFile(), new());
        Schema.Prepare(database);
        var (plan, rows) = (new List<string>(), database["EXPLAIN QUERY PLAN " + sql]);
        while (rows.Step()) plan.Add(rows.Text(3));
        Assert.StartsWith("SEARCH", Assert.Single(plan), StringComparison.Ordinal);
        Assert.Contains($"INDEX {index} (tenant=? AND ", plan[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_waits_until_it_is_that_late_again()
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        var stream = StreamId.Of(Tenant, StreamKinds.Order, "o");
        await store.CommitAsync(new Changes(Tenant, MessageId.Of("m"), default, default, 0)
        {
            Timers = [new("a", stream, "expire", Noon), new("b", stream, "expire", Noon + Duration.FromMinutes(1))],
            Outbox = [new("e", "kind", Noon, default)],
        }, default);
        Assert.Equal("a", Assert.Single(await store.ClaimDueAsync(At("x", 0), 9, default)).Key);
        Assert.Single(await store.ClaimAsync(At("x", 0), 9, default));

        // An hour back: nothing is due, and what one has leased no other gets.
        Assert.Empty(await store.ClaimDueAsync(At("y", -60), 9, default));
        Assert.Empty(await store.ClaimAsync(At("y", -60), 9, default));
        Assert.Empty(await store.ClaimDueAsync(At("y", 0), 9, default));
        Assert.Equal(["a", "b"], (await store.ClaimDueAsync(At("y", 10), 9, default)).Select(t => t.Key));
        Assert.Single(await store.ClaimAsync(At("y", 10), 9, default));
    }

    private static Lease At(string owner, int minutes) => new(Tenant, owner, Noon + Duration.FromMinutes(minutes), Noon + Duration.FromMinutes(minutes + 5));
}
