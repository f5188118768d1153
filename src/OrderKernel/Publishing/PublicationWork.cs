using System.Collections.Immutable;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Publishing;

/// <summary>What the shops are to be told of stock: what is read for it, the decision, and within a unit of work what follows.</summary>
internal sealed class PublicationWork(Workspace workspace, KernelPolicies policies, TenantId tenant, DecisionContext context)
{
    /// <summary>The kind of the effects that have a channel told of stock.</summary>
    public const string Kind = "stock-publish";

    private readonly Dictionary<ChannelShop, UnitStream<ShopStock, ShopStockEvent, ShopStockEvent, ValueList<PolicyReference>>> _shops = [];

    /// <summary>How often the shops were told something before.</summary>
    public long Told { get; private set; }

    /// <summary>Decides, and takes into a unit what shops are to be told; the unit goes through only while nobody else told them anything.</summary>
    public async ValueTask<PublicationDecision> DecideAsync(UnitBuilder unit, CancellationToken cancellationToken)
    {
        var rules = policies.Publication;
        var listings = Listings(rules.Policy, policies.Skus?.Policy ?? SkuMap.Same);
        var balances = ImmutableArray.CreateBuilder<StockBalance>();
        foreach (var sku in listings.Items.SelectMany(l => l.Goods.Items.Select(g => g.Sku)).Distinct())
        {
            // What is only expected is not known to be here.
            foreach (var balance in await workspace.BalancesAsync(tenant, sku, cancellationToken).ConfigureAwait(false))
            {
                if (balance.Account is not (StockAccount.Expected or StockAccount.Ahead or StockAccount.Awaited)) balances.Add(balance);
            }
        }

        var before = new Dictionary<(ChannelShop, string), ToldUnits>();
        foreach (var shop in rules.Policy.Shops)
        {
            var stored = await workspace.ReadAsync(ShopStock.Decider, new ShopStockKey(tenant, shop).Stream(), cancellationToken).ConfigureAwait(false);
            var stream = _shops[shop] = new(unit, ShopStock.Decider, stored.Fold(ShopStock.Decider));
            Told += stored.Head.Version;
            foreach (var told in stream.State?.Numbers ?? []) before[(shop, told.Number.Code)] = told;
        }

        var decision = Publication.Decide(listings, balances.ToImmutable(), policies.Formula.Policy, rules.Policy,
            l => before.TryGetValue((l.Shop, l.Code), out var told) ? told : null, context.At, context.At.InZone(policies.Zone).Date);
        foreach (var shop in decision.Lines.Items.Where(l => l.Outcome == PublicationOutcome.Publish).GroupBy(l => l.Listing.Shop)) Tell(unit, shop.Key, shop);
        return decision;
    }

    /// <summary>What the shops sell: the codes of the SKU map, and where a code that it does not list is its own SKU, what the rules name.</summary>
    internal static ValueList<Listing> Listings(PublicationRules rules, SkuMap map)
    {
        var listings = new List<Listing>();
        var named = map.IsSameOtherwise
            ? rules.Rules.Items.SelectMany(r => (r.Codes?.Items ?? []).Concat((r.Skus?.Items ?? []).Select(s => s.Value))).ToArray()
            : [];
        foreach (var shop in rules.Shops)
        {
            var codes = map.Items.Items.Where(i => i.Channel == "*" || i.Channel == shop.Channel.Value).Select(i => i.Code).Concat(named)
                .Distinct().OrderBy(c => c, StringComparer.Ordinal);
            foreach (var code in codes)
            {
                if (map.TryFind(shop.Channel, code, out var goods)) listings.Add(new(shop, code, goods.Value));
            }
        }

        return listings.ToValueList();
    }

    private void Tell(UnitBuilder unit, ChannelShop shop, IEnumerable<PublicationLine> lines)
    {
        var told = new StockPublished(lines.Select(l => l.Units!).ToValueList(), context.At);
        var stream = _shops[shop];
        // Numbers are never refused; a stream whose content is gone begins nothing anew.
        if (!stream.Decide(told, [policies.Publication.Reference], context).TryGet(out var handled, out _)) return;
        stream.Take(handled, context);
        var numbers = told.Numbers.Items.Select(n => new ShopStockNumber(n.Code, n.Units)).ToValueList();
        unit.Send(new OutboxMessage($"{Kind}/{stream.Stream.Key}/{unit.Message}", Kind, context.At, PublicationEffect.Write(shop, context.At, numbers)));
    }
}
