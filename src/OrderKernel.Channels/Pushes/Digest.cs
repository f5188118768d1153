using System.Security.Cryptography;

namespace OrderKernel.Channels;

/// <summary>The algorithms of signatures.</summary>
internal static class Digest
{
#pragma warning disable CA5351 // MD5 is weak. It is what these channels sign with; what they send cannot be checked by anything else.
    /// <summary>Computes a signature.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="secret">The key of an HMAC; plain MD5 has none.</param>
    /// <param name="bytes">What is signed.</param>
    /// <param name="made">Takes it; as long as the algorithm's.</param>
    internal static void Mac(SignatureAlgorithm algorithm, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> bytes, Span<byte> made)
    {
#if NET10_0_OR_GREATER
        _ = algorithm switch
        {
            SignatureAlgorithm.HmacSha256 => HMACSHA256.HashData(secret, bytes, made),
            SignatureAlgorithm.HmacMd5 => HMACMD5.HashData(secret, bytes, made),
            _ => MD5.HashData(bytes, made),
        };
#else
        using HashAlgorithm hash = algorithm switch
        {
            SignatureAlgorithm.HmacSha256 => new HMACSHA256(secret.ToArray()),
            SignatureAlgorithm.HmacMd5 => new HMACMD5(secret.ToArray()),
            _ => MD5.Create(),
        };
        hash.ComputeHash(bytes.ToArray()).CopyTo(made);
#endif
    }
#pragma warning restore CA5351
}
