using System.Text;
using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Publishing;
using OrderKernel.Testing;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Shops are told of stock through their gateway. Fails when a number that a later one took the place of is told, one that was refused is forgotten, told again
/// at once or told people twice, what waits is lost or told with what was taken, or a number that may have come too late stays.
/// </summary>
public class ShopStockScenarios
{
    private static readonly ChannelId Jd = ChannelId.Of("jd");
    private static readonly ShopId J1 = ShopId.Of("j-1");
    private static readonly ShopStockKey Key = new(Shop.Acme, new(Jd, J1));
    private static readonly KernelPolicies Told = KernelPolicies.Default
        .With("skuMap", """
            {"$schema":"sku-map-1.json","name":"m","version":"1","items":[{"channel":"jd","code":"M-1","sku":"MUG"},{"channel":"jd","code":"T-1","sku":"TEA"}]}
            """u8.ToArray()).ValueOrThrow()
        .With("publication", """
            {"$schema":"publication-1.json","name":"p","version":"1","shops":[{"channel":"jd","shop":"j-1"}],"rules":[{}]}
            """u8.ToArray()).ValueOrThrow();

    private readonly Bench _bench = new(policies: Told);
    private readonly ScriptedGateway _channel = new();

    private async Task StartAsync(string at = "09:00", params string[] sells)
    {
        foreach (var code in sells.Length == 0 ? ["M-1", "T-1"] : sells) _channel.Sell(code);
        await StockAsync(7, 3, at);
        await PublishAsync(at);
    }

    private async Task StockAsync(long mugs, long tea, string at)
    {
        await _bench.StockAsync(Shop.Hangzhou, Shop.Mug, mugs, at);
        await _bench.StockAsync(Shop.Hangzhou, Shop.Tea, tea, at);
    }

    private async Task<string> PublishAsync(string at)
    {
        var lines = (await _bench.Kernel.PublishStockAsync(Shop.Acme, Shop.At(at))).ValueOrThrow().Lines;
        return string.Join("; ", lines.Items.Select(l => $"{l.Listing.Code} {l.Outcome} {l.Units!.Units}{string.Concat(l.Reasons.Items.Select(r => " " + r.Code))}"));
    }

    // What comes of each effect that is due.
    private async Task<List<StockTurn>> SendAsync(string at)
    {
        var turns = new List<StockTurn>();
        await _bench.Kernel.SendDueAsync(Shop.Acme, Shop.At(at), [Kernel.StockPublishKind], async (effect, token) =>
            turns.Add((await _bench.Kernel.SetStockAsync(Shop.Acme, effect, _channel, Shop.At(at), token)).ValueOrThrow()));
        return turns;
    }

    private string Shown() => $"{_channel.Shown(J1, "M-1")?.ToString() ?? "-"} {_channel.Shown(J1, "T-1")?.ToString() ?? "-"}";

    private string Asked() => string.Join(" | ", _channel.StockRequests.Select(r => string.Join(", ", r.Numbers.Items.Select(n => $"{n.Code} {n.Units}"))));

    private async Task<List<OpenMatter>> MattersAsync()
    {
        var all = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(_bench.Store, _bench.Kernel.Policies, Shop.Acme, default)) all.Add(matter);
        return all;
    }

    private async Task<List<string>> NoticesAsync(string code) => [.. (await _bench.OutboxAsync("notice"))
        .Select(m => Encoding.UTF8.GetString(m.Body.ToArray())).Where(b => b.Contains($"\"{code}\"", StringComparison.Ordinal))];

    [Fact]
    public async Task What_a_shop_takes_it_shows_and_is_not_told_again()
    {
        await StartAsync();
        Assert.Equal([new StockTurn(2, 0, 0, 0, null)], await SendAsync("09:00"));
        Assert.Equal("7 3", Shown());
        Assert.All((await _bench.Kernel.FindAsync(Key))!.Numbers.Items, n => Assert.True(n.IsTaken));
        Assert.Equal("M-1 Unchanged 7; T-1 Unchanged 3", await PublishAsync("12:00"));
        await StockAsync(7, 2, "12:30");
        await PublishAsync("12:30");
        await SendAsync("12:30");
        Assert.Equal("M-1 7, T-1 3 | T-1 2", Asked());
        Assert.Empty(await MattersAsync());
    }

    [Fact]
    public async Task A_number_that_a_later_one_took_the_place_of_is_not_told()
    {
        await StartAsync();
        await StockAsync(5, 3, "09:10");
        await PublishAsync("09:10");
        Assert.Equal([new StockTurn(1, 0, 1, 0, null), new StockTurn(1, 0, 0, 0, null)], await SendAsync("09:11"));
        Assert.Equal("T-1 3 | M-1 5", Asked());
    }

    [Fact]
    public async Task What_is_refused_for_good_is_open_told_people_once_and_told_again_after_an_hour_until_it_is_taken()
    {
        await StartAsync(sells: "M-1");
        Assert.Equal([new StockTurn(1, 1, 0, 0, null)], await SendAsync("09:01"));
        Assert.Equal("7 -", Shown());
        var matter = Assert.Single(await MattersAsync());
        Assert.Equal((OpenMatterKind.Publication, "jd j-1", Shop.At("09:01"), OrderKernelCodes.StockRefused, (string?)null),
            (matter.Kind, matter.About, matter.Since, matter.Why.Code, matter.Settle));
        Assert.Equal("jd j-1 T-1 code-unknown", string.Join(" ", matter.Why.Arguments.Items.Select(a => a.Value)));
        Assert.Equal(_bench.Kernel.Policies.Notices.Policy.Stock, matter.Roles);
        var told = await NoticesAsync(OrderKernelCodes.StockRefused);
        Assert.Equal(matter.Roles.Count, told.Count);
        Assert.Equal("M-1 Unchanged 7; T-1 Unchanged 3", await PublishAsync("10:00"));
        Assert.Equal($"M-1 Unchanged 7; T-1 Publish 3 {InventoryCodes.PublicationRefused}", await PublishAsync("10:01"));
        // It is under way.
        Assert.Equal("M-1 Unchanged 7; T-1 Unchanged 3", await PublishAsync("10:30"));
        Assert.Equal([new StockTurn(0, 1, 0, 0, null)], await SendAsync("10:31"));
        Assert.Equal(Shop.At("09:01"), Assert.Single(await MattersAsync()).Since);
        Assert.Equal(told.Count, (await NoticesAsync(OrderKernelCodes.StockRefused)).Count);
        // Another number does not wait for the hour.
        await StockAsync(7, 9, "10:40");
        Assert.Equal("M-1 Unchanged 7; T-1 Publish 9", await PublishAsync("10:40"));
        _channel.Sell("T-1");
        await SendAsync("10:41");
        Assert.Equal("7 9", Shown());
        Assert.Empty(await MattersAsync());
        // Refused once more: people are told once more.
        _channel.Delist("T-1");
        await StockAsync(7, 8, "11:00");
        await PublishAsync("11:00");
        await SendAsync("11:01");
        Assert.Equal(2 * told.Count, (await NoticesAsync(OrderKernelCodes.StockRefused)).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_could_not_be_told_waits_longer_each_time_and_the_third_time_people_know(bool isAfterEffect)
    {
        await StartAsync();
        for (var i = 0; i < 3; i++) _channel.ThrowStock(new TimeoutException(), isAfterEffect);
        Assert.Equal([new StockTurn(0, 0, 0, 2, Shop.At("09:00:30"))], await SendAsync("09:00"));
        Assert.Equal([new StockTurn(0, 0, 0, 2, Shop.At("09:01:30"))], await SendAsync("09:00:30"));
        Assert.Empty(await SendAsync("09:01:29"));
        Assert.Equal([new StockTurn(0, 0, 0, 2, Shop.At("09:03:30"))], await SendAsync("09:01:30"));
        Assert.Equal([new StockTurn(2, 0, 0, 0, null)], await SendAsync("09:03:30"));
        Assert.Equal("7 3", Shown());
        var told = await NoticesAsync(OrderKernelCodes.StockDelayed);
        Assert.Equal(_bench.Kernel.Policies.Notices.Policy.Stock.Count, told.Count);
        Assert.All(told, n => Assert.Contains("\"codes\":\"M-1, T-1\",\"tries\":\"3\",\"why\":\"TimeoutException\"", n, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_an_answer_in_parts_what_was_taken_is_done_and_the_rest_alone_waits()
    {
        await StartAsync();
        var parts = new Parts(r => new([new("T-1", new string('x', 300), false), new("NO-CODE", "?", true)]));
        var effect = Assert.Single(await _bench.OutboxAsync(Kernel.StockPublishKind));
        var turn = (await _bench.Kernel.SetStockAsync(Shop.Acme, effect, parts, Shop.At("09:00"))).ValueOrThrow();
        Assert.Equal(new StockTurn(1, 0, 0, 1, Shop.At("09:00:30")), turn);
        // The same effect once more, for it was not settled: what was taken is not told, and what waits does not wait twice.
        Assert.Equal(new StockTurn(0, 0, 1, 1, Shop.At("09:00:30")), (await _bench.Kernel.SetStockAsync(Shop.Acme, effect, parts, Shop.At("09:00"))).ValueOrThrow());
        await _bench.Store.SettleAsync(Shop.Acme, effect.Key, default);
        Assert.Equal([new StockTurn(1, 0, 0, 0, null)], await SendAsync("09:00:30"));
        Assert.Equal("T-1 3", Asked());
        Assert.Empty(await _bench.OutboxAsync(Kernel.StockPublishKind));
    }

    [Fact]
    public async Task A_long_answer_is_cut_and_each_word_of_a_shop_is_a_matter_of_its_own()
    {
        await StartAsync();
        var effect = Assert.Single(await _bench.OutboxAsync(Kernel.StockPublishKind));
        var parts = new Parts(_ => new([new("T-1", new string('x', 300), true), new("M-1", "locked", true), new("M-1", "twice", true)]));
        Assert.Equal(new StockTurn(0, 2, 0, 0, null), (await _bench.Kernel.SetStockAsync(Shop.Acme, effect, parts, Shop.At("09:00"))).ValueOrThrow());
        Assert.Equal(["locked", new string('x', 128)], (await MattersAsync()).Select(m => m.Why.Arguments.Items.Last().Value).Order(StringComparer.Ordinal));
    }

    // The number of nine is on its way when that of ten is decided, told and taken: it comes last.
    [Fact]
    public async Task A_number_that_may_have_come_too_late_makes_the_newer_one_be_told_once_more()
    {
        await StartAsync();
        var effect = Assert.Single(await _bench.OutboxAsync(Kernel.StockPublishKind));
        var slow = new Slow(_channel, async () =>
        {
            await StockAsync(5, 3, "10:00");
            await PublishAsync("10:00");
            await SendAsync("10:00");
        });
        await _bench.Kernel.SetStockAsync(Shop.Acme, effect, slow, Shop.At("09:00"));
        await _bench.Store.SettleAsync(Shop.Acme, effect.Key, default);
        Assert.Equal("7 3", Shown());
        Assert.Equal($"M-1 Publish 5 {InventoryCodes.PublicationDoubted}; T-1 Unchanged 3", await PublishAsync("10:01"));
        await SendAsync("10:01");
        Assert.Equal("5 3", Shown());
        Assert.Equal("M-1 Unchanged 5; T-1 Unchanged 3", await PublishAsync("10:02"));
    }

    [Fact]
    public async Task Another_effect_is_a_mistake_of_the_caller() => await Assert.ThrowsAsync<ArgumentException>(
        async () => await _bench.Kernel.SetStockAsync(Shop.Acme, new("k", "notice", Shop.At("09:00"), "{}"u8.ToArray()), _channel, Shop.At("09:00")));

    private abstract class OfStockAlone : IChannelGateway
    {
        public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public abstract ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken);
    }

    private sealed class Parts(Func<ShopStockRequest, ShopStockAnswer> answer) : OfStockAlone
    {
        public override ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken) => new(answer(request));
    }

    private sealed class Slow(IChannelGateway inner, Func<Task> meanwhile) : OfStockAlone
    {
        public override async ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken)
        {
            await meanwhile();
            return await inner.SetStockAsync(request, cancellationToken);
        }
    }
}
