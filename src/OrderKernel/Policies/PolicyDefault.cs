namespace OrderKernel.Policies;

/// <summary>A document that a package carries.</summary>
public sealed class PolicyDefault
{
    internal PolicyDefault(string kind, string name, string version, string package, ReadOnlyMemory<byte> utf8) =>
        (Kind, Name, Version, Package, Utf8) = (kind, name, version, package, utf8);

    /// <summary>Its kind, one of <see cref="PolicyKinds.Known"/>.</summary>
    public string Kind { get; }

    /// <summary>Its name, as the document states it.</summary>
    public string Name { get; }

    /// <summary>Its version, as the document states it.</summary>
    public string Version { get; }

    /// <summary>The package that carries it.</summary>
    public string Package { get; }

    /// <summary>The document, UTF-8.</summary>
    internal ReadOnlyMemory<byte> Utf8 { get; }
}
