using System.Diagnostics;

namespace OrderKernel.Benchmarks;

/// <summary>Time by the clock and by the processor (user and system, all threads of this process): the second does not suffer from neighbours.</summary>
internal readonly record struct Measured(TimeSpan Wall, TimeSpan Processor)
{
    public static Measurement Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    public static Measured operator +(Measured a, Measured b) => new(a.Wall + b.Wall, a.Processor + b.Processor);

    public static Measured Median(IEnumerable<Measured> all)
    {
        var list = all.ToArray();
        return new(Middle(list.Select(m => m.Wall)), Middle(list.Select(m => m.Processor)));
    }

    private static TimeSpan Middle(IEnumerable<TimeSpan> all)
    {
        var sorted = all.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>A measurement under way.</summary>
internal readonly record struct Measurement(long Timestamp, TimeSpan Processor)
{
    public Measured Stop() => new(Stopwatch.GetElapsedTime(Timestamp), Environment.CpuUsage.TotalTime - Processor);
}
