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

        public ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken) => new(ShopStockAnswer.Taken);
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
        var sent = await store.ClaimAsync(new Lease(Shop.Tenant, "test", end, end), 100, default);
        var told = sent.Select(m => System.Text.Encoding.UTF8.GetString(m.Body.Span)).ToList();
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

    [Fact]
    public async Task A_feed_that_never_ends_gives_way_after_a_hundred_pages()
    {
        var channel = new Endless();
        var states = new PullStateFiles(_folder);
        var kernel = new Kernel(new Stores.MemoryOrderStore());
        Assert.Equal(100, (await kernel.PullAsync(Orders, channel, states, Start + Duration.FromMinutes(20))).ValueOrThrow());
        Assert.Equal(100, channel.Asked);
        Assert.Equal(100, (await kernel.PullAsync(Orders, channel, states, Start + Duration.FromMinutes(20))).ValueOrThrow());
        Assert.Equal(200, channel.Asked);
    }

    [Fact]
    public async Task The_pages_of_a_feed_that_ends_are_counted()
    {
        var channel = new Channel();
        var done = await new Kernel(new Stores.MemoryOrderStore()).PullAsync(Orders, channel, new PullStateFiles(_folder), Start + Duration.FromHours(3));
        Assert.Equal(channel.Asked.Count, done.ValueOrThrow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Passes_follow_one_another_at_once_or_after_a_longer_while_where_one_failed(bool fails)
    {
        var states = new Counting(fails);
        var services = new ServiceCollection().AddOrderKernel().AddSingleton<IClock>(new FakeClock(Start)).AddSingleton<IChannelGateway>(new Channel());
        services.AddSingleton<IPullStates>(states).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddOrderKernelWorker(o =>
        {
            o.Feeds.Add(Orders);
            (o.Every, o.EveryMax) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(2));
        });
        await using var provider = services.BuildServiceProvider();
        var puller = Assert.Single(provider.GetServices<IHostedService>().OfType<OrderKernelPuller>());
        await puller.StartAsync(default);
        // Well, it comes back at once; after a failure not for hours.
        await states.First.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.WhenAny(states.Second.Task, Task.Delay(fails ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(30)));
        await puller.StopAsync(default);
        Assert.Equal(fails, states.Loads == 1);
    }

    [Fact]
    public async Task A_pass_that_the_host_stops_is_no_failure_of_a_feed()
    {
        var (puller, _, channel) = Host(new PullStateFiles(_folder), Orders);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => puller.PassAsync(new CancellationToken(canceled: true)));
        Assert.Empty(channel.Asked);
    }

    [Fact]
    public async Task Without_feeds_the_puller_ends_at_once()
    {
        var (puller, _, _) = Host(new PullStateFiles(_folder));
        await puller.StartAsync(default);
        await puller.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_state_takes_the_place_of_the_old_one_whole()
    {
        var states = new PullStateFiles(_folder);
        await states.KeepAsync(Orders, [1, 2, 3], default);
        using var reader = new FileStream(Assert.Single(Directory.GetFiles(_folder)), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await states.KeepAsync(Orders, [4], default);
        var old = new byte[8];
        Assert.Equal(3, reader.Read(old, 0, old.Length));
        Assert.Equal([4], await states.LoadAsync(Orders, default));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Feeds_whose_names_differ_in_case_have_states_of_their_own_and_nothing_is_done_once_cancelled()
    {
        var states = new PullStateFiles(_folder);
        await states.KeepAsync(Orders, [1], default);
        Assert.Null(await states.LoadAsync(Orders with { Shop = Shop with { Shop = ShopId.Of("JD-POP") } }, default));
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await states.LoadAsync(Orders, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await states.KeepAsync(Orders, [2], cancelled));
        Assert.Equal([1], await states.LoadAsync(Orders, default));
    }

    private sealed class Counting(bool fails) : IPullStates
    {
        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Loads { get; private set; }

        public ValueTask<byte[]?> LoadAsync(PulledFeed feed, CancellationToken cancellationToken)
        {
            (++Loads == 1 ? First : Second).TrySetResult();
            return fails ? throw new IOException("The disk is away.") : default;
        }

        public ValueTask KeepAsync(PulledFeed feed, byte[] state, CancellationToken cancellationToken) => default;
    }

    private sealed class Endless : IChannelGateway
    {
        public int Asked { get; private set; }

        public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken) =>
            new(new PullPage("[]"u8.ToArray(), $"page-{++Asked}"));

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) => default;

        public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken) => new(new WriteBackTaken());

        public ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken) => new(ShopStockAnswer.Taken);
    }

    private sealed class Forgetful : IPullStates
    {
        public ValueTask<byte[]?> LoadAsync(PulledFeed feed, CancellationToken cancellationToken) => default;

        public ValueTask KeepAsync(PulledFeed feed, byte[] state, CancellationToken cancellationToken) => throw new IOException("The disk is full.");
    }
}
