namespace OrderKernel.Cli.Tests;

/// <summary>A fact over outside data: skipped, and shown as skipped, where ORDERKERNEL_DATA names no folder.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (Outside.Data is null) Skip = "ORDERKERNEL_DATA names no folder of outside data.";
    }
}

/// <summary>A fact that takes long: skipped unless ORDERKERNEL_LONG is 1 and, as it works on outside data, ORDERKERNEL_DATA names its folder.</summary>
public sealed class LongDataFactAttribute : FactAttribute
{
    public LongDataFactAttribute()
    {
        if (!Sizes.IsLong) Skip = "ORDERKERNEL_LONG is not 1.";
        else if (Outside.Data is null) Skip = "ORDERKERNEL_DATA names no folder of outside data.";
    }
}

/// <summary>What the environment says about tests.</summary>
internal static class Outside
{
    public static string? Data { get; } = Environment.GetEnvironmentVariable("ORDERKERNEL_DATA") is { Length: > 0 } folder && Directory.Exists(folder)
        ? folder
        : null;

    /// <summary>The project's root, for the documents beside the sources.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "OrderKernel.sln")) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
