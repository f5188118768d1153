using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Testing;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when a pull loses a record of a channel that tells late, moves its pages, refuses or breaks off, applies one twice, asks when it may not, hides a
// failure, or does not tell people of a feed that fails and of what can be had no more.
public class PullScenarios
{
    private static readonly ShopContext Mall = new(Shop.Acme, ShopId.Of("mall-1"));
    private static readonly Instant Start = Shop.At("1 00:00");
    private static readonly KernelPolicies Policies = KernelPolicies.Default with
    {
        Profiles =
        [
            Profiles.Load("""
                {"$schema":"profile-1.json","name":"mall","version":"1","channel":"mall","code":"ML","zone":"UTC","format":"json","currency":"CNY","money":"fen",
                "time":"epoch-s",
                "pulls":[
                  {"feed":"orders","windowMax":"PT30M","historyMax":"P90D","pageMax":3,"evidence":"seen"},
                  {"feed":"slow","windowMax":"PT30M","budget":{"burst":1,"every":"PT1M"},"evidence":"seen"}],
                "records":[{"kind":"order","scope":"whole","number":"no","times":{"created":"at","paid":"at","modified":"changed"},"amounts":{"due":"total"},
                "needsFulfilment":false,"statuses":[{"path":"at","present":{"payment":"Paid","evidence":"seen"}}]}]}
                """u8.ToArray()).ValueOrThrow(),
        ],
    };

    [Fact]
    public async Task Whatever_the_channel_does_every_order_is_there_once()
    {
        var (bench, channel) = (new Bench(policies: Policies), new ScriptedGateway(7) { PageSize = 3, RepeatPercent = 50, ShufflePercent = 50 });
        var chance = new Random(7);
        var end = Start + Duration.FromHours(5);
        for (var i = 0; i < 80; i++)
        {
            var at = Start + ((end - Start) * chance.NextDouble());
            channel.Change($"{i}", at, Order(i, at, at), Duration.FromSeconds(chance.Next(0, 240)));
            // Some are told again, later: they move to the front while pages are read.
            if (chance.Next(3) == 0) channel.Change($"{i}", at + Duration.FromMinutes(20), Order(i, at, at + Duration.FromMinutes(20)));
        }

        var (state, now, steps) = (PullState.StartingAt(Start), Start, 0);
        while (now < end + Duration.FromHours(3))
        {
            channel.Now = now;
            if (++steps % 11 == 0) channel.Refuse("429", Duration.FromSeconds(40));
            if (steps % 17 == 0) channel.Throw(new HttpRequestException("broken pipe"));
            var turn = (await bench.Kernel.PullAsync(Mall, "mall", "orders", channel, state, now)).ValueOrThrow();
            state = PullState.Read(turn.State.ToBytes()).ValueOrThrow();
            now = turn.Plan.Window is null ? turn.Plan.WakeAt : now + Duration.FromSeconds(2);
        }

        var figures = await bench.FiguresAsync();
        Assert.Equal(80, figures.Orders);
        Assert.Empty(await bench.QuarantineAsync());
        Assert.All(channel.Requests, r => Assert.Equal((3, "mall", "mall-1"), (r.PageMax, r.Channel.Value, r.Shop.Value)));
    }

    [Fact]
    public async Task Where_nothing_is_due_nobody_is_asked()
    {
        var channel = new ScriptedGateway();
        var turn = (await PullAsync(new Bench(policies: Policies), channel, PullState.StartingAt(Start), Start)).ValueOrThrow();
        Assert.Null(turn.Plan.Window);
        Assert.Empty(channel.Requests);
        Assert.True(turn.Plan.WakeAt > Start);
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_channels_word_and_the_state_knows_when_to_ask_again()
    {
        var channel = new ScriptedGateway();
        channel.Refuse("isp.top-remote-service-unavailable", Duration.FromMinutes(2));
        var now = Start + Duration.FromMinutes(20);
        var turn = (await PullAsync(new Bench(policies: Policies), channel, PullState.StartingAt(Start), now)).ValueOrThrow();
        Assert.Equal(ChannelsCodes.PullRefused, turn.Failure!.Code);
        Assert.Equal(["orders", "isp.top-remote-service-unavailable"], turn.Failure.Arguments.Items.Select(a => a.Value));
        Assert.Equal((Start, now + Duration.FromMinutes(2)), (turn.State.Through, turn.State.NotBefore));
    }

    [Fact]
    public async Task What_the_adapter_throws_is_named_by_its_type_and_nothing_of_its_text_is_kept()
    {
        var channel = new ScriptedGateway();
        channel.Throw(new InvalidOperationException("token=secret"));
        var turn = (await PullAsync(new Bench(policies: Policies), channel, PullState.StartingAt(Start), Start + Duration.FromMinutes(20))).ValueOrThrow();
        Assert.Equal(["orders", "InvalidOperationException"], turn.Failure!.Arguments.Items.Select(a => a.Value));
    }

    [Fact]
    public async Task A_host_that_stops_is_no_failure_of_the_channel()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await new Bench(policies: Policies).Kernel
            .PullAsync(Mall, "mall", "orders", new ScriptedGateway(), PullState.StartingAt(Start), Start + Duration.FromMinutes(20), source.Token));
    }

    [Fact]
    public async Task A_channel_that_names_the_page_that_was_asked_for_as_the_next_is_not_asked_for_ever()
    {
        var (bench, state, now) = (new Bench(policies: Policies), PullState.StartingAt(Start), Start + Duration.FromMinutes(20));
        var first = (await PullAsync(bench, new Circles(), state, now)).ValueOrThrow();
        Assert.Null(first.Failure);
        var second = (await PullAsync(bench, new Circles(), first.State, now)).ValueOrThrow();
        Assert.Equal(ChannelsCodes.PullPagesStuck, second.Failure?.Code);
    }

    [Fact]
    public async Task A_feed_that_fails_all_the_time_is_told_to_people_once_an_hour()
    {
        var (store, channel) = (new MemoryOrderStore(), new ScriptedGateway());
        var bench = new Bench(store, Policies);
        channel.Refuse("500", times: 1000);
        var (state, now, told) = (PullState.StartingAt(Start), Start, new List<Reason>());
        while (now < Start + Duration.FromHours(3))
        {
            var turn = (await PullAsync(bench, channel, state, now)).ValueOrThrow();
            told.AddRange(turn.Told);
            (state, now) = (turn.State, turn.Plan.Window is null ? turn.Plan.WakeAt : now + Duration.FromSeconds(1));
        }

        Assert.NotEmpty(told);
        Assert.All(told, r => Assert.Equal(ChannelsCodes.PullFailing, r.Code));
        Assert.InRange(told.Count, 1, 3);
        var notices = await bench.OutboxAsync("notice");
        Assert.Equal(told.Count, notices.Count);
        Assert.All(notices, n => Assert.Contains(ChannelsCodes.PullFailing, System.Text.Encoding.UTF8.GetString(n.Body.Span), StringComparison.Ordinal));
        Assert.True(channel.Requests.Count < 60, $"{channel.Requests.Count} calls to a channel that is out");
    }

    [Fact]
    public async Task What_lies_further_back_than_the_channel_answers_is_told_once()
    {
        var bench = new Bench(policies: Policies);
        var (state, now) = (PullState.StartingAt(Start), Start + Duration.FromDays(100));
        var first = (await PullAsync(bench, new ScriptedGateway(), state, now)).ValueOrThrow();
        Assert.Equal(ChannelsCodes.PullHistoryShort, Assert.Single(first.Told.Items).Code);
        var second = (await PullAsync(bench, new ScriptedGateway(), first.State, now)).ValueOrThrow();
        Assert.Empty(second.Told);
        Assert.Single(await bench.OutboxAsync("notice"));
    }

    [Fact]
    public async Task A_budget_of_the_profile_is_kept()
    {
        var (bench, channel) = (new Bench(policies: Policies), new ScriptedGateway());
        var (state, now) = (PullState.StartingAt(Start), Start + Duration.FromHours(5));
        var first = (await bench.Kernel.PullAsync(Mall, "mall", "slow", channel, state, now)).ValueOrThrow();
        var second = (await bench.Kernel.PullAsync(Mall, "mall", "slow", channel, first.State, now)).ValueOrThrow();
        Assert.Equal((1, ChannelsCodes.PullBudgetSpent), (channel.Requests.Count, Assert.Single(second.Plan.Reasons.Items).Code));
    }

    [Theory]
    [InlineData("nobody", "orders", OrderKernelCodes.DoorUnknown)]
    [InlineData("mall", "refunds", ChannelsCodes.FeedUnknown)]
    public async Task A_profile_or_feed_that_is_not_there_is_named(string profile, string feed, string code)
    {
        var channel = new ScriptedGateway();
        var refused = await new Bench(policies: Policies).Kernel.PullAsync(Mall, profile, feed, channel, PullState.StartingAt(Start), Shop.At("2 00:00"));
        Assert.Equal(code, refused.Refusal?.Code);
        Assert.Empty(channel.Requests);
    }

    private static ValueTask<Result<PullTurn>> PullAsync(Bench bench, IChannelGateway channel, PullState state, Instant now) =>
        bench.Kernel.PullAsync(Mall, "mall", "orders", channel, state, now);

    private static string Order(int number, Instant at, Instant changed) =>
        $$"""{"no":"{{number}}","at":{{at.ToUnixTimeSeconds()}},"changed":{{changed.ToUnixTimeSeconds()}},"total":{{100 + number}}}""";

    private sealed class Circles : IChannelGateway
    {
        public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken) => new(new PullPage("[]"u8.ToArray(), "again"));

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) => default;

        public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken) => new(new WriteBackTaken());

        public ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken) => new(ShopStockAnswer.Taken);
    }
}
