using System.Diagnostics;

namespace OrderKernel.Benchmarks;

/// <summary>The least of many timings: what something takes when nobody disturbs it.</summary>
internal static class LeastTime
{
    /// <summary>Nanoseconds for one call.</summary>
    /// <param name="runs">How many timings.</param>
    /// <param name="each">How many calls a timing has.</param>
    /// <param name="action">What is called.</param>
    public static double Of(int runs, int each, Action action)
    {
        var least = double.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < each; i++) action();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds / each);
        }

        return least;
    }
}
