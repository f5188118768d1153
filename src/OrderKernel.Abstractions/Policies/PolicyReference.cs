using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>One exact version of a policy document: name, version and content hash. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<PolicyReference>))]
public readonly record struct PolicyReference : IComparable<PolicyReference>, ITextValue<PolicyReference>
{
    private readonly string? _text;

    private PolicyReference(string name, string version, string hash, string text) => (Name, Version, Hash, _text) = (name, version, hash, text);

    /// <summary>The document's name.</summary>
    public string Name { get; }

    /// <summary>The document's version, such as <c>1.0.0</c>.</summary>
    public string Version { get; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 over the document's bytes.</summary>
    public string Hash { get; }

    /// <summary>A reference from its three parts.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="version">The document's version; any text, compared as it stands.</param>
    /// <param name="hash">The fingerprint of the document's content.</param>
    /// <exception cref="ArgumentException">A part is no valid id or holds <c>@</c> or <c>#</c>.</exception>
    public static PolicyReference Of(string name, string version, string hash)
    {
        foreach (var part in new[] { name, version, hash })
        {
            if (!IdText.IsValid(part) || part.Contains('@') || part.Contains('#')) throw new ArgumentException($"'{part}' is no part of a policy reference.");
        }

        return new(name, version, hash, $"{name}@{version}#{hash}");
    }

    /// <summary>Reads <c>name@version#hash</c> back.</summary>
    /// <param name="text">Three parts that are valid ids; null is no reference.</param>
    /// <param name="reference">The reference; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out PolicyReference reference)
    {
        reference = default;
        var parts = text?.Split('@', '#');
        if (parts is not { Length: 3 } || !Array.TrueForAll(parts, IdText.IsValid)) return false;
        if (text![parts[0].Length] != '@') return false;
        reference = new(parts[0], parts[1], parts[2], text);
        return true;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(PolicyReference other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary><c>name@version#hash</c>.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>References in JSON. A stream names the same few documents again and again: those that were read are kept, the last one at its place.</summary>
    internal sealed class CanonicalConverter : JsonConverter<PolicyReference>
    {
        private const int Places = 64;
        private readonly Known?[] _known = new Known?[Places];

        public override PolicyReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException($"No {nameof(PolicyReference)}.");
            var isPlain = !reader.HasValueSequence && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0;
            // The last digits are those of the hash.
            ref var place = ref _known[isPlain
                ? (reader.ValueSpan[reader.ValueSpan.Length - 1] ^ (reader.ValueSpan[reader.ValueSpan.Length / 2] << 2)) % Places
                : 0];
            if (isPlain && place is { } known && reader.ValueSpan.SequenceEqual(known.Utf8)) return known.Reference;
            if (!TryParse(reader.GetString(), out var reference)) throw new JsonException($"No {nameof(PolicyReference)}.");
            if (isPlain) place = new(reader.ValueSpan.ToArray(), reference);
            return reference;
        }

        public override void Write(Utf8JsonWriter writer, PolicyReference value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        private sealed record Known(byte[] Utf8, PolicyReference Reference);
    }

    string ITextValue<PolicyReference>.Value => ToString();

    bool ITextValue<PolicyReference>.TryRead(string? text, out PolicyReference value) => TryParse(text, out value);
}
