using System.Buffers.Binary;
using System.Globalization;
using NodaTime;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when units that wait for each other do not share a transaction and its flush; or when a caller is told that its unit is done, or why not, before the
// transaction is in the log; or when one unit's failure becomes another's.
public sealed class GroupCommitTests : IDisposable
{
    private const int Callers = 32;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Callers_that_wait_share_a_flush_and_each_is_told_after_it()
    {
        var path = _folder.NewFile();
        await using var store = SqliteOrderStore.Open(path, new() { BusyTimeout = Duration.FromMinutes(2) });
        await using var other = SqliteOrderStore.Open(path);
        await store.CommitAsync(Unit(-1), default);
        var before = Commits(path);
        var told = await WhileLockedAsync(path, Callers, async caller =>
        {
            Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(Unit(caller), default));
            return await other.AnswerAsync(NumberedUnits.Tenant, Unit(caller).Message, default) is not null;
        });
        Assert.All(told, Assert.True);
        // The first goes alone, those that came meanwhile together; a machine that is busy may have let a few come later.
        Assert.InRange(Commits(path) - before, 1, Callers / 4);
    }

    [Fact]
    public async Task A_unit_that_breaks_takes_none_of_those_that_wait_with_it()
    {
        var path = _folder.NewFile();
        await using var store = SqliteOrderStore.Open(path, new() { BusyTimeout = Duration.FromMinutes(2) });
        var told = await WhileLockedAsync(path, Callers, async caller =>
        {
            // The sum of the two passes 64 bits: that is the caller's mistake, and no refusal.
            var unit = caller % 8 == 3
                ? Unit(caller) with { Postings = [On(long.MaxValue), On(1)] }
                : Unit(caller);
            try { return await store.CommitAsync(unit, default) is CommitOutcome.Done; }
            catch (OverflowException) { return false; }
        });
        for (var caller = 0; caller < Callers; caller++)
        {
            Assert.Equal(caller % 8 != 3, told[caller]);
            Assert.Equal(told[caller], await store.AnswerAsync(NumberedUnits.Tenant, Unit(caller).Message, default) is not null);
        }
    }

    private static async Task<bool[]> WhileLockedAsync(string path, int callers, Func<int, Task<bool>> call)
    {
        Task<bool[]> calling;
        using (var holder = Sql.Connect(path))
        {
            using var command = holder.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            var started = 0;
            calling = Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() =>
            {
                Interlocked.Increment(ref started);
                return call(caller);
            })));
            while (Volatile.Read(ref started) < callers) await Task.Delay(5);
            await Task.Delay(100);
        }

        return await calling;
    }

    private static Posting On(long units) => new(new(LocationId.Of("hangzhou"), SkuId.Of("sku")), StockAccount.OnHand, QuantityDelta.Of(units));

    private static Changes Unit(int number) =>
        new(NumberedUnits.Tenant, MessageId.Of("m" + number.ToString(CultureInfo.InvariantCulture)), default, "{}"u8.ToArray(), 0);

    // A frame that ends a transaction tells the size of the file after it.
    private static int Commits(string path)
    {
        using var log = new FileStream(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[log.Length];
        log.ReadExactly(bytes);
        var page = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));
        var commits = 0;
        for (var frame = 32; frame + 24 + page <= bytes.Length; frame += 24 + page)
            commits += BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(frame + 4)) != 0 ? 1 : 0;
        return commits;
    }
}
