namespace OrderKernel.Cli.Tests;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("orderkernel-").FullName;

    public string this[string name] => System.IO.Path.Combine(Root, name);

    /// <summary>The store that the test's runs write; it does not lie in the input folder.</summary>
    public string Store => this["store.db"];

    /// <summary>The input folder.</summary>
    public string Input => this["shop"];

    /// <summary>Writes a file of the input folder.</summary>
    public TempFolder With(string name, string text)
    {
        var path = System.IO.Path.Combine(Input, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Writes the bytes of a file of the input folder.</summary>
    public TempFolder With(string name, byte[] bytes)
    {
        With(name, "");
        File.WriteAllBytes(System.IO.Path.Combine(Input, name), bytes);
        return this;
    }

    /// <summary>Runs the input folder into the store.</summary>
    public ToolRun Run(params string[] more) => ToolRun.Of(["run", Input, "--store", Store, .. more]);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
