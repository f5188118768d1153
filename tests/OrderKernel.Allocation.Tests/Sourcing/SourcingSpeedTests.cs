using System.Diagnostics;
using Xunit.Abstractions;

namespace OrderKernel.Allocation.Tests;

// Reports a rough time; fails only when the search leaves its order of magnitude, counted in steps, which no machine changes.
public class SourcingSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Five_lines_ten_locations_three_carriers_take_few_steps()
    {
        var cases = Enumerable.Range(0, 200).Select(CaseGenerator.Yardstick).Select(c => (Request: c.Request(), Network: c.Network())).ToArray();
        foreach (var (request, network) in Enumerable.Repeat(cases, 40).SelectMany(c => c)) SourcingPlanner.Plan(request, network);
        var ticks = new List<long>();
        var nodes = new List<long>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (request, network) in cases)
        {
            var start = Stopwatch.GetTimestamp();
            nodes.Add(SourcingPlanner.Plan(request, network).ValueOrThrow().Nodes);
            ticks.Add(Stopwatch.GetTimestamp() - start);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / cases.Length;
        ticks.Sort();
        nodes.Sort();
        output.WriteLine(
            $"median {Microseconds(ticks[100]):0.0} µs, p99 {Microseconds(ticks[198]):0.0} µs, steps median {nodes[100]}, p99 {nodes[198]}, {bytes} bytes a plan");
        Assert.True(nodes[100] < 200, $"median of {nodes[100]} steps");
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
