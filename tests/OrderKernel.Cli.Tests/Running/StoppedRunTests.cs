using System.Diagnostics;
using System.Globalization;

namespace OrderKernel.Cli.Tests.Running;

// Fails when an interrupted run ends in a stack trace or another exit code, or when going on ends elsewhere than an undisturbed run.
public class StoppedRunTests
{
    [Fact]
    public async Task An_interrupted_run_says_so_and_the_same_command_goes_on()
    {
        if (OperatingSystem.IsWindows()) return;
        for (var tries = 0; tries < 10; tries++)
        {
            using var folder = new TempFolder();
            var stopped = await InterruptedAsync(folder);
            // A fast machine may have been done before the signal came.
            if (stopped.ExitCode == 0) continue;
            stopped.Ends(130);
            Assert.Contains($"[{CliCodes.Stopped}]", stopped.Error, StringComparison.Ordinal);
            Assert.Equal(SampleRun.Shared.Json, ToolRun.Of("run", SampleRun.Shared.Input, "--store", folder.Store, "--json").Ends(0).Out);
            return;
        }

        Assert.Fail("Ten runs were over before the interrupt reached them.");
    }

    private static async Task<ToolRun> InterruptedAsync(TempFolder folder)
    {
        using var process = ToolRun.Start("run", SampleRun.Shared.Input, "--store", folder.Store, "--json");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // A shell that is there already when the store appears: on a busy machine the run would be over before a new process could send the signal.
        var wait = "while [ ! -e \"$1\" ] && kill -0 $0; do :; done; kill -INT $0";
        using (var kill = Process.Start("sh", ["-c", wait, process.Id.ToString(CultureInfo.InvariantCulture), folder.Store])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
