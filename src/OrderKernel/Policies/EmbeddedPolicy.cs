using System.Diagnostics;

namespace OrderKernel.Policies;

/// <summary>The documents that this package embeds.</summary>
internal static class EmbeddedPolicy
{
    /// <summary>The bytes of a document.</summary>
    /// <param name="file">Its name.</param>
    public static byte[] Read(string file)
    {
        using var stream = typeof(EmbeddedPolicy).Assembly.GetManifestResourceStream("Documents/" + file)
            ?? throw new UnreachableException($"The package embeds no {file}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
