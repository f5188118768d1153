using System.Diagnostics;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Workflow documents with structure but no sense. Fails when one makes the loader throw, or refuse without saying where in a known code,
/// or when loading takes more time or memory than its size excuses.
/// </summary>
public class WorkflowFuzzLaws
{
#if NET
    private static readonly int Runs = Sizes.Of(60_000, 5_000_000);
#else
    private static readonly int Runs = Sizes.Of(20_000, 5_000_000);
#endif

    private static readonly string[] Prefixes = ["workflow.", "documents.", "rules."];

    // Below this a document is small, and what loading costs at all counts for more than its size.
    private const int Small = 8 * 1024;

    [Fact]
    public void Any_document_ends_in_a_workflow_or_typed_findings_in_bounded_time_and_memory()
    {
        string[] seeds = [Documents.Tiny, Documents.Regional];
        var random = new Random(20260311);
        var (accepted, slow, heavy) = (0, 0, 0);
        for (var i = 0; i < Runs; i++)
        {
            var bytes = HostileJson.Mutated(seeds[i % seeds.Length], random);
            var (clock, before) = (Stopwatch.GetTimestamp(), Allocated());
            var result = WorkflowDocument.Load(bytes, Domains.Door);
            var (milliseconds, octets) = ((Stopwatch.GetTimestamp() - clock) * 1_000.0 / Stopwatch.Frequency, Allocated() - before);
            if (milliseconds > 10 && IsSlowAgain(bytes)) slow++;
            if (octets > 64L * Math.Max(bytes.Length, Small)) heavy++;
            if (result.IsOk) accepted++;
            else Explained(result.Refusal!);
        }

        Assert.InRange(accepted, Runs / 100, Runs / 2);

        Assert.InRange(slow, 0, Runs / 200);
        Assert.InRange(heavy, 0, Runs / 500);
    }

    [Fact]
    public void The_same_bytes_give_the_same_findings()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var bytes = HostileJson.Mutated(Documents.Regional, random);
            Assert.Equal(WorkflowDocument.Load(bytes, Domains.Door).Refusal, WorkflowDocument.Load(bytes, Domains.Door).Refusal);
        }
    }

    [Fact]
    public void A_loader_that_trusts_its_input_is_caught()
    {
        var random = new Random(11);
        Assert.Contains(Enumerable.Range(0, 500),
            _ => Record.Exception(() => System.Text.Json.Nodes.JsonNode.Parse(HostileJson.Mutated(Documents.Tiny, random))!["steps"]!["shut"]!["status"]!
                .GetValue<string>()) is not null);
    }

    [Theory]
    [InlineData(500)]
    public void Guards_that_multiply_one_another_are_left_undecided(int count)
    {
        var heavy = string.Join(" && ", Enumerable.Range(0, 60).Select(i => $"(door.force != {i} || door.alarmed || door.force / {i + 1} > 2)"));
        var entries = string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{ "step": "guarded", "when": "door.force == {{i}} && {{heavy}}" }"""));
        var json = Documents.Tiny.Replace("[{ \"step\": \"guarded\", \"when\": \"door.alarmed\" }, \"shut\"]", $"[{entries}, \"shut\"]",
            StringComparison.Ordinal);
        var clock = Stopwatch.StartNew();
        Documents.Load(json, Domains.Door);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    // A neighbour on the machine may hold up a run, but not each of several.
    private static bool IsSlowAgain(byte[] bytes)
    {
        for (var i = 0; i < 5; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            WorkflowDocument.Load(bytes, Domains.Door);
            if ((Stopwatch.GetTimestamp() - clock) * 1_000.0 / Stopwatch.Frequency <= 10) return false;
        }

        return true;
    }

    private static void Explained(Refusal refusal)
    {
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.NotEmpty(refusal.Reasons.Items);
        foreach (var reason in refusal.Reasons)
        {
            Assert.Contains(Prefixes, p => reason.Code.StartsWith(p, StringComparison.Ordinal));
            Assert.Contains(reason.Arguments.Items, a => a.Name == "path" && a.Value.StartsWith('$'));
        }
    }

    // .NET Framework does not count what a thread allocates.
    private static long Allocated() =>
#if NET
        GC.GetAllocatedBytesForCurrentThread();
#else
        0;
#endif
}
