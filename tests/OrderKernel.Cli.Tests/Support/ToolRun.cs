using System.Diagnostics;
using System.Text;

namespace OrderKernel.Cli.Tests;

/// <summary>What a run of the built tool said.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs the tool as its own process, output piped, in English unless asked otherwise.</summary>
    public static ToolRun Of(params string[] arguments) => Of(Start(arguments), arguments);

    /// <summary>The same with a folder as the working one.</summary>
    public static ToolRun In(string folder, params string[] arguments) => Of(Start(folder, arguments), arguments);

    /// <summary>The same as on a terminal of a number of columns.</summary>
    public static ToolRun Wide(int columns, params string[] arguments) =>
        Of(Start(Environment.CurrentDirectory, arguments, columns), arguments);

    private static ToolRun Of(Process started, string[] arguments)
    {
        using var process = started;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"orderkernel {string.Join(' ', arguments)} did not end within {Patience}.");
        }

        process.WaitForExit();
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Starts the tool; whoever starts it reads its streams.</summary>
    public static Process Start(params string[] arguments) => Start(Environment.CurrentDirectory, arguments);

    private static Process Start(string folder, string[] arguments, int? columns = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
                UseShellExecute = false, WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "OrderKernel.Cli.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var name in new[] { "LC_ALL", "LC_MESSAGES", "COLUMNS" }) start.Environment.Remove(name);
        start.Environment["LANG"] = "C.UTF-8";
        if (columns is { } width) start.Environment["COLUMNS"] = $"{width}";
        return Process.Start(start)!;
    }

    /// <summary>Asserts the exit code, showing what the tool said where it differs.</summary>
    public ToolRun Ends(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n{Out}\n{Error}");
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", Error, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Asserts that the tool gave up with one sentence, its code behind it, on the error stream, and said nothing else.</summary>
    public ToolRun GivesUpWith(string code)
    {
        Ends(2);
        Assert.Equal("", Out);
        Assert.EndsWith($"[{code}]", Error.Split('\n')[0], StringComparison.Ordinal);
        return this;
    }
}
