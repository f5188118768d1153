using System.Globalization;
using System.Runtime.InteropServices;

namespace OrderKernel.Cli.Tests.Running;

// Fails when an interrupted run ends in a stack trace or another exit code, or when going on ends elsewhere than an undisturbed run.
public class StoppedRunTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task An_interrupted_run_says_so_and_the_same_command_goes_on(int signal)
    {
        if (OperatingSystem.IsWindows()) return;
        // What a shell starts in the background ignores interrupts, and so does whatever that starts: the other signal shows the same.
        if (signal == Interrupt && IsIgnored(Interrupt)) return;
        for (var tries = 0; tries < 10; tries++)
        {
            using var folder = new TempFolder();
            var stopped = await InterruptedAsync(folder, signal);
            // A fast machine may have been done before the signal came.
            if (stopped.ExitCode == 0) continue;
            stopped.Ends(130);
            Assert.Contains($"[{CliCodes.Stopped}]", stopped.Error, StringComparison.Ordinal);
            Assert.Equal(SampleRun.Shared.Json, ToolRun.Of("run", SampleRun.Shared.Input, "--store", folder.Store, "--json").Ends(0).Out);
            return;
        }

        Assert.Fail("Ten runs were over before the interrupt reached them.");
    }

    private static bool IsIgnored(int signal) => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (signal - 1))) != 0;

    // A process of its own that sends the signal would take longer to start, on a busy machine, than the run to end.
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private static async Task<ToolRun> InterruptedAsync(TempFolder folder, int stop)
    {
        using var process = ToolRun.Start("run", SampleRun.Shared.Input, "--store", folder.Store, "--json");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // On a thread of its own: one of the pool may have to wait, while other tests hold them all, until the run is over.
        var signal = new Thread(() =>
        {
            while (!process.HasExited && !File.Exists(folder.Store)) Thread.Sleep(1);
            if (!process.HasExited) Kill(process.Id, stop);
        }) { Priority = ThreadPriority.Highest };
        signal.Start();
        await process.WaitForExitAsync();
        signal.Join();
        return new(process.ExitCode, await output, await error);
    }
}
