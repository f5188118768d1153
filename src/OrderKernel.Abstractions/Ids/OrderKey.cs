using System.Security.Cryptography;
using System.Text;

namespace OrderKernel;

/// <summary>What makes a platform order the same order: tenant, channel, shop and the channel's order number.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Channel">The channel, as its profile names it.</param>
/// <param name="Shop">The shop at the channel.</param>
/// <param name="Number">The channel's order number.</param>
public readonly record struct OrderKey(TenantId Tenant, ChannelId Channel, ShopId Shop, OrderNumber Number) : IStreamKey
{
    /// <summary>The first 80 bits of the SHA-256 over the four parts, in lower-case Crockford base 32 (16 characters).</summary>
    /// <remarks>The parts are joined by a zero byte, which no part can hold. Source: vocabulary, "Order id".</remarks>
    public string Digest()
    {
        var text = string.Join("\0", Tenant.Value, Channel.Value, Shop.Value, Number.Value);
#if NET10_0_OR_GREATER
        Span<byte> hash = stackalloc byte[32];
        Span<byte> utf8 = stackalloc byte[4 * (3 * IdText.LengthMax + 1)];
        SHA256.HashData(utf8.Slice(0, Encoding.UTF8.GetBytes(text, utf8)), hash);
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
#endif
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        Span<char> digits = stackalloc char[16];
        for (var i = 0; i < 16; i++)
        {
            var bit = i * 5;
            var window = (hash[bit >> 3] << 8) | hash[(bit >> 3) + 1];
            digits[i] = alphabet[(window >> (11 - (bit & 7))) & 31];
        }

        return digits.ToString();
    }

    /// <summary>The stream that holds the order's intake facts and events.</summary>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Order, Digest());

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Key("order", this);
}
