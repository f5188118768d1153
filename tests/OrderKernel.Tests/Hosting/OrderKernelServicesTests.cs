using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderKernel.Chains;
using OrderKernel.Hosting;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Rules;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Hosting;

// Fails when a host gets another store or other policies than it chose, two kernels, or a kernel that cannot work.
public class OrderKernelServicesTests
{
    [Fact]
    public void Without_a_choice_there_is_one_kernel_over_one_store_in_memory()
    {
        using var host = new ServiceCollection().AddOrderKernel().BuildServiceProvider();
        Assert.IsType<MemoryOrderStore>(host.GetRequiredService<IOrderStore>());
        Assert.Same(host.GetRequiredService<Kernel>(), host.GetRequiredService<Kernel>());
        Assert.Same(KernelPolicies.Default, host.GetRequiredService<Kernel>().Policies);
    }

    [Fact]
    public void What_the_host_chose_is_what_it_gets()
    {
        var store = new MemoryOrderStore();
        using var host = new ServiceCollection().AddOrderKernel(o =>
        {
            o.Store = _ => store;
            o.Policies = Bench.Sourced;
            o.Epoch = 7;
        }).BuildServiceProvider();
        var kernel = host.GetRequiredService<Kernel>();
        Assert.Same(store, host.GetRequiredService<IOrderStore>());
        Assert.Same(Bench.Sourced, kernel.Policies);
        Assert.Equal(7, kernel.Epoch);
    }

    [Fact]
    public void Whoever_asks_for_the_policies_gets_those_that_the_kernel_decides_by()
    {
        using var host = new ServiceCollection().AddSingleton(KernelPolicies.Default).AddOrderKernel(o => o.Policies = Bench.Sourced).BuildServiceProvider();
        Assert.Same(Bench.Sourced, host.GetRequiredService<KernelPolicies>());
        Assert.Same(Bench.Sourced, host.GetRequiredService<Kernel>().Policies);
    }

    [Fact]
    public void What_the_host_knows_of_customers_and_orders_the_kernel_asks()
    {
        var known = new Knowing();
        using var host = new ServiceCollection().AddSingleton<ICustomerStandings>(known).AddSingleton<IRuleFacts>(known).AddOrderKernel()
            .BuildServiceProvider();
        var kernel = host.GetRequiredService<Kernel>();
        Assert.Same(known, kernel.Standings);
        Assert.Same(known, kernel.RuleFacts);
        // A run in bulk is told the same.
        Assert.Same(known, new KernelRun(new MemoryOrderStore(), KernelPolicies.Default, Shop.Acme) { RuleFacts = known }.RuleFacts);
    }

    [Fact]
    public void A_store_that_the_host_registered_itself_is_kept()
    {
        var store = new MemoryOrderStore();
        using var host = new ServiceCollection().AddSingleton<IOrderStore>(store).AddOrderKernel().BuildServiceProvider();
        Assert.Same(store, host.GetRequiredService<IOrderStore>());
    }

    [Fact]
    public void A_second_kernel_is_refused_and_the_first_stays_as_it_was()
    {
        var services = new ServiceCollection().AddOrderKernel(o => o.Epoch = 1);
        var before = services.ToArray();
        var problem = Assert.Throws<InvalidOperationException>(() => services.AddOrderKernel(o => o.Policies = Bench.Sourced));
        Assert.EndsWith($"[{OrderKernelCodes.AddedTwice}]", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, services);
        using var host = services.BuildServiceProvider();
        Assert.Equal(1, Assert.Single(host.GetServices<Kernel>()).Epoch);
    }

    [Fact]
    public void Options_that_cannot_work_are_all_named_at_once()
    {
        using var host = new ServiceCollection().AddOrderKernel(o => (o.Store, o.Policies, o.Epoch) = (null!, null!, -1)).BuildServiceProvider();
        var problem = Assert.Throws<OptionsValidationException>(() => host.GetRequiredService<Kernel>());
        Assert.Equal(3, problem.Failures.Count());
    }

    [Fact]
    public void A_store_factory_that_makes_nothing_is_said_so()
    {
        using var host = new ServiceCollection().AddOrderKernel(o => o.Store = _ => null!).BuildServiceProvider();
        Assert.Throws<InvalidOperationException>(() => host.GetRequiredService<Kernel>());
    }

    [Fact]
    public void Services_are_required() => Assert.Throws<ArgumentNullException>(() => OrderKernelServices.AddOrderKernel(null!));

    private sealed class Knowing : ICustomerStandings, IRuleFacts
    {
        public ValueTask<KnownCustomer?> FindAsync(OrderKey order, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyDictionary<string, ExpressionValue>> FindAsync(
            OrderKey order, ValueList<FactField> facts, CancellationToken cancellationToken) => new(new Dictionary<string, ExpressionValue>());
    }
}
