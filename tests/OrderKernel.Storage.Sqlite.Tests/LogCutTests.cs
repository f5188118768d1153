using System.Collections.Immutable;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when a write-ahead log that is cut, as a cut of power leaves it, gives anything but what was acknowledged by then: a unit less, a unit more, half of
// a unit or of a batch; or when a store that acknowledges before its bytes are in the log is not found out.
public sealed class LogCutTests : IDisposable
{
    private const int CommitsPerLog = 12;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_cut_anywhere_leaves_exactly_the_acknowledged_prefix()
    {
        var cuts = 0;
        for (var seed = 1; cuts < Sizes.Of(1_500, 50_000); seed++)
        {
            var (missed, tried) = await CutAsync(seed, isEarly: false);
            Assert.True(missed is null, $"seed {seed}: {missed}");
            cuts += tried;
        }
    }

    [Fact]
    public async Task A_store_that_acknowledges_before_it_writes_is_found_out() => Assert.NotNull((await CutAsync(1, isEarly: true)).Missed);

    private async Task<(string? Missed, int Tried)> CutAsync(int seed, bool isEarly)
    {
        var (path, chance) = (_folder.NewFile(), new Random(seed));
        await using var store = SqliteOrderStore.Open(path);
        var empty = File.ReadAllBytes(path);
        var head = await NumberedUnits.HeadAsync(store);
        var acknowledged = new List<(long Length, long Units)> { (Length(), 0) };
        for (var i = 0; i < CommitsPerLog; i++)
        {
            var batch = ImmutableArray.CreateBuilder<Changes>();
            for (var units = chance.Next(1, 5); units > 0; units--) batch.Add(NumberedUnits.Next(ref head));
            var before = Length();
            Assert.All(await store.CommitManyAsync(batch.ToImmutable(), default), o => Assert.IsType<CommitOutcome.Done>(o));
            acknowledged.Add((isEarly ? before : Length(), head.Version));
        }

        Assert.Equal(empty, File.ReadAllBytes(path));
        var log = File.ReadAllBytes(path + "-wal");
        var (cuts, copy) = (Cuts(acknowledged, chance).Distinct().ToList(), _folder.NewFile());
        foreach (var cut in cuts)
        {
            File.WriteAllBytes(copy, empty);
            File.WriteAllBytes(copy + "-wal", log[..(int)cut]);
            using var left = SqliteOrderStore.Open(copy, new() { Profile = SqliteProfile.Fast });
            var (due, found) = (acknowledged.FindLast(a => a.Length <= cut).Units, await FoundAsync(left));
            if (found != $"{due}") return ($"cut at {cut} of {log.Length}: {due} acknowledged, {found} found", cuts.Count);
        }

        return (null, cuts.Count);

        long Length() => new FileInfo(path + "-wal").Length;
    }

    private static async Task<string> FoundAsync(SqliteOrderStore store)
    {
        try { return $"{await NumberedUnits.CountWholeAsync(store)}"; }
        catch (InvalidOperationException half) { return half.Message; }
    }

    // At each end of a commit, a byte before and after it, and as often anywhere.
    private static IEnumerable<long> Cuts(List<(long Length, long Units)> acknowledged, Random chance)
    {
        var end = acknowledged[^1].Length;
        foreach (var (length, _) in acknowledged)
        {
            yield return length;
            yield return Math.Min(length + 1, end);
            yield return Math.Max(length - 1, 0);
            for (var i = 0; i < 3; i++) yield return chance.NextInt64(end);
        }
    }
}
