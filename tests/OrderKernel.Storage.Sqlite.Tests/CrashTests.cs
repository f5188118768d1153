using System.Diagnostics;
using System.Globalization;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

// Fails when a killed process loses an acknowledged unit of work, or leaves half of one behind.
public sealed class CrashTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_random_moments_nothing_acknowledged_is_lost_and_nothing_is_half_there()
    {
        var path = _folder.NewFile();
        var chance = new Random(7);
        long before = 0;
        for (var kill = 0; kill < (Sizes.IsLong ? 200 : 20); kill++)
        {
            var acknowledged = await RunAndKillAsync(path, TimeSpan.FromMilliseconds(chance.Next(1, 120)));
            using var store = SqliteOrderStore.Open(path);
            var found = await NumberedUnits.CountWholeAsync(store);
            Assert.True(found >= Math.Max(before, acknowledged), $"kill {kill}: {acknowledged} acknowledged, {before} before, {found} found");
            before = found;
        }

        Assert.True(before > 20, $"only {before} units were committed at all");
    }

    private static async Task<long> RunAndKillAsync(string path, TimeSpan after)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(NumberedUnits).Assembly.Location);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start)!;
        var first = await process.StandardOutput.ReadLineAsync();
        Assert.True(first is not null, await Errors(process));
        await Task.Delay(after);
        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // The last line may be torn by the kill: only whole lines are acknowledgements.
        var whole = rest.LastIndexOf('\n');
        var lines = whole < 0 ? [] : rest[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(lines.Length > 0 ? lines[^1] : first!, CultureInfo.InvariantCulture);
    }

    private static async Task<string> Errors(Process process) => process.HasExited ? await process.StandardError.ReadToEndAsync() : "";
}
