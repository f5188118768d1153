namespace OrderKernel.Channels.Tests;

/// <summary>A fact over outside data: skipped, and shown as skipped, where ORDERKERNEL_DATA names no folder.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (TestData.Folder is null) Skip = "ORDERKERNEL_DATA names no folder of outside data.";
    }
}

/// <summary>A theory over outside data.</summary>
public sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute()
    {
        if (TestData.Folder is null) Skip = "ORDERKERNEL_DATA names no folder of outside data.";
    }
}

internal static class TestData
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("ORDERKERNEL_DATA") is { Length: > 0 } folder && Directory.Exists(folder)
        ? folder
        : null;

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Folder!, path));
}
