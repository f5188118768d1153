using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Testing;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;

namespace OrderKernel.Hosting.Tests;

// Fails when a deadline does not pass although the host runs, when an effect is lost or a tenant's failure stops the others.
public class OrderKernelWorkerTests
{
    private static readonly TenantId Acme = TenantId.Of("acme");
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 10, 0);
    private static readonly OrderKey Key = new(Acme, ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of("1"));

    private sealed class Sender : IEffectSender
    {
        public List<string> Kinds { get; } = [];

        public bool Fails { get; set; }

        public ValueTask SendAsync(TenantId tenant, OutboxMessage effect, CancellationToken cancellationToken)
        {
            if (Fails) throw new IOException("The provider is away.");
            Kinds.Add($"{tenant} {effect.Kind}");
            return default;
        }
    }

    private static (ServiceProvider Services, FakeClock Clock, Sender Sender) Host(params TenantId[] tenants)
    {
        var (clock, sender) = (new FakeClock(Start), new Sender());
        var services = new ServiceCollection().AddOrderKernel().AddSingleton<IClock>(clock).AddSingleton<IEffectSender>(sender);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddOrderKernelWorker(o =>
        {
            foreach (var tenant in tenants) o.Tenants.Add(tenant);
            o.Every = TimeSpan.FromMilliseconds(5);
        });
        return (services.BuildServiceProvider(), clock, sender);
    }

    private static OrderKernelWorker WorkerOf(ServiceProvider services) =>
        Assert.Single(services.GetServices<IHostedService>().OfType<OrderKernelWorker>());

    private static async Task<Order> PlacedAsync(Kernel kernel) =>
        (await kernel.PlaceAsync(Key, Money.Fen(1000), Start, [OrderedLine.AtUnitPrice(LineId.Of("1"), Quantity.Of(1), Money.Fen(1000), [])])).ValueOrThrow();

    [Fact]
    public async Task An_unpaid_order_expires_when_the_clock_says_so_and_not_before()
    {
        var (services, clock, _) = Host(Acme);
        var (kernel, worker) = (services.GetRequiredService<Kernel>(), WorkerOf(services));
        await PlacedAsync(kernel);
        clock.Reset(Start + Duration.FromMinutes(29));
        Assert.True(await worker.PassAsync(default));
        Assert.Equal(OrderStatus.AwaitingPayment, (await kernel.FindAsync(Key))!.Statuses.Headline);
        clock.Reset(Start + Duration.FromMinutes(30));
        Assert.True(await worker.PassAsync(default));
        Assert.Equal(OrderStatus.Cancelled, (await kernel.FindAsync(Key))!.Statuses.Headline);
    }

    [Fact]
    public async Task An_effect_whose_sending_fails_is_sent_again_and_other_tenants_go_on()
    {
        var other = TenantId.Of("other");
        var (services, clock, sender) = Host(Acme, other);
        var (kernel, worker) = (services.GetRequiredService<Kernel>(), WorkerOf(services));
        await PlacedAsync(kernel);
        (await kernel.TellAsync(Key, new PlaceHold(HoldId.Of("h1"), HoldKind.CustomerRequest, HoldScopes.Ship), Role.Agent, Start)).ValueOrThrow();
        sender.Fails = true;
        Assert.False(await worker.PassAsync(default));
        sender.Fails = false;
        clock.Reset(Start + Duration.FromMinutes(1));
        Assert.True(await worker.PassAsync(default));
        Assert.Contains("acme notice", sender.Kinds);
        var sent = sender.Kinds.Count;
        Assert.True(await worker.PassAsync(default));
        Assert.Equal(sent, sender.Kinds.Count);
    }

    private sealed class Channel : IChannelGateway
    {
        public List<WriteBackRequest> Told { get; } = [];

        public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken) => new(new PullRefusal("none", null));

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) => default;

        public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken)
        {
            Told.Add(request);
            return new(new WriteBackTaken());
        }

        public List<ShopStockRequest> Stock { get; } = [];

        public ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken)
        {
            Stock.Add(request);
            return new(ShopStockAnswer.Taken);
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Shops_are_told_of_stock_at_a_rhythm_of_their_own_through_the_gateway_or_else_the_sender(bool hasGateway, bool hasSender)
    {
        var (clock, sender, channel) = (new FakeClock(Start), new Sender(), new Channel());
        var policies = KernelPolicies.Default.With("publication", """
            {"$schema":"publication-1.json","name":"p","version":"1","shops":[{"channel":"own-shop","shop":"flagship"}],"rules":[{"skus":["MUG"]}]}
            """u8.ToArray()).ValueOrThrow();
        var services = new ServiceCollection().AddOrderKernel(o => o.Policies = policies).AddSingleton<IClock>(clock);
        if (hasSender) services.AddSingleton<IEffectSender>(sender);
        if (hasGateway) services.AddSingleton<IChannelGateway>(channel);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddOrderKernelWorker(o => o.Tenants.Add(Acme));
        var built = services.BuildServiceProvider();
        var (kernel, worker) = (built.GetRequiredService<Kernel>(), WorkerOf(built));
        foreach (var (after, units) in new[] { (0, 7), (30, 5), (59, 4), (60, 4), (61, 4) })
        {
            clock.Reset(Start + Duration.FromSeconds(after));
            var count = new CountStock([new(new(LocationId.Of("HZ"), SkuId.Of("MUG")), Quantity.Of(units))], "counted");
            (await kernel.TellAsync(new MovementKey(Acme, MessageId.Of($"c{after}")), count, Role.Warehouse, clock.GetCurrentInstant())).ValueOrThrow();
            // Decided behind the effects of a pass, told by the next.
            Assert.True(await worker.PassAsync(default));
            Assert.True(await worker.PassAsync(default));
        }

        // The first minute shows seven; what changed twice within it is told once.
        Assert.Equal(hasGateway ? ["MUG 7", "MUG 4"] : [], channel.Stock.Select(s => $"{s.Numbers[0].Code} {s.Numbers[0].Units}"));
        Assert.Equal(hasGateway ? 0 : 2, sender.Kinds.Count(k => k == "acme stock-publish"));
        clock.Reset(Start - Duration.FromDays(1));
        (await kernel.TellAsync(new MovementKey(Acme, MessageId.Of("back")), new CountStock([new(new(LocationId.Of("BJ"), SkuId.Of("MUG")), Quantity.Of(1))], "counted"),
            Role.Warehouse, clock.GetCurrentInstant())).ValueOrThrow();
        Assert.True(await worker.PassAsync(default));
        Assert.Equal(5, (await kernel.FindAsync(new ShopStockKey(Acme, new(ChannelId.Of("own-shop"), ShopId.Of("flagship")))))!.Numbers[0].Number.Units.Units);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Where_the_channels_gateway_is_there_parcels_are_told_to_it_and_all_else_to_the_sender_or_waits(bool hasGateway, bool hasSender)
    {
        var (clock, sender, channel) = (new FakeClock(Start), new Sender(), new Channel());
        var services = new ServiceCollection().AddOrderKernel().AddSingleton<IClock>(clock);
        if (hasSender) services.AddSingleton<IEffectSender>(sender);
        if (hasGateway) services.AddSingleton<IChannelGateway>(channel);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddOrderKernelWorker(o => o.Tenants.Add(Acme));
        var built = services.BuildServiceProvider();
        var (kernel, key) = (built.GetRequiredService<Kernel>(), Key with { Channel = ChannelId.Of("own-shop") });
        (await kernel.PlaceAsync(key, Money.Fen(1000), Start, [OrderedLine.AtUnitPrice(LineId.Of("1"), Quantity.Of(1), Money.Fen(1000), [])])).ValueOrThrow();
        (await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("1"), Tender.Cash, Money.Fen(1000), Start), Role.Channel, Start)).ValueOrThrow();
        var left = new ShipElsewhere(ShipmentId.Of("p"), Start, []) { Carrier = CarrierId.Of("SF"), Waybills = [Waybill.Of("W1")] };
        (await kernel.TellAsync(key, left, Role.Warehouse, Start)).ValueOrThrow();
        (await kernel.TellAsync(key, new PlaceHold(HoldId.Of("h1"), HoldKind.CustomerRequest, HoldScopes.Edit), Role.Agent, Start)).ValueOrThrow();
        Assert.True(await WorkerOf(built).PassAsync(default));
        Assert.Equal(hasGateway ? ["1 W1"] : [], channel.Told.Select(t => $"{t.Order} {t.Waybills[0]}"));
        Assert.Equal(!hasGateway, sender.Kinds.Contains("acme write-back"));
        Assert.Equal(hasSender, sender.Kinds.Contains("acme notice"));
        if (!hasSender)
        {
            var waits = new List<string>();
            await kernel.SendDueAsync(Acme, Start, (effect, _) =>
            {
                waits.Add(effect.Kind);
                return default;
            });
            Assert.Contains("notice", waits);
            Assert.DoesNotContain(Kernel.WriteBackKind, waits);
        }

        Assert.Equal(hasGateway ? 1 : 0, (await kernel.FindAsync(key))!.WriteBacks.Count);
    }

    private sealed class Warehouse : IWarehouseGateway
    {
        public List<DispatchRequest> Told { get; } = [];

        public ValueTask<DispatchAnswer> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            Told.Add(request);
            return new(new DispatchTaken());
        }

        public ValueTask<DispatchAnswer> RecallAsync(RecallRequest request, CancellationToken cancellationToken) => new(new DispatchTaken());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Where_the_warehouses_gateway_is_there_parcels_are_told_to_it_and_else_to_the_sender(bool hasGateway, bool hasSender)
    {
        var (clock, sender, warehouse) = (new FakeClock(Start), new Sender(), new Warehouse());
        var policies = KernelPolicies.Default.With("dispatchNotes",
            """{"$schema":"dispatch-notes-1.json","name":"d","version":"1","locations":["HZ"]}"""u8.ToArray()).ValueOrThrow();
        var services = new ServiceCollection().AddOrderKernel(o => o.Policies = policies).AddSingleton<IClock>(clock);
        if (hasSender) services.AddSingleton<IEffectSender>(sender);
        if (hasGateway) services.AddSingleton<IWarehouseGateway>(warehouse);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddOrderKernelWorker(o => o.Tenants.Add(Acme));
        var built = services.BuildServiceProvider();
        var (kernel, key) = (built.GetRequiredService<Kernel>(), Key with { Channel = ChannelId.Of("own-shop") });
        (await kernel.PlaceAsync(key, Money.Fen(1000), Start, [OrderedLine.AtUnitPrice(LineId.Of("1"), Quantity.Of(1), Money.Fen(1000), [])])).ValueOrThrow();
        (await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("1"), Tender.Cash, Money.Fen(1000), Start), Role.Channel, Start)).ValueOrThrow();
        var plan = new PlanShipment(ShipmentId.Of("p"), LocationId.Of("HZ"), null, null, [new(LineId.Of("1"), Quantity.Of(1))]);
        (await kernel.TellAsync(key, plan, Role.Kernel, Start)).ValueOrThrow();
        Assert.True(await WorkerOf(built).PassAsync(default));
        Assert.Equal(hasGateway ? ["HZ 1"] : [], warehouse.Told.Select(t => $"{t.Location} {t.Order}"));
        Assert.Equal(hasSender && !hasGateway, sender.Kinds.Contains("acme dispatch-note"));
    }

    [Fact]
    public async Task It_runs_and_stops_with_the_host()
    {
        var (services, clock, _) = Host(Acme);
        var (kernel, worker) = (services.GetRequiredService<Kernel>(), WorkerOf(services));
        await PlacedAsync(kernel);
        clock.Reset(Start + Duration.FromHours(1));
        await worker.StartAsync(default);
        // The worker's own pace: what it does is seen in the store, not in a wait of the test's.
        while ((await kernel.FindAsync(Key))!.Statuses.Headline != OrderStatus.Cancelled) await Task.Yield();
        await worker.StopAsync(default);
    }

    [Fact]
    public void Options_that_cannot_work_are_refused()
    {
        var services = new ServiceCollection().AddOrderKernel().AddOrderKernelWorker(o => o.Every = TimeSpan.Zero).BuildServiceProvider();
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() =>
            services.GetRequiredService<Microsoft.Extensions.Options.IOptions<OrderKernelWorkerOptions>>().Value);
    }
}
