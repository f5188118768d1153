using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>One exact version of a policy document: name, version and content hash. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<PolicyReference>))]
public readonly record struct PolicyReference : IComparable<PolicyReference>, ITextValue<PolicyReference>
{
    private PolicyReference(string name, string version, string hash) => (Name, Version, Hash) = (name, version, hash);

    /// <summary>The document's name.</summary>
    public string Name { get; }

    /// <summary>The document's version, such as <c>1.0.0</c>.</summary>
    public string Version { get; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 over the document's bytes.</summary>
    public string Hash { get; }

    /// <summary>A reference from its three parts.</summary>
    /// <exception cref="ArgumentException">A part is no valid id or holds <c>@</c> or <c>#</c>.</exception>
    public static PolicyReference Of(string name, string version, string hash)
    {
        foreach (var part in new[] { name, version, hash })
        {
            if (!IdText.IsValid(part) || part.Contains('@') || part.Contains('#')) throw new ArgumentException($"'{part}' is no part of a policy reference.");
        }

        return new(name, version, hash);
    }

    /// <summary>Reads <c>name@version#hash</c> back.</summary>
    public static bool TryParse(string? text, out PolicyReference reference)
    {
        reference = default;
        var parts = text?.Split('@', '#');
        if (parts is not { Length: 3 } || !Array.TrueForAll(parts, IdText.IsValid)) return false;
        reference = new(parts[0], parts[1], parts[2]);
        return reference.ToString() == text;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(PolicyReference other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary><c>name@version#hash</c>.</summary>
    public override string ToString() => Name is null ? "" : $"{Name}@{Version}#{Hash}";

    string ITextValue<PolicyReference>.Value => ToString();

    bool ITextValue<PolicyReference>.TryRead(string? text, out PolicyReference value) => TryParse(text, out value);
}
