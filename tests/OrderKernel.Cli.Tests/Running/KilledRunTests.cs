using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OrderKernel.Cli.Tests.Running;

// Fails when a run that was killed and started again ends with other figures or another event hash than an undisturbed one,
// or when a kill leaves a store whose chains do not hold.
public class KilledRunTests
{
    private const int Kills = 20;

    [Fact]
    public async Task A_sample_run_killed_at_twenty_random_moments_ends_like_an_undisturbed_one() =>
        await KillAsync(SampleRun.Shared.Input, "demo", SampleRun.Shared.Json.TrimEnd(), seed: 20_251_111);

    [LongDataFact]
    public async Task The_real_month_killed_at_twenty_random_moments_ends_like_an_undisturbed_run()
    {
        using var folder = new TempFolder();
        var month = Path.Combine(Outside.Data!, "tmall");
        await KillAsync(month, "default", ToolRun.Of("run", month, "--store", folder.Store, "--json").Ends(0).Out.TrimEnd(), seed: 20_200_229);
    }

    private static async Task KillAsync(string input, string tenant, string undisturbed, int seed)
    {
        var random = new Random(seed);
        var events = JsonNode.Parse(undisturbed)!["events"]!.GetValue<long>();
        var (killed, cutInside, span) = (0, 0, TimeSpan.Zero);
        while (killed < Kills)
        {
            using var folder = new TempFolder();
            TimeSpan? took = null;
            while (killed < Kills && (took = await RunAsync(input, folder.Store, span * (0.2 + (0.8 * random.NextDouble())))) is null)
            {
                killed++;
                // Looking recovers the file; every second time the tool itself has to.
                if (killed % 2 == 0 || !File.Exists(folder.Store)) continue;
                var seen = await Stored.VerifyAsync(folder.Store, tenant);
                Assert.True(seen.IsSound, $"seed {seed}, kill {killed}: {string.Join("; ", seen.Findings.Items)}");
                if (seen.Head.Events > 0 && seen.Head.Events < events) cutInside++;
            }

            // Runs that end by themselves tell how long one takes on this machine just now; the first always does.
            if (took is { } whole) span = span == TimeSpan.Zero ? whole : (span + whole) / 2;
            Assert.Equal(undisturbed, ToolRun.Of("run", input, "--store", folder.Store, "--json").Ends(0).Out.TrimEnd());
            Assert.Contains("Sound", ToolRun.Of("verify", "--store", folder.Store).Ends(0).Out, StringComparison.Ordinal);
        }

        Assert.True(cutInside > 0, "No kill hit a run between its first and its last event.");
    }

    /// <summary>
    /// Starts a run and kills it after a while; how long it took when it ended by itself before, or when there is no while, and null when it was killed.
    /// </summary>
    private static async Task<TimeSpan?> RunAsync(string input, string store, TimeSpan after)
    {
        var watch = Stopwatch.StartNew();
        using var process = ToolRun.Start("run", input, "--store", store, "--json");
        var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        if (after > TimeSpan.Zero && await Task.WhenAny(ended, Task.Delay(after)) != ended) process.Kill();
        await ended;
        await reading;
        return process.ExitCode == 0 ? watch.Elapsed : null;
    }
}
