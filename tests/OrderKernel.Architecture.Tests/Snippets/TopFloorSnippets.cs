using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrderKernel.Hosting;
using OrderKernel.Ports;
using OrderKernel;
using OrderKernel.AfterSales;
using OrderKernel.Channels;
using OrderKernel.Allocation;
using OrderKernel.Figures;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Stores;
using OrderKernel.Testing;
using OrderKernel.Workflow;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the readmes of the top floor show does not compile or not say what their comments say.
public class TopFloorSnippets
{
    [Fact]
    public async Task Sqlite()
    {
        using var folder = new TempFolder();
        var path = folder.File("orderkernel.db");
        var tenant = TenantId.Of("acme");
        // snippet: sqlite
        await using var store = SqliteOrderStore.Open(path);                         // durable: write-ahead log, synchronous FULL
        var kernel = new Kernel(store);                                              // any number of callers
        var anchor = FileAnchor.Beside(path);                                        // heads outside the file, so that damage is noticed
        var found = await StoreVerifier.VerifyAsync(store, anchor, tenant, default); // every chain, every head
        // end

        Assert.True(found.IsSound);
        Assert.NotNull(kernel.Policies);
    }

    [Fact]
    public async Task Hosting()
    {
        using var folder = new TempFolder();
        var path = folder.File("shop.db");
        var services = new ServiceCollection();
        // snippet: hosting
        services.AddOrderKernel(options =>
        {
            options.Store = _ => SqliteOrderStore.Open(path);                                  // in memory when you say nothing
            options.Policies = KernelPolicies.Default with { Network = Network.Default };      // your warehouses; without a network nothing is reserved
        });
        // end

        await using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<Kernel>().Policies.Network);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Worker()
    {
        using var folder = new TempFolder();
        var path = folder.File("shop.db");
        var services = new ServiceCollection();
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>));
        // snippet: worker
        services.AddOrderKernel(options => options.Store = _ => SqliteOrderStore.Open(path));
        services.AddSingleton<IEffectSender, Sender>();                                        // refunds, write-backs, notices: yours to deliver
        services.AddOrderKernelWorker(options => options.Tenants.Add(TenantId.Of("acme")));
        // end

        await using var provider = services.BuildServiceProvider();
        foreach (var worker in provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
        {
            await worker.StartAsync(default);
            await worker.StopAsync(default);
        }
    }

    [Fact]
    public async Task Configuration()
    {
        using var folder = new TempFolder();
        var path = folder.File("shop.db");
        var services = new ServiceCollection();
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationBuilder()
            .AddInMemoryCollection([new("OrderKernel:Zone", "Asia/Shanghai"), new("OrderKernel:Worker:Tenants:0", "acme")]).Build();
        // snippet: configuration
        services.AddOrderKernel(configuration.GetSection("OrderKernel"), options => options.Store = _ => SqliteOrderStore.Open(path));
        // end

        await using var provider = services.BuildServiceProvider();
        Assert.Equal("Asia/Shanghai", provider.GetRequiredService<Kernel>().Policies.Zone.Id);
    }

    private sealed class Sender : IEffectSender
    {
        public ValueTask SendAsync(TenantId tenant, OutboxMessage effect, CancellationToken cancellationToken) => default;
    }

    [Fact]
    public async Task Testing()
    {
        // snippet: testing
        var options = new StoreConformanceOptions { TraceLength = 50, Workers = 4, Buyers = 40 };            // the defaults try harder
        var report = await StoreConformance.RunAsync(() => new(new MemoryOrderStore()), options);            // each check on a fresh store
        Assert.True(report.IsPassed, report.ToString());                                                     // failed checks say what they saw

        Prop.ForAll(KernelGenerators.Of<Claim>(), claim => claim.Lines.Items.All(l => l.Quantity > Quantity.Zero))
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
        // end
    }

    [Fact]
    public void Payloads()
    {
        // snippet: payloads
        var source = PayloadSource.Default("jd");                               // or: PayloadSource.Load(your profile's bytes).ValueOrThrow()
        var reader = new ProfileReader(source.Profile, SkuMap.Same, new ShopContext(TenantId.Of("t1"), ShopId.Of("s1")));

        Prop.ForAll(source.Payloads().ToArbitrary(), payload =>
        {
            Claim? read = null;
            var parser = RecordParser.For(source.Profile.Policy);
            parser.Push(payload.Bytes.Span, r => read = reader.Read(r, payload.ArrivedAt).Claim);
            parser.Complete(r => read = reader.Read(r, payload.ArrivedAt).Claim);
            return read! with { Findings = default } == payload.Claim;          // your adapter's answer beside what the payload means
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

        var life = source.Life(seed: 7);                                        // created, paid, shipped, received or refunded, or cancelled
        var arrivals = life.Arrivals(seed: 1);                                  // the same records repeated, out of order, late
        // end

        Assert.True(arrivals.Count >= life.Told.Count);
    }

    [Fact]
    public void Policies()
    {
        var shop = CaseWorkflow.Default;
        // snippet: policy laws
        PolicyLaws.RefundsStayWithinPaid(ApprovalTiers.Default).QuickCheckThrowOnFailure();            // or: return it from a [Property]
        PolicyLaws.LargerRefundsAreNoEasier(ApprovalTiers.Default).QuickCheckThrowOnFailure();         // 500 needs a person where 50 does
        PolicyLaws.AvailabilityIsMonotone(StockFormula.Default.Policy).QuickCheckThrowOnFailure();     // or of your own reckoning, as a function
        PolicyLaws.ProcessesEnd(shop.WithRoles(RoleMatrix.Default.Policy)).QuickCheckThrowOnFailure(); // or: where it is stuck, and why
        // end
    }

    [Fact]
    public async Task Kernel_with_your_own_documents()
    {
        var store = new MemoryOrderStore();
        ReadOnlyMemory<byte> utf8 = """
            {
              "$schema": "screening-1.json", "name": "screening", "version": "2.0.0",
              "vip": { "tag": "vip-expedite", "above": "9999.00", "currency": "CNY", "levels": ["Diamond"] }
            }
            """u8.ToArray();
        // snippet: policies
        var policies = KernelPolicies.Default.With("screening", utf8).ValueOrThrow();          // or a refusal that lists all problems with their JSON paths
        var kernel = new Kernel(store, policies);
        var report = await FigureReport.FoldAsync(store, policies, TenantId.Of("acme"));       // all figures are folds over stored events
        // end

        Assert.Equal("2.0.0", kernel.Policies.Orders.Screening.Reference.Version);
        Assert.Equal(0, report.Figures.Orders);
    }
}
