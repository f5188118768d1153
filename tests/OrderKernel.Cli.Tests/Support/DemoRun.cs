namespace OrderKernel.Cli.Tests;

/// <summary>One run of the demo, made once for all tests that only read it or go on from it.</summary>
internal sealed class DemoRun : IDisposable
{
    private static readonly Lazy<DemoRun> Once = new(() => new DemoRun());
    private readonly TempFolder _folder = new();

    private DemoRun()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        ToolRun.Of("demo", "--store", _folder.Store, "--report", _folder["report.html"]).Ends(0);
    }

    public static DemoRun Shared => Once.Value;

    public string Report => File.ReadAllText(_folder["report.html"]);

    /// <summary>Copies the store and its anchor, for tests that change them.</summary>
    public string CopyStore(TempFolder to)
    {
        File.Copy(_folder.Store, to.Store);
        File.Copy(_folder.Store + ".anchor", to.Store + ".anchor");
        return to.Store;
    }

    public void Dispose() => _folder.Dispose();
}
