using OrderKernel.Allocation;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Sourcing;

/// <summary>Holds orders whose goods may not be bought as they were, and says from where the others may not come.</summary>
internal static class RestrictionWork
{
    private const string Word = "restricted";

    /// <summary>Places the holds of what is forbidden, and ends those of what is not any more.</summary>
    /// <returns>What is forbidden of some locations; null when the order waits for a person.</returns>
    public static async ValueTask<ValueList<SourcingBan>?> HoldAsync(OrderWork work, ValueList<StockRequest> lines, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var (bans, reference) = (await BansAsync(work, lines, cancellationToken).ConfigureAwait(false), work.Policies.Restrictions.Reference);
        var places = work.Policies.Network?.Policy.Places.Count ?? 0;
        // Each restriction may leave a location and all together none.
        var nowhere = bans.Items.GroupBy(b => b.Sku).Where(g => g.Any(b => b.Location is null) || g.Select(b => b.Location).Distinct().Count() == places)
            .SelectMany(g => g).GroupBy(b => b.Restriction).ToArray();
        foreach (var ended in work.Order!.Holds.Where(h => IsOne(h) && !nowhere.Any(b => HoldOf(b.Key) == h.Id)))
            await TellAsync(work, new ReleaseHold(ended.Id), null, context, cancellationToken).ConfigureAwait(false);
        foreach (var restriction in nowhere)
        {
            var hold = HoldOf(restriction.Key);
            if (work.Order!.Holds.Items.Any(h => h.Id == hold)) continue;
            var why = new Decision<OrderEvent>([], restriction.Select(b => b.Why).Distinct().ToValueList(), [reference]);
            var note = string.Join(", ", restriction.Select(b => b.Sku.Value).Distinct());
            await TellAsync(work, new PlaceHold(hold, HoldKind.PurchaseRestriction, HoldScopes.Ship) { Note = $"{restriction.Key}: {note}" }, why, context,
                cancellationToken).ConfigureAwait(false);
        }

        return nowhere.Length > 0
            ? null
            : bans.Select(b => new SourcingBan(b.Location, null, b.Sku, b.Restriction)).Distinct().ToValueList();
    }

    private static async ValueTask<ValueList<PurchaseBan>> BansAsync(OrderWork work, ValueList<StockRequest> lines, CancellationToken cancellationToken)
    {
        var restrictions = work.Policies.Restrictions.Policy;
        if (restrictions.Rules.IsEmpty || lines.IsEmpty) return [];
        var to = await work.RecipientAsync(cancellationToken).ConfigureAwait(false);
        var regions = new[] { to?.Country, to?.Province, to?.City, to?.District, to?.Town }.OfType<string>().ToValueList();
        var order = work.Order!;
        var facts = new PurchaseFacts(order.Placed.Key.Channel, order.Tags, regions, order.CreatedAt.InZone(work.Policies.Zone).Date);
        var bans = restrictions.Judge(lines, facts, work.Policies.Network?.Policy.Places ?? []);
        // Whoever ended the hold of a restriction let this order go on in spite of it.
        return bans.Where(b => !order.Waived.Items.Contains(HoldOf(b.Restriction)));
    }

    /// <summary>The hold of a restriction.</summary>
    public static HoldId HoldOf(string restriction) => HoldId.Derived(Word, restriction);

    private static bool IsOne(Hold hold) => hold.Kind == HoldKind.PurchaseRestriction && hold.Id.Value.StartsWith(Word + ":", StringComparison.Ordinal);

    private static async ValueTask TellAsync(OrderWork work, OrderCommand command, Decision<OrderEvent>? why, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (await work.TellAsync(command, context with { Actor = Actor.Kernel }, cancellationToken, why).ConfigureAwait(false) is { } refusal)
            throw new System.Diagnostics.UnreachableException($"{work.Stream}: the kernel's own hold was refused: {refusal}");
    }
}
