using System.Collections.Immutable;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Publishing;

/// <summary>A few shops that sell three SKUs and a bundle from two locations, by random rules: small numbers, so that bounds meet.</summary>
public sealed record PublicationWorld(PublicationRules Rules, ValueList<Listing> Listings, ImmutableArray<StockBalance> Balances,
    ImmutableDictionary<string, ToldUnits> Published, Instant Now)
{
    public static readonly ChannelShop[] Shops =
        [new(ChannelId.Of("jd"), ShopId.Of("J1")), new(ChannelId.Of("taobao"), ShopId.Of("T1")), new(ChannelId.Of("taobao"), ShopId.Of("T2"))];

    private static readonly string[] Skus = ["A", "B", "C"];
    private static readonly string[] Locations = ["X", "Y"];

    public static PublicationWorld Of(int seed)
    {
        var dice = new Random(seed);
        var rules = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Rule(dice)).ToList();
        rules.Add(new(null, null, null, null) { RatioBasisPoints = dice.Next(0, 4) * 1_111 });
        var listings = new List<Listing>();
        foreach (var shop in Shops)
        {
            foreach (var sku in Skus) if (dice.Next(3) > 0) listings.Add(new(shop, sku, [Of(sku, 1)]));
            if (dice.Next(2) == 0) listings.Add(new(shop, "AB", [Of("A", dice.Next(1, 4)), Of("B", dice.Next(1, 3))]));
        }

        var balances = ImmutableArray.CreateBuilder<StockBalance>();
        foreach (var (location, sku) in Locations.SelectMany(l => Skus.Select(s => (l, s))))
        {
            if (dice.Next(5) == 0) continue;
            balances.Add(new(Cell(location, sku), StockAccount.OnHand, dice.Next(3) switch { 0 => 0, 1 => dice.Next(0, 6), _ => dice.Next(0, 40) }));
            balances.Add(new(Cell(location, sku), StockAccount.Locked, dice.Next(3) == 0 ? dice.Next(0, 12) : 0));
        }

        var published = listings.Where(_ => dice.Next(2) == 0).ToImmutableDictionary(Key,
            l => Told(dice, dice.Next(3) == 0 ? new PublishedUnits(l.Code, Quantity.Zero, true) : new(l.Code, Quantity.Of(dice.Next(0, 20)))));
        return new(new(Shops.ToValueList(), dice.Next(6) == 0, rules.ToValueList()), listings.ToValueList(), balances.ToImmutable(), published, Noon);
    }

    public PublicationDecision Decide() => Publication.Decide(Listings, Balances, StockFormula.Default.Policy, Rules,
        l => Published.TryGetValue(Key(l), out var told) ? told : null, Now);

    /// <summary>What is available of a SKU where a rule counts, by hand.</summary>
    public long Available(SkuId sku, PublicationRule rule) => Balances.Where(b => b.Cell.Sku == sku).GroupBy(b => b.Cell)
        .Where(c => rule.Locations is not { } locations || locations.Items.Contains(c.Key.Location))
        .Sum(c => Math.Max(0, c.Sum(b => b.Account == StockAccount.OnHand ? b.Units : b.Account == StockAccount.Locked ? -b.Units : 0)));

    public PublicationRule RuleOf(PublicationLine line) => Rules.Rules.Items.First(r =>
        (r.Channel is null || r.Channel == line.Listing.Shop.Channel) && (r.Shop is null || r.Shop == line.Listing.Shop.Shop)
        && (r.Skus is not { } skus || line.Listing.Goods.Items.Any(g => skus.Items.Contains(g.Sku)))
        && (r.Codes is not { } codes || codes.Items.Contains(line.Listing.Code)));

    public ImmutableDictionary<string, ToldUnits> After(PublicationDecision decision) => Published.SetItems(
        decision.Lines.Items.Where(l => l.Outcome == PublicationOutcome.Publish).ToDictionary(l => Key(l.Listing),
            l => new ToldUnits(l.Units!, Now) { Refused = Published.TryGetValue(Key(l.Listing), out var before) ? before.Refused : null }));

    public static string Key(Listing listing) => $"{listing.Shop.Channel}/{listing.Shop.Shop}/{listing.Code}";

    // Told up to three hours ago, taken, refused before or after that, or in doubt.
    private static ToldUnits Told(Random dice, PublishedUnits number)
    {
        var told = new ToldUnits(number, Noon - Duration.FromMinutes(dice.Next(0, 180)));
        return dice.Next(4) switch
        {
            0 => told with { IsTaken = true },
            1 => told with { Refused = new("no", Noon - Duration.FromHours(4), Noon - Duration.FromMinutes(dice.Next(0, 180))) },
            2 => told with { IsDoubted = dice.Next(3) == 0 },
            _ => told,
        };
    }

    private static BundleComponent Of(string sku, int units) => new(SkuId.Of(sku), Quantity.Of(units));

    private static PublicationRule Rule(Random dice)
    {
        var shop = Shops[dice.Next(Shops.Length)];
        var below = One(dice, 4, 5);
        var keeps = dice.Next(3) == 0;
        var isNamed = keeps || dice.Next(3) == 0;
        return new(keeps || dice.Next(3) > 0 ? shop.Channel : null, keeps || dice.Next(2) == 0 ? shop.Shop : null,
            isNamed ? [SkuId.Of(Skus[dice.Next(3)])] : null, !isNamed && dice.Next(5) == 0 ? ["AB"] : null)
        {
            Locations = dice.Next(3) == 0 ? [LocationId.Of(Locations[dice.Next(2)])] : null,
            Buffer = One(dice, 3, 6), RatioBasisPoints = dice.Next(4) == 0 ? 10_000 : dice.Next(0, 4) * 1_667,
            Kept = keeps ? dice.Next(0, 15) : 0,
            Plus = One(dice, 5, 11) - One(dice, 5, 11), Minimum = One(dice, 4, 8), Maximum = dice.Next(4) == 0 ? 8 + dice.Next(20) : null,
            DelistBelow = below, ListFrom = below + One(dice, 2, 4),
            From = dice.Next(8) == 0 ? Noon + Duration.FromHours(dice.Next(-2, 2)) : null,
            Until = dice.Next(8) == 0 ? Noon + Duration.FromHours(dice.Next(1, 3)) : null,
            Locks = dice.Next(6) == 0 ? [new(Noon + Duration.FromHours(dice.Next(-2, 2)), Noon + Duration.FromHours(3), dice.Next(0, 60))] : [],
        };
    }

    // A number now and then.
    private static int One(Random dice, int often, int below) => dice.Next(often) == 0 ? dice.Next(1, below) : 0;
}
