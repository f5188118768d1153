using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using OrderKernel.Channels;
using OrderKernel.Feeds;
using OrderKernel.Ports;

namespace OrderKernel.Hosting.Tests;

// Fails when a feed is pulled twice over or not on after a restart, when one feed's failure stops another, when a damaged state is taken for none, or when a
// page is lost because its state was.
public sealed class OrderKernelPullerTests : IDisposable
{
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 10, 0);
    private static readonly ShopContext Shop = new(TenantId.Of("acme"), ShopId.Of("jd-pop"));
    private static readonly PulledFeed Orders = new(Shop, "jd", "orders", Start);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "ok-pulls-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private sealed class Channel : IChannelGateway
    {
        public List<PullRequest> Asked { get; } = [];

        public HashSet<string> Broken { get; } = [];

        public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken)
        {
            if (Broken.Contains(request.Shop.Value)) throw new IOException("The channel is away.");
            Asked.Add(request);
            return new(new PullPage("[]"u8.ToArray(), null));
        }

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) => default;

        public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken) => new(new WriteBackTaken());
    }

    private (OrderKernelPuller Puller, FakeClock Clock, Channel Channel) Host(IPullStates? states, params PulledFeed[] feeds)
    {
        var (clock, channel) = (new FakeClock(Start + Duration.FromHours(3)), new Channel());
        var services = new ServiceCollection().AddOrderKernel().AddSingleton<IClock>(clock).AddSingleton<IChannelGateway>(channel);
        if (states is not null) services.AddSingleton(states);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddOrderKernelWorker(o =>
        {
            foreach (var feed in feeds) o.Feeds.Add(feed);
        });
        return (Assert.Single(services.BuildServiceProvider().GetServices<IHostedService>().OfType<OrderKernelPuller>()), clock, channel);
    }

    [Fact]
    public async Task A_feed_is_pulled_up_to_now_and_goes_on_there_after_a_restart()
    {
        var (first, _, channel) = Host(new PullStateFiles(_folder), Orders);
        Assert.True(await first.PassAsync(default));
        Assert.NotEmpty(channel.Asked);
        Assert.Equal(Start + Duration.FromHours(3), channel.Asked.Max(r => r.To));
        var (second, clock, again) = Host(new PullStateFiles(_folder), Orders);
        Assert.True(await second.PassAsync(default));
        Assert.Empty(again.Asked);
        clock.Reset(Start + Duration.FromHours(4));
        Assert.True(await second.PassAsync(default));
        Assert.True(again.Asked.Min(r => r.From) > Start);
    }

    [Fact]
    public async Task A_feed_whose_channel_fails_waits_and_others_go_on()
    {
        var other = Orders with { Shop = Shop with { Shop = ShopId.Of("other") } };
        var (puller, _, channel) = Host(new PullStateFiles(_folder), other, Orders);
        channel.Broken.Add("other");
        Assert.True(await puller.PassAsync(default));
        Assert.All(channel.Asked, r => Assert.Equal("jd-pop", r.Shop.Value));
        Assert.NotEmpty(channel.Asked);
    }

    [Fact]
    public async Task A_damaged_state_is_told_and_not_taken_for_none()
    {
        var states = new PullStateFiles(_folder);
        var (puller, _, channel) = Host(states, Orders);
        Assert.True(await puller.PassAsync(default));
        var file = Assert.Single(Directory.GetFiles(_folder));
        await File.WriteAllTextAsync(file, "{}");
        channel.Asked.Clear();
        Assert.False(await puller.PassAsync(default));
        Assert.Empty(channel.Asked);
        var refused = await new Kernel(new Stores.MemoryOrderStore()).PullAsync(Orders, channel, states, Start);
        Assert.Equal(ChannelsCodes.PullStateInvalid, refused.Refusal?.Code);
    }

    [Fact]
    public async Task People_hear_once_a_day_of_a_feed_that_stands_still()
    {
        var store = new Stores.MemoryOrderStore();
        var (kernel, channel) = (new Kernel(store), new Channel());
        PulledFeed[] feeds = [Orders, Orders with { Profile = "nobody" }, Orders with { Feed = "nothing" }];
        foreach (var hours in new[] { 0, 1, 2, 24, 25 })
        {
            foreach (var feed in feeds) await StandingAsync(kernel, feed, channel, new Damaged(), Start + Duration.FromHours(hours));
            await StandingAsync(kernel, Orders with { Since = Start - Duration.FromDays(1) }, channel, new Forgetful(), Start + Duration.FromHours(hours));
        }

        var end = Start + Duration.FromDays(9);
        var told = (await store.ClaimAsync(new Lease(Shop.Tenant, "test", end, end), 100, default)).Select(m => System.Text.Encoding.UTF8.GetString(m.Body.Span)).ToList();
        Assert.Equal(8, told.Count);
        Assert.All(told, t => Assert.Contains(OrderKernelCodes.FeedStopped, t, StringComparison.Ordinal));
    }

    private static async Task StandingAsync(Kernel kernel, PulledFeed feed, Channel channel, IPullStates states, Instant at)
    {
        try
        {
            Assert.NotNull((await kernel.PullAsync(feed, channel, states, at)).Refusal);
        }
        catch (IOException)
        {
            // What the states throw is the caller's too.
        }
    }

    private sealed class Damaged : IPullStates
    {
        public ValueTask<byte[]?> LoadAsync(PulledFeed feed, CancellationToken cancellationToken) =>
            new(feed is { Profile: "jd", Feed: "orders" } ? [1] : null);

        public ValueTask KeepAsync(PulledFeed feed, byte[] state, CancellationToken cancellationToken) => default;
    }

    [Fact]
    public async Task A_state_comes_back_as_it_was_kept_and_each_feed_has_its_own()
    {
        var states = new PullStateFiles(_folder);
        Assert.Null(await states.LoadAsync(Orders, default));
        await states.KeepAsync(Orders, [1, 2, 3], default);
        await states.KeepAsync(Orders, [4], default);
        Assert.Equal([4], await states.LoadAsync(Orders, default));
        Assert.Null(await states.LoadAsync(Orders with { Feed = "refunds" }, default));
        Assert.Null(await states.LoadAsync(Orders with { Shop = new(TenantId.Of("other"), Shop.Shop) }, default));
    }

    [Fact]
    public async Task A_page_whose_state_was_lost_is_asked_for_again()
    {
        var (puller, _, channel) = Host(new Forgetful(), Orders);
        Assert.False(await puller.PassAsync(default));
        Assert.False(await puller.PassAsync(default));
        Assert.Equal(2, channel.Asked.Count);
        Assert.Equal(channel.Asked[0], channel.Asked[1]);
    }

    [Fact]
    public async Task Without_a_place_for_states_nothing_is_pulled()
    {
        var (puller, _, channel) = Host(null, Orders);
        await puller.StartAsync(default);
        await puller.ExecuteTask!;
        Assert.Empty(channel.Asked);
    }

    private sealed class Forgetful : IPullStates
    {
        public ValueTask<byte[]?> LoadAsync(PulledFeed feed, CancellationToken cancellationToken) => default;

        public ValueTask KeepAsync(PulledFeed feed, byte[] state, CancellationToken cancellationToken) => throw new IOException("The disk is full.");
    }
}
