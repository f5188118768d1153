using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Dispatches;

/// <summary>Finds to whom a parcel goes, in clear, at the moment in which a warehouse is told.</summary>
internal static class DispatchRecipient
{
    // A channel that has masked an order so often has told nothing else.
    private const int LookedAt = 16;

    /// <summary>
    /// The recipient: the address that was agreed on, else the first that was told whole (channels conceal parts of some records). What a channel told
    /// later and nobody agreed on is not it. Null where nobody told of any; not whole where no record was. Erased is true where there was
    /// one who is kept no more.
    /// </summary>
    /// <param name="work">The order.</param>
    /// <param name="root">The order that its lineage began with; the same where it is no other.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<(Recipient? Recipient, bool IsErased)> FindAsync(OrderWork work, OrderWork root, CancellationToken cancellationToken)
    {
        var order = work.Order!;
        if (order.Address is { } agreed)
        {
            var found = await OpenAsync(work, agreed, cancellationToken).ConfigureAwait(false);
            return (found, found is null);
        }

        Recipient? first = null;
        foreach (var token in Tokens(work, root).Distinct().Take(LookedAt))
        {
            if (await OpenAsync(work, token, cancellationToken).ConfigureAwait(false) is not { } told) return (null, true);
            if (IsWhole(told)) return (told, false);
            first ??= told;
        }

        return (first, false);
    }

    private static IEnumerable<PersonToken> Tokens(OrderWork work, OrderWork root)
    {
        var own = Told(work);
        return own.Count > 0 || ReferenceEquals(work, root) ? own : Told(root);
    }

    private static List<PersonToken> Told(OrderWork work)
    {
        var proposed = work.Order?.Changes.Items.Where(c => c.Change.Address is not null).Select(c => c.Change.Address!.Value).ToList() ?? [];
        var told = work.RecipientsBefore.Select(r => r.Person).Where(t => !proposed.Contains(t)).Reverse().ToList();
        if (work.Order?.Placed.Destination is { } placed) told.Insert(0, placed.Person);
        return told;
    }

    private static async ValueTask<Recipient?> OpenAsync(OrderWork work, PersonToken token, CancellationToken cancellationToken) =>
        await work.Workspace.OpenAsync(work.Unit.Tenant, token, cancellationToken).ConfigureAwait(false) is { } entry
            ? PersonEntry.Recipient(entry.Bytes)
            : null;

    private static bool IsWhole(Recipient recipient) =>
        IsClear(recipient.Name.RevealClear()) && IsClear(recipient.Phone.RevealClear()) && IsClear(recipient.Address?.RevealDetail());

    private static bool IsClear(string? text) => text is { Length: > 0 } && !Concealment.IsConcealed(text);
}
