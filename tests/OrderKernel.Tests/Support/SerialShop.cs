using System.Text;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Policies;

namespace OrderKernel.Tests.Support;

/// <summary>A shop whose mugs have serial numbers.</summary>
internal static class SerialShop
{
    public static KernelPolicies Policies { get; } = Bench.Sourced.With("serials", Encoding.UTF8.GetBytes("""
        { "$schema": "serials-1.json", "name": "serials", "version": "2", "rules": [{ "skus": ["MUG"], "form": "sn", "pattern": "M[0-9]+" }] }
        """)).ValueOrThrow();

    public static SerialNumber Serial(string text) => SerialNumber.Of(text);

    public static SerialUnit Unit(string serial) => new(Shop.Mug, Serial(serial));

    /// <summary>A bench with orders of so many mugs each, paid and planned.</summary>
    public static async Task<Bench> OpenAsync(int orders = 1, long mugs = 2)
    {
        var bench = new Bench(policies: Policies);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 100);
        for (var i = 1; i <= orders; i++) await bench.SendAsync(Shop.Claim($"{i}", "10:05", mugs: mugs).Paid("10:04"));
        return bench;
    }

    public static Task<DeliveryAnswer> LeftAsync(this Bench bench, string number, string at, params string[] serials) =>
        bench.LeftAsync(number, 2, at, serials);

    public static Task<DeliveryAnswer> LeftAsync(this Bench bench, string number, long units, string at, params string[] serials) => bench.SendAsync(
        new OutboundRecord(Shop.At(at), $"out-{number}-{at}", Bench.Platform(number), Shop.Hangzhou, Shop.Yuantong, Waybill.Of($"W{number}"),
            [Goods(units, null, serials)]));

    public static Task<DeliveryAnswer> CameAsync(this Bench bench, string? number, string at, params string[] serials) => bench.SendAsync(
        new ReceiptRecord(Shop.At(at), $"back-{at}", number is null ? null : Bench.Platform(number), Shop.Hangzhou,
            [Goods(Math.Max(1, serials.Length), InspectionOutcome.Restock, serials)]));

    public static GoodsLine Goods(long units, InspectionOutcome? outcome, params string[] serials) =>
        new(Shop.Mug, Shop.Units(units), outcome) { Serials = serials.Select(Serial).ToValueList() };

    public static async Task<SerialPlace?> PlaceAsync(this Bench bench, string serial) =>
        (await bench.Store.ReadAsync(new SerialKey(Shop.Acme, Shop.Mug, Serial(serial)).Stream(), 0, default))
            .Select(SerialEvents.Codec.Decode).Aggregate((SerialPlace?)null, (state, happened) => SerialPlace.Decider.Evolve(state, happened));

    public static async Task<string[]> FoundAsync(this Bench bench, string clue) =>
        [.. (await OrderStory.FindAsync(bench.Store, Shop.Acme, clue)).Items.Select(s => s.Order!.Key.Number.Value)];
}
