using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OrderKernel.Ports;

namespace OrderKernel.Buyers;

/// <summary>
/// Marks by which a buyer's requests are found together: a hash of the buyer's id under
/// a secret of the tenant that lies in the vault, so that the index names nobody.
/// </summary>
/// <remarks>
/// The secret is drawn when it is first needed; erasing it makes all marks of the tenant meaningless.
/// Two writers that draw it at the same moment may miss each other's very first request.
/// </remarks>
internal sealed class BuyerKeys(IPersonVault vault)
{
    private const int Bytes = 32;

    private static readonly PersonToken Token = PersonToken.Of("buyers.key");
    private readonly ConcurrentDictionary<TenantId, byte[]> _keys = new();

    /// <summary>The mark of a buyer; null when the tenant has no secret yet and none is to be drawn.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="buyer">The buyer's id, in clear.</param>
    /// <param name="draws">Whether a secret is drawn where there is none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<string?> MarkAsync(TenantId tenant, string buyer, bool draws, CancellationToken cancellationToken)
    {
        if (await KeyAsync(tenant, draws, cancellationToken).ConfigureAwait(false) is not { } key) return null;
        using var hash = new HMACSHA256(key);
        var digits = new StringBuilder(Bytes);
        // Half of it is enough to keep two buyers apart.
        foreach (var b in hash.ComputeHash(Encoding.UTF8.GetBytes(buyer)).Take(Bytes / 2))
            digits.Append("0123456789abcdef"[b >> 4]).Append("0123456789abcdef"[b & 15]);
        return digits.ToString();
    }

    private async ValueTask<byte[]?> KeyAsync(TenantId tenant, bool draws, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(tenant, out var known)) return known;
        var stored = await vault.OpenAsync(tenant, Token, cancellationToken).ConfigureAwait(false);
        if (stored is null && draws)
        {
            var drawn = new byte[Bytes];
            using (var chance = RandomNumberGenerator.Create()) chance.GetBytes(drawn);
            await vault.PutAsync(tenant, [new(Token, drawn)], cancellationToken).ConfigureAwait(false);
            stored = await vault.OpenAsync(tenant, Token, cancellationToken).ConfigureAwait(false);
        }

        return stored is { } kept ? _keys.GetOrAdd(tenant, kept.Bytes.ToArray()) : null;
    }
}
