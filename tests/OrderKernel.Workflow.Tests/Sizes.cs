namespace OrderKernel.Workflow.Tests;

/// <summary>How many cases a law tries: by default what a build can wait for, many more with <c>ORDERKERNEL_LONG=1</c>, a tenth with <c>ORDERKERNEL_SHORT=1</c>, for runs that repeat all tests for each of many mutants.</summary>
internal static class Sizes
{
    public static int Of(int usual, int full) =>
        Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") == "1" ? full
        : Environment.GetEnvironmentVariable("ORDERKERNEL_SHORT") == "1" ? Math.Max(20, usual / 10)
        : usual;
}
