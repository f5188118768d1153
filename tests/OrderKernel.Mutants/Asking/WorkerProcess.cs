using System.Diagnostics;

namespace OrderKernel.Mutants.Asking;

/// <summary>A worker, seen from outside: the lines that it prints, and how it ended.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);

    private readonly Process _process;

    public WorkerProcess(Workplace place, string work, params string[] args)
    {
        var tests = place.Name + ".Tests";
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", "--depsfile", Path.Combine(place.Run, tests + ".deps.json"), "--runtimeconfig", Path.Combine(place.Run, tests + ".runtimeconfig.json"),
            Path.Combine(place.Run, "OrderKernel.Mutants.dll"), "worker", work, tests, place.Name, .. args,
        ])
        {
            WorkingDirectory = place.Run,
            // Never written to: it ends when this program does, and the worker with it.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A build's laws try the same cases each time: otherwise a verdict would be chance.
        start.Environment["CI"] = "true";
        start.Environment["ORDERKERNEL_SHORT"] = "1";
        // A loop that only fills memory ends here, and not with the machine's.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x100000000";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Errors = line.Data is { Length: > 0 } text && Errors.Length < 2000 ? Errors + text + "\n" : Errors;
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to its error stream, the beginning of it.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>The parts of its next line; null once it has ended, or was ended because it had said nothing for a quarter of an hour.</summary>
    public string[]? Next()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(Silence)) _process.Kill(entireProcessTree: true);
        return line.Result?.Split('\t');
    }

    /// <summary>How it ended, once there is no further line.</summary>
    public int ExitCode()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
