using System.Text.Json.Nodes;
using OrderKernel.Sample;

namespace OrderKernel.Cli.Tests;

/// <summary>A sample folder and one undisturbed run over it, made once for all tests that only read them.</summary>
internal sealed class SampleRun : IDisposable
{
    private static readonly Lazy<SampleRun> Once = new(() => new SampleRun());
    private readonly TempFolder _folder = new();

    private SampleRun()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        Summary = SampleGenerator.Write(new SampleOptions(200, 7, _folder.Input));
        Json = _folder.Run("--json").Ends(0).Out;
    }

    public static SampleRun Shared => Once.Value;

    public SampleSummary Summary { get; }

    /// <summary>What <c>run --json</c> printed.</summary>
    public string Json { get; }

    public JsonObject Figures => JsonNode.Parse(Json)!.AsObject();

    public string Input => _folder.Input;

    public string Store => _folder.Store;

    /// <summary>Copies the store and its anchor, for tests that change them.</summary>
    public string CopyStore(TempFolder to)
    {
        File.Copy(Store, to.Store);
        File.Copy(Store + ".anchor", to.Store + ".anchor");
        return to.Store;
    }

    public void Dispose() => _folder.Dispose();
}
