using System.Diagnostics;

namespace OrderKernel;

/// <summary>A test that asks Debian's <c>z3</c>. Without it the test is skipped and says so, unless <c>ORDERKERNEL_Z3=required</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SolverFactAttribute : FactAttribute
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, "z3")).FirstOrDefault(File.Exists);

    public SolverFactAttribute()
    {
        if (Program is null && Environment.GetEnvironmentVariable("ORDERKERNEL_Z3") != "required")
            Skip = "z3 is not installed: apt-get install z3, or ORDERKERNEL_Z3=required to fail here.";
    }

    /// <summary>What the solver answers to a script, a line for each question.</summary>
    internal static string[] Answers(string script)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, script);
            var program = Program ?? throw new InvalidOperationException("z3 is required and not installed.");
            var start = new ProcessStartInfo(program, $"\"{file}\"") { RedirectStandardOutput = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
