namespace OrderKernel.Cli.Tests.Running;

// Fails when a second run of a folder, started while the first is under way on the same store, ends with another exit code, or when the two leave other
// figures or another count of events than one run alone.
public class TwoRunsTests
{
    [Fact]
    public async Task Two_runs_at_once_end_well_with_the_figures_of_one_alone()
    {
        var alone = SampleRun.Shared.Json.TrimEnd();
        using var folder = new TempFolder();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            Task.Run(() => ToolRun.Of("run", SampleRun.Shared.Input, "--store", folder.Store, "--json"))));
        foreach (var run in both) Assert.Equal(alone, run.Ends(0).Out.TrimEnd());
        Assert.Equal(Stored.WithoutFiles(alone), Stored.Json(folder.Store, "demo"));
        var seen = await Stored.VerifyAsync(folder.Store, "demo");
        Assert.True(seen.IsSound, string.Join("; ", seen.Findings.Items));
        Assert.Contains(both, r => r.Error.Length == 0);
    }

    [Fact]
    public void A_turn_that_nobody_gave_back_keeps_no_run_from_the_store()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Store + ".run", "");
        Assert.Equal(SampleRun.Shared.Json, ToolRun.Of("run", SampleRun.Shared.Input, "--store", folder.Store, "--json").Ends(0).Out);
    }
}
