using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using OrderKernel.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the worker of the order kernel to a host's services.</summary>
public static class OrderKernelWorkerServices
{
    /// <summary>Adds a background service that fires deadlines and sends effects; calling it twice adds one.</summary>
    /// <param name="services">The host's services, with the kernel among them.</param>
    /// <param name="configure">Names the tenants, and may choose the pace.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// Effects are sent when an <see cref="IEffectSender"/> is registered. Options that
    /// cannot work throw <see cref="OptionsValidationException"/> when the host starts.
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
                "OrderKernelWorkerOptions.Every is more than nothing, and EveryMax at least as long.");
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OrderKernelWorker>());
        return services;
    }
}
