using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OrderKernel;
using OrderKernel.Channels;
using OrderKernel.Feeds;
using OrderKernel.Hosting;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Testing;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when the loop that the guide of pulls shows does not compile, reads nothing, or keeps a state that cannot be read again.
public class PullSnippets
{
    [Fact]
    public async Task Pulls()
    {
        var profile = Encoding.UTF8.GetString(Profiles.DefaultBytes("doudian").Span)
            .Replace("\"name\": \"doudian\"", "\"name\": \"mall\"", StringComparison.Ordinal)
            .Replace("\"records\": [", "\"pulls\": [{ \"feed\": \"orders\", \"windowMax\": \"P1D\", \"evidence\": \"seen\" }], \"records\": [", StringComparison.Ordinal);
        var kernel = new Kernel(new MemoryOrderStore(), KernelPolicies.Default.With("profile", Encoding.UTF8.GetBytes(profile)).ValueOrThrow());
        var openedAt = Instant.FromUtc(2026, 2, 9, 0, 0);
        var shop = new ShopContext(TenantId.Of("acme"), ShopId.Of("mall-1"));
        var clock = new HandClock { Now = openedAt + Duration.FromHours(1) };
        var gateway = new ScriptedGateway { Now = clock.GetCurrentInstant() };
        gateway.Refuse("429");
        using var source = new CancellationTokenSource();
        var stopping = source.Token;
        var (kept, waits) = (default(ReadOnlyMemory<byte>), 0);
        // snippet: pulls
        var state = PullState.StartingAt(openedAt);                                        // or PullState.Read(bytes), as the last step left it
        while (!stopping.IsCancellationRequested)
        {
            var turn = (await kernel.PullAsync(shop, "mall", "orders", gateway, state, clock.GetCurrentInstant(), stopping)).ValueOrThrow();
            state = turn.State;
            await keep(state.ToBytes());                                                    // a step that is lost here is made again, and changes nothing twice
            if (turn.Failure is { } why) Console.WriteLine(why.Code);                      // the state knows when to try again
            if (turn.Plan.Window is null) await sleepUntil(turn.Plan.WakeAt);
        }
        // end

        Assert.Equal(state, PullState.Read(kept).ValueOrThrow());
        Assert.Equal(3, gateway.Requests.Count);
        Assert.InRange(clock.GetCurrentInstant() - state.Through, Duration.Zero, Duration.FromMinutes(17));

        Task keep(ReadOnlyMemory<byte> bytes)
        {
            kept = bytes;
            return Task.CompletedTask;
        }

        Task sleepUntil(Instant at)
        {
            clock.Now = at;
            if (++waits == 2) source.Cancel();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Feeds_of_the_worker()
    {
        using var temp = new TempFolder();
        var folder = temp.File("feeds");
        var (shop, openedAt) = (new ShopContext(TenantId.Of("acme"), ShopId.Of("jd-pop")), Instant.FromUtc(2026, 2, 9, 0, 0));
        var services = new ServiceCollection().AddOrderKernel().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        // snippet: pulled-feeds
        services.AddSingleton<IChannelGateway, Gateway>();                                     // yours: one for all channels
        services.AddSingleton<IPullStates>(new PullStateFiles(folder));
        services.AddOrderKernelWorker(options => options.Feeds.Add(new(shop, "jd", "orders", openedAt)));
        // end

        await using var provider = services.BuildServiceProvider();
        var hosted = provider.GetServices<IHostedService>().ToList();
        foreach (var service in hosted) await service.StartAsync(default);
        var gateway = (Gateway)provider.GetRequiredService<IChannelGateway>();
        await gateway.IsAsked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        foreach (var service in hosted) await service.StopAsync(default);
        Assert.NotEmpty(gateway.Asked);
    }

    private sealed class Gateway : IChannelGateway
    {
        private readonly ScriptedGateway _fake = new();

        public IReadOnlyList<PullRequest> Asked => _fake.Requests;

        public TaskCompletionSource IsAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken)
        {
            // Asked once the answer is there: who is told of it may stop the worker at once.
            var answer = _fake.PullAsync(request, cancellationToken);
            IsAsked.TrySetResult();
            return answer;
        }

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) =>
            _fake.AcknowledgeAsync(request, page, cancellationToken);

        public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken) =>
            _fake.WriteBackAsync(request, cancellationToken);

        public ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken) =>
            _fake.SetStockAsync(request, cancellationToken);
    }

    private sealed class HandClock : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}
