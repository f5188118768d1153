using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A 32-byte SHA-256 link of a hash chain. <c>default</c> is unset.</summary>
/// <remarks>
/// Formula: <c>SHA-256(previous ‖ SHA-256(event bytes))</c>, starting from <c>SHA-256(stream
/// id)</c>: an event's bytes can be dropped and the chain still be checked from their hash.
/// </remarks>
[JsonConverter(typeof(TextValueConverter<ChainHash>))]
public readonly struct ChainHash : IEquatable<ChainHash>, ITextValue<ChainHash>
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 32;

    private const string Hexadecimal = "0123456789abcdef";

    private readonly byte[]? _bytes;

    private ChainHash(byte[] bytes) => _bytes = bytes;

    /// <summary>The 32 bytes; empty on <c>default</c>.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The link before the first event of a stream.</summary>
    /// <param name="stream">The address; its text is hashed, so that streams do not share a chain.</param>
    public static ChainHash Genesis(StreamId stream) => new(Hash(Encoding.UTF8.GetBytes(stream.ToString())));

    /// <summary>The link after one more event.</summary>
    /// <param name="eventBytes">The event's canonical bytes, or their <see cref="DroppedDetail"/>.</param>
    /// <exception cref="InvalidOperationException">This link is <c>default</c>.</exception>
    public ChainHash Next(ReadOnlySpan<byte> eventBytes)
    {
        if (_bytes is null) throw new InvalidOperationException("A chain starts from its genesis.");
        Span<byte> pair = stackalloc byte[2 * Length];
        _bytes.CopyTo(pair);
        if (DroppedDetail.IsDropped(eventBytes))
        {
            eventBytes.Slice(1, Length).CopyTo(pair.Slice(Length));
            return new(Hash(pair));
        }

        Hash(eventBytes, pair.Slice(Length));
        return new(Hash(pair));
    }

    /// <summary>A link read back from a store.</summary>
    /// <param name="bytes">32 bytes, as <see cref="Bytes"/> has them.</param>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static ChainHash Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new(bytes.ToArray()) : throw new ArgumentException("A chain hash has 32 bytes.", nameof(bytes));

    /// <inheritdoc/>
    public bool Equals(ChainHash other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChainHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes is null ? 0 : BitConverter.ToInt32(_bytes, 0);

    /// <summary>True when both links are the same.</summary>
    public static bool operator ==(ChainHash a, ChainHash b) => a.Equals(b);

    /// <summary>True when the links differ.</summary>
    public static bool operator !=(ChainHash a, ChainHash b) => !a.Equals(b);

    /// <summary>64 lower-case hexadecimal digits; empty on <c>default</c>.</summary>
    public override string ToString()
    {
        if (_bytes is null) return "";
        Span<char> digits = stackalloc char[2 * Length];
        for (var i = 0; i < Length; i++)
        {
            digits[2 * i] = Hexadecimal[_bytes[i] >> 4];
            digits[(2 * i) + 1] = Hexadecimal[_bytes[i] & 15];
        }

        return digits.ToString();
    }

    string ITextValue<ChainHash>.Value => ToString();

    bool ITextValue<ChainHash>.TryRead(string? text, out ChainHash value)
    {
        value = default;
        if (text is not { Length: 2 * Length }) return false;
        var bytes = new byte[Length];
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Hexadecimal.IndexOf(text[i]);
            if (digit < 0) return false;
            bytes[i / 2] = (byte)((bytes[i / 2] << 4) | digit);
        }

        value = new(bytes);
        return true;
    }

    internal static byte[] Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new byte[Length];
        Hash(bytes, hash);
        return hash;
    }

#if NET10_0_OR_GREATER
    private static void Hash(ReadOnlySpan<byte> bytes, Span<byte> into) => SHA256.HashData(bytes, into);
#else
    private static void Hash(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        using var sha = SHA256.Create();
        sha.ComputeHash(bytes.ToArray()).CopyTo(into);
    }
#endif
}
