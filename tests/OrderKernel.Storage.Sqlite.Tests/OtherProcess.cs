using System.Diagnostics;
using OrderKernel.Storage.Sqlite.Crash;

namespace OrderKernel.Storage.Sqlite.Tests;

/// <summary>Starts the program that writes until it is killed, or buys beside others.</summary>
internal static class OtherProcess
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", typeof(NumberedUnits).Assembly.Location, .. arguments]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>The first line that it says; fails with what it says of its end otherwise.</summary>
    public static async Task<string> FirstLineAsync(Process process)
    {
        var first = await process.StandardOutput.ReadLineAsync();
        Assert.True(first is not null, process.HasExited ? await process.StandardError.ReadToEndAsync() : "");
        return first!;
    }
}
