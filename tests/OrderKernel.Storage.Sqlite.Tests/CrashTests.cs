using System.Globalization;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when a killed process loses an acknowledged unit of work, or leaves half of one behind; or when a writer that acknowledges before it commits, or that
// writes a unit in halves, is not found out.
public sealed class CrashTests : IDisposable
{
    // A file of its own for some kills: all of it is read after each.
    private const int KillsPerFile = 10;
    private readonly TempFolder _folder = new();
    private readonly Random _chance = new(7);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_random_moments_nothing_acknowledged_is_lost_and_nothing_is_half_there()
    {
        var units = 0L;
        for (var kill = 0; kill < Sizes.Of(200, 2_000); kill += KillsPerFile)
        {
            var (path, before) = (_folder.NewFile(), 0L);
            for (var i = 0; i < KillsPerFile; i++)
            {
                var (lost, found) = await KillAsync(path, WritingWay.Sound, before);
                Assert.True(lost is null, $"kill {kill + i}: {lost}");
                before = found;
            }

            units += before;
        }

        Assert.True(units > 20, $"only {units} units were committed at all");
    }

    [Theory]
    [InlineData(WritingWay.AcknowledgedEarly)]
    [InlineData(WritingWay.InHalves)]
    public async Task A_writer_with_a_bug_is_found_out(WritingWay way)
    {
        var path = _folder.NewFile();
        for (var kill = 0; kill < 40; kill++)
        {
            if ((await KillAsync(path, way, 0)).Lost is not null) return;
            path = _folder.NewFile();
        }

        Assert.Fail($"40 kills of a writer that is {way}, and nothing was missed");
    }

    private async Task<(string? Lost, long Found)> KillAsync(string path, WritingWay way, long before)
    {
        var acknowledged = await RunAndKillAsync(path, way, TimeSpan.FromMilliseconds(_chance.Next(1, 80)));
        using var store = SqliteOrderStore.Open(path);
        try
        {
            var found = await NumberedUnits.CountWholeAsync(store);
            return (found >= Math.Max(before, acknowledged) ? null : $"{acknowledged} acknowledged, {before} before, {found} found", found);
        }
        catch (InvalidOperationException half)
        {
            return (half.Message, before);
        }
    }

    private static async Task<long> RunAndKillAsync(string path, WritingWay way, TimeSpan after)
    {
        using var process = OtherProcess.Start("write", path, way.ToString());
        var first = await OtherProcess.FirstLineAsync(process);
        await Task.Delay(after);
        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // The last line may be torn by the kill: only whole lines are acknowledgements.
        var whole = rest.LastIndexOf('\n');
        var lines = whole < 0 ? [] : rest[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(lines.Length > 0 ? lines[^1] : first, CultureInfo.InvariantCulture);
    }
}
