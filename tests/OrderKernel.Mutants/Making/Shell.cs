using System.Diagnostics;

namespace OrderKernel.Mutants.Making;

/// <summary>Another program, waited for.</summary>
internal static class Shell
{
    /// <summary>Runs <c>dotnet</c> and gives back what it printed.</summary>
    /// <exception cref="MutantsException">It ended with an error; the end of what it printed is the message.</exception>
    public static string Dotnet(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return printed;
        throw new MutantsException($"dotnet {string.Join(' ', args)} failed:\n{printed[Math.Max(0, printed.Length - 4000)..]}");
    }
}
