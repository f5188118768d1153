using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when a cut write-ahead log leaves anything but the acknowledged prefix, or damage to events goes unnoticed by chains and anchor.
public sealed class DamageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Random _chance = new(11);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_cut_anywhere_leaves_exactly_the_acknowledged_prefix()
    {
        var path = _folder.NewFile();
        await using var store = SqliteOrderStore.Open(path);
        var empty = File.ReadAllBytes(path);
        var head = await NumberedUnits.HeadAsync(store);
        var lengths = new List<long> { new FileInfo(path + "-wal").Length };
        for (var i = 0; i < (Sizes.IsLong ? 60 : 17); i++)
        {
            Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(NumberedUnits.Next(ref head), default));
            lengths.Add(new FileInfo(path + "-wal").Length);
        }

        Assert.Equal(empty, File.ReadAllBytes(path));
        var log = File.ReadAllBytes(path + "-wal");
        foreach (var cut in Cuts(lengths))
        {
            var copy = _folder.NewFile();
            File.WriteAllBytes(copy, empty);
            File.WriteAllBytes(copy + "-wal", log[..(int)cut]);
            using var cutStore = SqliteOrderStore.Open(copy, new() { Profile = SqliteProfile.Fast });
            Assert.Equal(lengths.FindLastIndex(l => l <= cut), await NumberedUnits.CountWholeAsync(cutStore));
        }
    }

    [Fact]
    public async Task A_lost_tail_is_named_by_the_anchor()
    {
        var (path, anchor) = await Filled(10);
        var head = (await anchor.LastAsync(NumberedUnits.Tenant, default))!;
        using var store = SqliteOrderStore.Open(path);
        Assert.True((await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default)).IsSound);
        await anchor.KeepAsync(head with { Events = head.Events + 2 }, default);
        var verification = await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default);
        Assert.Equal([KernelCodes.ChainTailLost], verification.Findings.Items.Select(f => f.Code));
    }

    [Fact]
    public async Task An_anchor_that_lags_still_vouches_for_what_it_has_seen()
    {
        var (path, anchor) = await Filled(10);
        using (var store = SqliteOrderStore.Open(path))
        {
            var head = await NumberedUnits.HeadAsync(store);
            await store.CommitAsync(NumberedUnits.Next(ref head), default);
            var verification = await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default);
            Assert.True(verification.IsSound);
            Assert.Equal(2, verification.EventsBeyondAnchor);
        }

        Sql.Run(path, "UPDATE streams SET hash = zeroblob(32) WHERE key = 'own-000003'; UPDATE events SET hash = zeroblob(32) WHERE ordinal = 8");
        using var edited = SqliteOrderStore.Open(path);
        Assert.Contains(KernelCodes.ChainAnchorMismatch,
            (await StoreVerifier.VerifyAsync(edited, anchor, NumberedUnits.Tenant, default)).Findings.Items.Select(f => f.Code));
    }

    [Theory]
    [InlineData("UPDATE events SET bytes = unhex(replace(hex(bytes), '000004', '000009')) WHERE ordinal = 9", KernelCodes.ChainHashMismatch,
        "crash/order/common@5")]
    [InlineData("UPDATE events SET type = 'crash.other' WHERE ordinal = 9", KernelCodes.ChainRowEdited, "crash/order/common@5")]
    [InlineData("UPDATE events SET at_nano = 1 WHERE ordinal = 9", KernelCodes.ChainRowEdited, "crash/order/common@5")]
    [InlineData("DELETE FROM events WHERE ordinal = 9", KernelCodes.ChainVersionGap, "crash/order/common@5")]
    [InlineData("DELETE FROM events WHERE ordinal = 19", KernelCodes.ChainHeadMismatch, "crash/order/common@10")]
    [InlineData("UPDATE streams SET version = 9 WHERE key = 'common'", KernelCodes.ChainHeadMismatch, "crash/order/common@10")]
    [InlineData("DELETE FROM streams WHERE key = 'own-000003'", KernelCodes.ChainTailLost, "crash")]
    public async Task An_edited_row_is_named(string edit, string code, string where)
    {
        var (path, anchor) = await Filled(10);
        Sql.Run(path, edit);
        using var store = SqliteOrderStore.Open(path);
        var first = (await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default)).Findings[0];
        Assert.Equal((code, where), (first.Code, first.Path));
    }

    [Theory]
    [InlineData("bytes = substr(bytes, 1, length(bytes) - 1)")]
    [InlineData("bytes = CAST(x'02' || substr(bytes, 2) AS BLOB)")]
    [InlineData("bytes = x'017f'")]
    [InlineData("bytes = zeroblob(33)")]
    public async Task An_event_that_cannot_be_unpacked_is_named_and_keeps_nobody_from_the_others(string edit)
    {
        var (path, anchor) = await Filled(10);
        Sql.Run(path, $"UPDATE events SET {edit} WHERE ordinal IN (9, 12)");
        using var store = SqliteOrderStore.Open(path);
        var findings = (await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default)).Findings.Items;
        Assert.Equal([(KernelCodes.ChainHashMismatch, "crash/order/common@5"), (KernelCodes.ChainHashMismatch, "crash/track/own-000005@1")],
            findings.Take(2).Select(f => (f.Code, f.Path)));
        var damaged = (await store.ReadAsync(NumberedUnits.Common, 0, default))[4];
        Assert.Equal("crash.noted", damaged.Type);
        Assert.Throws<FormatException>(() => EventBytes.ReadHeader(damaged.Bytes));
    }

    [Theory]
    [InlineData("UPDATE types SET name = 'crash.other'", KernelCodes.ChainRowEdited)]
    [InlineData("UPDATE types SET id = 9", null)]
    public async Task A_type_that_is_another_or_gone_is_damage(string edit, string? code)
    {
        var (path, anchor) = await Filled(10);
        Sql.Run(path, edit);
        using var store = SqliteOrderStore.Open(path);
        if (code is not null) Assert.Equal(code, (await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default)).Findings[0].Code);
        else Assert.Equal(SqliteCodes.Damaged,
            (await Assert.ThrowsAsync<StoreUnusableException>(async () => await store.ReadAsync(NumberedUnits.Common, 0, default))).Code);
    }

    [Fact]
    public void Types_that_a_failed_transaction_named_are_not_taken_for_kept()
    {
        var path = _folder.NewFile();
        using var database = Database.Open(path, new());
        Schema.Prepare(database);
        Schema.Configure(database, new(), isWriter: true);
        var writer = new Writer(database);
        Assert.Throws<InvalidOperationException>(() => writer.Transact<bool>(d => throw new InvalidOperationException(d.Types.NumberOf("crash.noted"))));
        Assert.Equal("1", writer.Transact(d => d.Types.NumberOf("crash.first")));
        Assert.Equal("2", writer.Transact(d => d.Types.NumberOf("crash.noted")));
    }

    [Fact]
    public async Task Every_flipped_bit_that_changes_an_event_is_reported()
    {
        var (path, anchor) = await Filled(40);
        var sound = File.ReadAllBytes(path);
        var truth = await EventsOf(path);
        var (changed, reported) = (0, 0);
        for (var flip = 0; flip < (Sizes.IsLong ? 2_000 : 100); flip++)
        {
            var copy = _folder.NewFile();
            var bytes = (byte[])sound.Clone();
            bytes[_chance.Next(bytes.Length)] ^= (byte)(1 << _chance.Next(8));
            File.WriteAllBytes(copy, bytes);
            var isReported = await IsReported(copy, anchor);
            var isChanged = isReported || await EventsOf(copy) != truth;
            Assert.True(isReported || !isChanged, $"flip {flip} changed events and was not reported");
            changed += isChanged ? 1 : 0;
            reported += isReported ? 1 : 0;
            File.Delete(copy);
        }

        Assert.Equal(changed, reported);
        Assert.True(reported > 0, "no flip hit anything that is readable");
    }

    [Fact]
    public async Task Every_flipped_bit_in_the_log_that_loses_an_event_is_reported()
    {
        var path = _folder.NewFile();
        await using var store = SqliteOrderStore.Open(path);
        var empty = File.ReadAllBytes(path);
        var anchor = await Fill(store, 20);
        var log = File.ReadAllBytes(path + "-wal");
        var truth = await EventsOf(store);
        for (var flip = 0; flip < (Sizes.IsLong ? 1_000 : 40); flip++)
        {
            var copy = _folder.NewFile();
            var bytes = (byte[])log.Clone();
            bytes[_chance.Next(bytes.Length)] ^= (byte)(1 << _chance.Next(8));
            File.WriteAllBytes(copy, empty);
            File.WriteAllBytes(copy + "-wal", bytes);
            Assert.True(await IsReported(copy, anchor) || await EventsOf(copy) == truth, $"flip {flip} lost events and was not reported");
        }
    }

    private static async Task<bool> IsReported(string path, IAnchor anchor)
    {
        try
        {
            using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
            return !(await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default)).IsSound;
        }
        catch (StoreUnusableException)
        {
            return true;
        }
    }

    private static async Task<string> EventsOf(string path)
    {
        using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
        return await EventsOf(store);
    }

    private static async Task<string> EventsOf(IOrderStore store)
    {
        var lines = new List<string>();
        foreach (var kind in new[] { StreamKinds.Order, StreamKinds.Track })
        {
            await foreach (var e in store.ReadAllAsync(NumberedUnits.Tenant, kind, default))
                lines.Add($"{e.Stream} {e.Version} {e.Type} {e.At} {Convert.ToHexString(e.Bytes.Span)} {e.Hash}");
        }

        return string.Join('\n', lines);
    }

    private static async Task<MemoryAnchor> Fill(IOrderStore store, int units)
    {
        var head = await NumberedUnits.HeadAsync(store);
        for (var i = 0; i < units; i++) Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(NumberedUnits.Next(ref head), default));
        var heads = new List<StreamHead>();
        await foreach (var each in store.HeadsAsync(NumberedUnits.Tenant, default)) heads.Add(each);
        var anchor = new MemoryAnchor();
        await anchor.KeepAsync(PartitionHead.Of(NumberedUnits.Tenant, heads), default);
        return anchor;
    }

    private async Task<(string Path, MemoryAnchor Anchor)> Filled(int units)
    {
        var path = _folder.NewFile();
        await using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
        return (path, await Fill(store, units));
    }

    private IEnumerable<long> Cuts(List<long> boundaries)
    {
        foreach (var boundary in boundaries)
        {
            yield return boundary;
            yield return Math.Min(boundary + 1, boundaries[^1]);
            yield return Math.Max(boundary - 1, 0);
            if (Sizes.IsLong) yield return _chance.NextInt64(boundaries[^1]);
        }
    }
}
