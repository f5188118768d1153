namespace OrderKernel.Storage.Sqlite.Tests;

/// <summary>A folder of its own for a test, removed afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    private int _files;

    public string Path { get; } = Directory.CreateTempSubdirectory("orderkernel-").FullName;

    public string NewFile() => File($"{Interlocked.Increment(ref _files)}.db");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
