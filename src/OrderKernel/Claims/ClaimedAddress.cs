using OrderKernel.Work;

namespace OrderKernel.Claims;

/// <summary>Tells whether a channel names another recipient than before, from what the vault keeps.</summary>
internal static class ClaimedAddress
{
    // A channel that has masked an order so often has told nothing else.
    private const int LookedAt = 16;

    /// <summary>True when region, street or phone are others; what a channel leaves out or conceals in a later record says nothing.</summary>
    /// <param name="workspace">Opens what the vault keeps.</param>
    /// <param name="tenant">Whose vault.</param>
    /// <param name="before">The recipients that were told before, the latest first: each part is compared with the latest that was told in clear.</param>
    /// <param name="now">The recipient that is told now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<bool> IsOtherAsync(Workspace workspace, TenantId tenant, IEnumerable<RecipientRegion> before, RecipientRegion now,
        CancellationToken cancellationToken)
    {
        var (told, phone, street) = (await OpenAsync(now).ConfigureAwait(false), false, false);
        foreach (var region in before.Where(r => r.Person != now.Person).Take(LookedAt))
        {
            if (Differs(region.Province, now.Province) || Differs(region.City, now.City) || Differs(region.District, now.District)) return true;
            if (told is null || await OpenAsync(region).ConfigureAwait(false) is not { } old) continue;
            if (!street && AreOtherPlaces(old.Address, told.Address)) return true;
            if (!phone && Differs(old.Phone.RevealClear(), told.Phone.RevealClear())) return true;
            if (!street && Differs(old.Address?.RevealDetail(), told.Address?.RevealDetail())) return true;
            phone |= Plain(old.Phone.RevealClear()) is not null || Plain(told.Phone.RevealClear()) is null;
            street |= Plain(old.Address?.RevealDetail()) is not null || Plain(told.Address?.RevealDetail()) is null;
            if (phone && street) return false;
        }

        return false;

        async ValueTask<Recipient?> OpenAsync(RecipientRegion region) =>
            await workspace.OpenAsync(tenant, region.Person, cancellationToken).ConfigureAwait(false) is { } entry ? PersonEntry.Recipient(entry.Bytes) : null;
    }

    // Abroad only the vault knows the city.
    private static bool AreOtherPlaces(PostalAddress? old, PostalAddress? told) =>
        old is { Country: not null } && told is { Country: not null }
            && (Differs(old.Province, told.Province) || Differs(old.City, told.City) || Differs(old.District, told.District));

    private static bool Differs(string? before, string? now) => Plain(before) is { } was && Plain(now) is { } told && was != told;

    private static string? Plain(string? text) => text?.Trim() is { Length: > 0 } plain && !Concealment.IsConcealed(plain) ? plain : null;
}
