namespace OrderKernel.Allocation.Tests;

/// <summary>A fact that needs an outside solver; without it the test is shown as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SolverFactAttribute : FactAttribute
{
    public SolverFactAttribute(string solver)
    {
        if (PathOf(solver) is null) Skip = $"'{solver}' is not on PATH (Debian: glpk-utils, coinor-cbc).";
    }

    public static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
