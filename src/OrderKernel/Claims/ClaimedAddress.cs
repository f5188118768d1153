using OrderKernel.Channels;
using OrderKernel.Work;

namespace OrderKernel.Claims;

/// <summary>Tells whether a channel names another recipient than before, from what the vault keeps.</summary>
internal static class ClaimedAddress
{
    /// <summary>True when region, street or phone are others; what a channel leaves out or masks in a later record says nothing.</summary>
    public static async ValueTask<bool> IsOtherAsync(Workspace workspace, TenantId tenant, RecipientRegion before, RecipientRegion now,
        CancellationToken cancellationToken)
    {
        if (before.Person == now.Person) return false;
        if (Differs(before.Province, now.Province) || Differs(before.City, now.City) || Differs(before.District, now.District)) return true;
        if (await OpenAsync(before).ConfigureAwait(false) is not { } old || await OpenAsync(now).ConfigureAwait(false) is not { } told) return false;
        return Differs(old.Phone.RevealClear(), told.Phone.RevealClear()) || Differs(old.Address?.RevealDetail(), told.Address?.RevealDetail());

        async ValueTask<Recipient?> OpenAsync(RecipientRegion region) =>
            await workspace.OpenAsync(tenant, region.Person, cancellationToken).ConfigureAwait(false) is { } entry ? PersonEntry.Recipient(entry) : null;
    }

    private static bool Differs(string? before, string? now) => Plain(before) is { } was && Plain(now) is { } told && was != told;

    private static string? Plain(string? text) => text?.Trim() is { Length: > 0 } plain && plain.IndexOf('*') < 0 ? plain : null;
}
