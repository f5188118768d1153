using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using OrderKernel.Hosting;
using OrderKernel.Policies;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the worker of the order kernel to a host's services.</summary>
public static class OrderKernelWorkerServices
{
    /// <summary>Adds a background service that fires deadlines and sends effects; calling it twice adds one.</summary>
    /// <param name="services">The host's services, with the kernel among them.</param>
    /// <param name="configure">Names the tenants, and may choose the pace.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// Effects are sent when an <see cref="IEffectSender"/> is registered. Where an <see cref="OrderKernel.Ports.IChannelGateway"/> is, with a sender or
    /// without, channels are told of parcels by <see cref="OrderKernel.Kernel.WriteBackAsync"/> and of stock by
    /// <see cref="OrderKernel.Kernel.SetStockAsync"/>, and where an <see cref="OrderKernel.Ports.IWarehouseGateway"/> is, warehouses by
    /// <see cref="OrderKernel.Kernel.DispatchAsync"/>.
    /// Options that cannot work throw <see cref="OptionsValidationException"/> when the host starts.
    /// </remarks>
    /// <example>
    /// <code>
    /// services.AddOrderKernel(options =&gt; options.Store = _ =&gt; SqliteOrderStore.Open(path));
    /// services.AddSingleton&lt;IEffectSender, Sender&gt;();                                        // refunds, write-backs, notices: yours to deliver
    /// services.AddOrderKernelWorker(options =&gt; options.Tenants.Add(TenantId.Of("acme")));
    /// </code>
    /// </example>
    public static IServiceCollection AddOrderKernelWorker(this IServiceCollection services, Action<OrderKernelWorkerOptions> configure)
    {
        if (services is null) throw new ArgumentNullException(nameof(services));
        if (configure is null) throw new ArgumentNullException(nameof(configure));
        services.AddOptions<OrderKernelWorkerOptions>().Configure(configure)
            .Validate(o => o.Every > TimeSpan.Zero && o.EveryMax >= o.Every,
                "OrderKernelWorkerOptions.Every is more than nothing, and EveryMax at least as long.")
            .Validate(o => o.PublishEvery is not { } publish || publish > TimeSpan.Zero, "OrderKernelWorkerOptions.PublishEvery is more than nothing, or null.");
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(static provider => ChannelWatchKeeper.Load(provider)!);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChannelWatchKeeper>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OrderKernelWorker>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OrderKernelPuller>());
        return services;
    }

    /// <summary>Adds the kernel and its worker as a section of the host's configuration says; what <paramref name="configure"/> sets comes first.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">
    /// <c>Epoch</c> (0 or more), <c>Zone</c> (an IANA name), <c>Documents</c> (by <see cref="PolicyKinds.Known">kind</see> a file or a list of files, below the
    /// content root, in the order of the section) and <c>Worker</c> (<c>Tenants</c>, a list; <c>Every</c>, <c>EveryMax</c> and <c>PublishEvery</c>, as
    /// <c>00:00:01</c>). All may be left out.
    /// </param>
    /// <param name="configure">Chooses what a text cannot: the store, and policies that the documents are added to.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The kernel was added before: <c>kernel.added-twice</c>.</exception>
    /// <remarks>
    /// When the host starts, everything that is wrong is said in one <see cref="OptionsValidationException"/>: keys that nobody knows, values and documents
    /// that will not do, each with its path and a code of <see cref="HostingCodes"/>. The section is read once; a later change needs a new start.
    /// </remarks>
    /// <example>
    /// <code>
    /// services.AddOrderKernel(configuration.GetSection("OrderKernel"), options =&gt; options.Store = _ =&gt; SqliteOrderStore.Open(path));
    /// </code>
    /// </example>
    public static IServiceCollection AddOrderKernel(this IServiceCollection services, IConfigurationSection section,
        Action<OrderKernelOptions>? configure = null)
    {
        if (services is null) throw new ArgumentNullException(nameof(services));
        if (section is null) throw new ArgumentNullException(nameof(section));
        services.AddOrderKernel(configure);
        services.AddSingleton(provider => new KernelSection(section, provider.GetService<IHostEnvironment>()));
        services.AddSingleton<IValidateOptions<OrderKernelOptions>>(static provider => provider.GetRequiredService<KernelSection>());
        services.AddOptions<OrderKernelOptions>().Configure<KernelSection>(static (options, read) =>
        {
            options.Policies = read.Over(options.Policies);
            options.Epoch = read.Epoch ?? options.Epoch;
        }).ValidateOnStart();
        services.AddOptions<OrderKernelWorkerOptions>().Configure<KernelSection>(static (options, read) =>
        {
            options.Tenants.UnionWith(read.Tended);
            (options.Every, options.EveryMax, options.PublishEvery) = (read.Every, read.EveryMax, read.PublishEvery);
        });
        return services.AddOrderKernelWorker(static _ => { });
    }
}
