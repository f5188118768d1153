namespace OrderKernel.Workflow;

/// <summary>The default documents inside the assembly.</summary>
internal static class Embedded
{
    public static ReadOnlyMemory<byte> Document(string file)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream("Documents/" + file)
            ?? throw new System.Diagnostics.UnreachableException($"The package embeds no {file}.");
        var bytes = new byte[stream.Length];
        for (var at = 0; at < bytes.Length;) at += stream.Read(bytes, at, bytes.Length - at);
        return bytes;
    }
}
