using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using OrderKernel.Cli;

namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>memory [--months N]</c>: the most memory that the tool needs for N times the
/// month, against that for one, each in a process of its own. Prints Markdown.
/// </summary>
internal static class MemoryCommand
{
    private const string One = "--run";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [One, var input, var store]) return await RunToolAsync(input, store);
        if (CountArgument.Read("memory", args, "--months", 11, 2, 100) is not { } months) return 2;

        if (TmallData.Folder() is not { } month) return 0;
        var folder = Directory.CreateTempSubdirectory("orderkernel-bench-").FullName;
        try
        {
            Console.WriteLine("| months | orders | peak MB | × one month | file, bytes an order | processor ms an order |");
            Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
            long first = 0;
            foreach (var count in new[] { 1, months })
            {
                var path = Path.Combine(folder, $"{count}");
                TmallData.WriteMonths(month, count, path);
                var ran = Start(path, path + ".db");
                if (first == 0) first = ran.Peak;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {count} | {ran.Orders} | {ran.Peak / 1e6:F0} | {(double)ran.Peak / first:F2} | {new FileInfo(path + ".db").Length / ran.Orders} | {ran.Milliseconds / ran.Orders:F2} |"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The tool in this process, which then tells what it needed.</summary>
    private static async Task<int> RunToolAsync(string input, string store)
    {
        var code = await Tool.RunAsync(["run", input, "--store", store, "--json"]);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64} {Environment.CpuUsage.TotalTime.TotalMilliseconds:F0}"));
        return code;
    }

    private static (long Orders, long Peak, double Milliseconds) Start(string input, string store)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        // Started by the host of assemblies or as a program of its own.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(MemoryCommand).Assembly.Location);
        foreach (var argument in new[] { "memory", One, input, store }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The run of {input} ended with {process.ExitCode}.");
        var told = said[^1].Split(' ');
        return (JsonNode.Parse(said[^2])!["orders"]!.GetValue<long>(), long.Parse(told[0], CultureInfo.InvariantCulture),
            double.Parse(told[1], CultureInfo.InvariantCulture));
    }
}
