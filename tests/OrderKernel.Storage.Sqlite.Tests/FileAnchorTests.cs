using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when of heads that several processes keep at once one is lost, or when one of them is told that the file is unusable; when of rows fewer take the place
// of more; when a copy's anchor vouches for more than that of its store; or when an anchor that earlier code wrote is not read.
public class FileAnchorTests
{
    // As processes would: each has its own object.
    [Fact]
    public async Task Processes_that_keep_heads_at_once_lose_none()
    {
        using var folder = new TempFolder();
        var path = folder.File("store.anchor");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var n = 1; n <= 10; n++)
                await new FileAnchor(path).KeepAsync(new PartitionHead(TenantId.Of($"t{writer}"), 1, n, ChainHash.Of(new byte[ChainHash.Length])), default);
        })));
        for (var writer = 0; writer < 4; writer++)
            Assert.Equal(10, (await new FileAnchor(path).LastAsync(TenantId.Of($"t{writer}"), default))!.Events);
    }

    [Fact]
    public async Task Rows_are_kept_beside_heads_and_never_go_back()
    {
        using var folder = new TempFolder();
        var (anchor, copied) = (new FileAnchor(folder.File("a.anchor")), new FileAnchor(folder.File("b.anchor")));
        await using var store = SqliteOrderStore.Open(folder.File("a.db"), new() { Profile = SqliteProfile.Fast });
        await using var behind = SqliteOrderStore.Open(folder.File("b.db"), new() { Profile = SqliteProfile.Fast });
        var (head, other) = (await NumberedUnits.HeadAsync(store), await NumberedUnits.HeadAsync(behind));
        for (var i = 0; i < 3; i++) await store.CommitAsync(NumberedUnits.Next(ref head), default);
        await behind.CommitAsync(NumberedUnits.Next(ref other), default);
        await anchor.KeepRowsAsync(store, NumberedUnits.Tenant, default);
        var before = File.ReadAllText(anchor.Path);
        await anchor.KeepRowsAsync(behind, NumberedUnits.Tenant, default);
        Assert.Equal(before, File.ReadAllText(anchor.Path));
        Assert.Contains("rows inbox 3 ", before, StringComparison.Ordinal);
        await anchor.KeepAsync(new PartitionHead(TenantId.Of("t"), 1, 9, ChainHash.Of(new byte[ChainHash.Length])), default);
        Assert.EndsWith(before, File.ReadAllText(anchor.Path), StringComparison.Ordinal);

        await store.CommitAsync(NumberedUnits.Next(ref head), default);
        await copied.BringRowsAsync(anchor, NumberedUnits.Tenant, default);
        Assert.Equal(before, File.ReadAllText(copied.Path));
        // One that has fewer than are anchored has lost some.
        var lost = (await behind.CheckRowsAsync(NumberedUnits.Tenant, copied, default)).Items;
        Assert.Equal(["clues", "inbox", "outbox", "postings", "quarantine"], lost.Where(f => f.Code == SqliteCodes.RowsLost).Select(f => f.Path[6..]));
        Assert.Empty(await store.CheckRowsAsync(NumberedUnits.Tenant, copied, default));
    }

    [Fact]
    public async Task An_anchor_without_rows_is_read_and_one_with_a_broken_line_is_damaged()
    {
        using var folder = new TempFolder();
        var anchor = new FileAnchor(folder.File("a.anchor"));
        File.WriteAllText(anchor.Path, $"1 9 {new string('0', 64)} rows of 租户\n");
        Assert.Equal(9, (await anchor.LastAsync(TenantId.Of("rows of 租户"), default))!.Events);
        File.WriteAllText(anchor.Path, "rows inbox 3 t\n");
        var damaged = await Assert.ThrowsAsync<StoreUnusableException>(async () => await anchor.LastAsync(TenantId.Of("t"), default));
        Assert.Equal(SqliteCodes.AnchorDamaged, damaged.Code);
    }
}
