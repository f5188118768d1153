using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using OrderKernel.Channels;

namespace OrderKernel.Hosting.Tests;

// Fails when a host with a watch file watches nothing, forgets how channels did over a restart, or leaves what a circuit held lying; when a damaged file keeps
// it from starting, or is lost.
public sealed class ChannelWatchKeeperTests : IDisposable
{
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 10, 0);
    private static readonly ShopContext Shop = new(TenantId.Of("acme"), ShopId.Of("jd-pop"));
    private static readonly WatchedChannel Channel = new(Shop.Tenant, Shop.Shop, "own-shop");

    private const string Order =
        """{"order":"1","createdAt":"2026-02-09 17:00:00","currency":"CNY","total":"5.00","lines":[{"line":"1","sku":"A","quantity":1,"total":"5.00"}]}""";

    private readonly string _file = Path.Combine(Path.GetTempPath(), "ok-watch-" + Guid.NewGuid().ToString("N") + ".json");
    private readonly Stores.MemoryOrderStore _store = new();

    public void Dispose()
    {
        foreach (var file in new[] { _file, _file + ".damaged", _file + ".new" }) File.Delete(file);
    }

    private (Kernel Kernel, ChannelWatchKeeper Keeper) Host(string? file)
    {
        var services = new ServiceCollection().AddOrderKernel(o => o.Store = _ => _store).AddSingleton<IClock>(new FakeClock(Start));
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddOrderKernelWorker(o => o.WatchFile = file);
        var provider = services.BuildServiceProvider();
        return (provider.GetRequiredService<Kernel>(), Assert.Single(provider.GetServices<IHostedService>().OfType<ChannelWatchKeeper>()));
    }

    private static ValueTask<Result<ValueList<Deliveries.ReceivedRecord>>> PushAsync(Kernel kernel) =>
        kernel.ReceiveAsync(Shop, "own-shop", Push.Trusted(Encoding.UTF8.GetBytes(Order)), Start);

    [Fact]
    public async Task What_was_held_comes_when_the_circuit_is_closed_and_how_channels_do_is_kept()
    {
        var (kernel, keeper) = Host(_file);
        var open = Circuit.Closed.Opened(Start, Duration.FromMinutes(10));
        kernel.Watch!.Restore(Channel, ChannelWatchState.Empty with { Circuit = open, Cause = CircuitCause.Failing });
        (await PushAsync(kernel)).ValueOrThrow();
        await keeper.PassAsync(default);
        var (again, next) = Host(_file);
        Assert.Equal(CircuitPhase.Open, again.Watch!.StateOf(Channel).Circuit.Phase);
        Assert.Null(await again.FindAsync(new OrderKey(Shop.Tenant, ChannelId.Of("own-shop"), Shop.Shop, OrderNumber.Of("1"))));
        again.Watch.Restore(Channel, ChannelWatchState.Empty);
        await next.PassAsync(default);
        Assert.NotNull(await again.FindAsync(new OrderKey(Shop.Tenant, ChannelId.Of("own-shop"), Shop.Shop, OrderNumber.Of("1"))));
    }

    [Fact]
    public async Task A_host_that_stops_keeps_what_it_counted()
    {
        var (kernel, keeper) = Host(_file);
        await keeper.StartAsync(default);
        (await PushAsync(kernel)).ValueOrThrow();
        await keeper.StopAsync(default);
        Assert.Equal(1, Host(_file).Kernel.Watch!.StateOf(Channel).Tally.Hours.Items.Sum(h => h.Records));
    }

    [Fact]
    public void A_damaged_file_is_laid_beside_and_the_host_starts()
    {
        File.WriteAllText(_file, "{");
        Assert.Empty(Host(_file).Kernel.Watch!.Channels);
        Assert.Equal("{", File.ReadAllText(_file + ".damaged"));
        Assert.False(File.Exists(_file));
    }

    [Fact]
    public async Task Without_a_file_nothing_is_watched()
    {
        var (kernel, keeper) = Host(null);
        Assert.Null(kernel.Watch);
        await keeper.StartAsync(default);
        await keeper.ExecuteTask!;
        await keeper.StopAsync(default);
    }
}
