using System.Text;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when damage to events, balances, answers, timers, clear values, effects, records that were put away or clues goes unnoticed by chains, anchor and
// marks.
public sealed class DamageTests : IDisposable
{
    private static readonly PersonToken[] Persons = [PersonToken.Of("li"), PersonToken.Of("wang"), PersonToken.Of("zhao")];
    private readonly TempFolder _folder = new();
    private readonly Random _chance = new(11);

    public void Dispose() => _folder.Dispose();

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
    public async Task Every_flipped_bit_that_changes_what_is_seen_is_reported()
    {
        var (path, anchor) = await Filled(40);
        var (unnoticed, noticed) = await FlipAsync(File.ReadAllBytes(path), [], Sizes.Of(1_000, 14_000), await SeenIn(path), copy => IsReported(copy, anchor));
        Assert.Empty(unnoticed);
        Assert.True(noticed > 0, "no flip hit anything that is readable");
    }

    [Fact]
    public async Task Every_flipped_bit_in_the_log_that_loses_anything_is_reported()
    {
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        var empty = File.ReadAllBytes(store.Path);
        var anchor = await Fill(store, 20);
        var (unnoticed, noticed) = await FlipAsync(empty, File.ReadAllBytes(store.Path + "-wal"), Sizes.Of(500, 6_000), await SeenIn(store),
            copy => IsReported(copy, anchor));
        Assert.Empty(unnoticed);
        Assert.True(noticed > 0, "no flip lost anything");
    }

    // The database's own check alone, and chains that nobody adds up: flips that change events pass both.
    [Fact]
    public async Task A_verification_without_hashes_is_found_out()
    {
        var (path, _) = await Filled(40);
        Assert.NotEmpty((await FlipAsync(File.ReadAllBytes(path), [], 200, await SeenIn(path), IsUnreadable)).Unnoticed);
        await using var store = SqliteOrderStore.Open(_folder.NewFile());
        var empty = File.ReadAllBytes(store.Path);
        await Fill(store, 20);
        Assert.NotEmpty((await FlipAsync(empty, File.ReadAllBytes(store.Path + "-wal"), 40, await SeenIn(store), IsUnreadable)).Unnoticed);
    }

    /// <summary>Flips one bit in a copy, in the log where there is one, so many times.</summary>
    /// <returns>Which flips changed what is seen and were not reported, and how many were reported.</returns>
    private async Task<(List<string> Unnoticed, int Noticed)> FlipAsync(byte[] file, byte[] log, int flips, string truth, Func<string, Task<bool>> isReported)
    {
        var (unnoticed, noticed, copy) = (new List<string>(), 0, _folder.NewFile());
        for (var flip = 0; flip < flips; flip++)
        {
            var bytes = (byte[])(log.Length > 0 ? log : file).Clone();
            var (at, bit) = (_chance.Next(bytes.Length), _chance.Next(8));
            bytes[at] ^= (byte)(1 << bit);
            File.WriteAllBytes(copy, log.Length > 0 ? file : bytes);
            File.WriteAllBytes(copy + "-wal", log.Length > 0 ? bytes : []);
            if (await isReported(copy)) noticed++;
            else if (await SeenIn(copy) != truth) unnoticed.Add($"bit {bit} of byte {at}");
        }

        return (unnoticed, noticed);
    }

    private static async Task<bool> IsUnreadable(string path)
    {
        try
        {
            using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
            await SeenIn(store);
            return !(await store.CheckAsync(default)).IsEmpty;
        }
        catch (StoreUnusableException)
        {
            return true;
        }
    }

    private static async Task<bool> IsReported(string path, IAnchor anchor)
    {
        try
        {
            using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
            return !(await StoreVerifier.VerifyAsync(store, anchor, NumberedUnits.Tenant, default)).IsSound
                || !(await store.CheckRowsAsync(NumberedUnits.Tenant, null, default)).IsEmpty || !(await store.CheckAsync(default)).IsEmpty;
        }
        catch (StoreUnusableException)
        {
            return true;
        }
    }

    private static async Task<string> SeenIn(string path)
    {
        using var store = SqliteOrderStore.Open(path, new() { Profile = SqliteProfile.Fast });
        return await SeenIn(store);
    }

    // All that a store tells.
    private static async Task<string> SeenIn(IOrderStore store)
    {
        var lines = new List<string>();
        await foreach (var answer in ((IInbox)store).ListAsync(NumberedUnits.Tenant, default))
            lines.Add($"{answer.Message} {Convert.ToHexString(answer.Answer.Span)}");
        foreach (var balance in await store.BalancesAsync(NumberedUnits.Tenant, SkuId.Of("sku"), default)) lines.Add($"{balance}");
        var glance = new Lease(NumberedUnits.Tenant, "glance", NodaTime.Instant.FromUtc(2100, 1, 1, 0, 0), NodaTime.Instant.FromUnixTimeSeconds(0));
        foreach (var timer in await store.ClaimDueAsync(glance, int.MaxValue, default)) lines.Add($"{timer}");
        foreach (var effect in await store.ClaimAsync(glance, int.MaxValue, default))
            lines.Add($"{effect.Key} {effect.Kind} {effect.NotBefore} {Convert.ToHexString(effect.Body.Span)}");
        await foreach (var record in ((IQuarantine)store).ListAsync(NumberedUnits.Tenant, null, default)) lines.Add(Line(record));
        await foreach (var record in store.ListSettledAsync(NumberedUnits.Tenant, default)) lines.Add(Line(record));
        await foreach (var stream in store.FindAsync(NumberedUnits.Tenant, "clue", default)) lines.Add($"{stream}");
        foreach (var person in Persons)
            lines.Add(await store.OpenAsync(NumberedUnits.Tenant, person, default) is { } told ? Convert.ToHexString(told.Bytes.Span) : "nobody");
        foreach (var kind in new[] { StreamKinds.Order, StreamKinds.Track })
        {
            await foreach (var e in store.ReadAllAsync(NumberedUnits.Tenant, kind, default))
                lines.Add($"{e.Stream} {e.Version} {e.Type} {e.At} {Convert.ToHexString(e.Bytes.Span)} {e.Hash}");
        }

        return string.Join('\n', lines);
    }

    private static string Line(QuarantineEntry record) =>
        $"{record.Key} {record.Code} {record.Source} {record.Detail} {record.At} {Convert.ToHexString(record.Raw.Span)} {record.Door} {record.Settlement}";

    private static async Task<MemoryAnchor> Fill(IOrderStore store, int units)
    {
        var head = await NumberedUnits.HeadAsync(store);
        foreach (var person in Persons)
            await store.PutAsync(NumberedUnits.Tenant, [new(person, Encoding.UTF8.GetBytes($"{person}, 文三路 1 号, 杭州"))], default);
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
}
