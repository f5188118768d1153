namespace OrderKernel.Orders;

/// <summary>The documents that the package carries. Apart from the types that hold them, so that no default waits for another.</summary>
internal static class EmbeddedDocument
{
    public static ReadOnlyMemory<byte> Read(string name)
    {
        using var stream = typeof(EmbeddedDocument).Assembly.GetManifestResourceStream($"Documents/{name}")
            ?? throw new ArgumentException($"There is no default document '{name}'.", nameof(name));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
