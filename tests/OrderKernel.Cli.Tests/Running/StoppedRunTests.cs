using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Tests.Running;

// Fails when an interrupted run ends in a stack trace or another exit code, or when going on ends elsewhere than an undisturbed run.
public class StoppedRunTests
{
    [Fact]
    public async Task An_interrupted_run_says_so_and_the_same_command_goes_on()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TempFolder();
        await SqliteOrderStore.Open(folder.Store).DisposeAsync();
        var (stopped, events) = await InterruptedAsync(folder);
        stopped.Ends(130);
        Assert.Contains($"[{CliCodes.Stopped}]", stopped.Error, StringComparison.Ordinal);
        Assert.InRange(events, 1, JsonNode.Parse(SampleRun.Shared.Json)!["events"]!.GetValue<long>() - 1);
        Assert.Equal(SampleRun.Shared.Json, ToolRun.Of("run", SampleRun.Shared.Input, "--store", folder.Store, "--json").Ends(0).Out);
    }

    /// <summary>A run that is interrupted once it has stored something: whoever holds the store's write lock keeps it from storing more until then.</summary>
    private static async Task<(ToolRun Run, long Events)> InterruptedAsync(TempFolder folder)
    {
        using var process = ToolRun.Start("run", SampleRun.Shared.Input, "--store", folder.Store, "--json");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var store = new SqliteConnection($"Data Source={folder.Store};Pooling=False");
        store.Open();
        long events;
        while (true)
        {
            Do(store, "BEGIN IMMEDIATE");
            if ((events = (long)Do(store, "SELECT count(*) FROM events")!) > 0) break;
            Do(store, "ROLLBACK");
            Assert.False(process.HasExited, "The run ended without an event.");
            await Task.Delay(1);
        }

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        Do(store, "ROLLBACK");
        await process.WaitForExitAsync();
        return (new(process.ExitCode, await output, await error), events);
    }

    private static object? Do(SqliteConnection store, string command)
    {
        using var doing = store.CreateCommand();
        doing.CommandText = command;
        return doing.ExecuteScalar();
    }
}
