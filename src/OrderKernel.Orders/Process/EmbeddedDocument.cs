namespace OrderKernel.Orders;

/// <summary>Reads the default documents; apart from the policies that they make, so that no static of one waits for another's.</summary>
internal static class EmbeddedDocument
{
    public static ReadOnlyMemory<byte> Bytes(string name)
    {
        using var stream = typeof(EmbeddedDocument).Assembly.GetManifestResourceStream($"Documents/{name}")
            ?? throw new ArgumentException($"There is no default document '{name}'.", nameof(name));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
