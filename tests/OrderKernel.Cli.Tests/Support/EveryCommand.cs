namespace OrderKernel.Cli.Tests;

/// <summary>What people read: the command lines whose output is for them, over the store of the sample run.</summary>
internal static class EveryCommand
{
    /// <summary>The command lines by name; <c>STORE</c> stands for a copy of the store, <c>ORDER</c> for an order that waits for a person.</summary>
    public static TheoryData<string> Lines =>
    [
        "run INPUT --store STORE --report REPORT", "explain ORDER --store STORE", "trail ORDER --store STORE --role supervisor",
        "trail ORDER --store STORE --as-of 2100-01-01T00:00:00Z", "inbox --store STORE", "quarantine list --store STORE",
        "quarantine list --settled --store STORE", "quarantine replay --all --store STORE", "verify --store STORE", "retention --store STORE",
        "documents list", "workflow next ORDER --store STORE", "explain order-1 --store STORE", "run /nowhere --store STORE", "--help", "run --help",
        "explain --help", "workflow migrate --help",
    ];

    /// <summary>Runs one of them.</summary>
    public static ToolRun Run(string line, string language, TempFolder folder, int? columns = null)
    {
        var store = SampleRun.Shared.CopyStore(folder);
        var order = Stored.Orders(store).First(o => !o.Holds.IsEmpty).Id.Value;
        var words = line.Split(' ').Select(w => w switch
        {
            "STORE" => store, "ORDER" => order, "INPUT" => SampleRun.Shared.Input, "REPORT" => folder["report.html"], _ => w,
        });
        return columns is { } width ? ToolRun.Wide(width, [.. words, "--lang", language]) : ToolRun.Of([.. words, "--lang", language]);
    }
}
