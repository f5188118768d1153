using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrderKernel;
using OrderKernel.Chains;
using OrderKernel.Hosting;
using OrderKernel.Policies;
using OrderKernel.Ports;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the order kernel to a host's services.</summary>
public static class OrderKernelServices
{
    /// <summary>
    /// Adds <see cref="Kernel"/>, its <see cref="IOrderStore"/> and the <see cref="KernelPolicies"/> that it decides by as singletons.
    /// Services that the host registered before stay, but the policies are always those of the options.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Chooses store, policies and epoch; null for the defaults.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">
    /// It was called before on these services: <see cref="OrderKernelCodes.AddedTwice"/>, and they stay as they were. When
    /// the store is first asked for: <see cref="OrderKernelOptions.Store"/> made none.
    /// </exception>
    /// <remarks>
    /// One call, because of two stores or two sets of policies the later would silently decide for whoever chose the earlier.
    /// Options that cannot work (no store, no policies, a negative epoch) throw
    /// <see cref="OptionsValidationException"/> when the kernel is first asked for.
    /// </remarks>
    /// <example>
    /// <code>
    /// services.AddOrderKernel(options =&gt;
    /// {
    ///     options.Store = _ =&gt; SqliteOrderStore.Open(path);                                  // in memory when you say nothing
    ///     options.Policies = KernelPolicies.Default with { Network = Network.Default };      // your warehouses; without a network nothing is reserved
    /// });
    /// </code>
    /// </example>
    public static IServiceCollection AddOrderKernel(this IServiceCollection services, Action<OrderKernelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(s => s.ServiceType == typeof(IValidateOptions<OrderKernelOptions>)))
            throw new InvalidOperationException(
                $"{RefusalTexts.Default.Text(Reason.Of(OrderKernelCodes.AddedTwice), Language.English)} [{OrderKernelCodes.AddedTwice}]");
        var options = services.AddOptions<OrderKernelOptions>();
        if (configure is not null) options.Configure(configure);
        services.AddSingleton<IValidateOptions<OrderKernelOptions>, OrderKernelOptionsCheck>();
        services.TryAddSingleton(static provider => OptionsOf(provider).Store(provider)
            ?? throw new InvalidOperationException("OrderKernelOptions.Store made no store."));
        services.AddSingleton(static provider => OptionsOf(provider).Policies);
        services.TryAddSingleton(static provider =>
        {
            var chosen = OptionsOf(provider);
            return new Kernel(provider.GetRequiredService<IOrderStore>(), provider.GetRequiredService<KernelPolicies>())
            {
                Epoch = chosen.Epoch,
                Standings = provider.GetService<ICustomerStandings>(),
                RuleFacts = provider.GetService<IRuleFacts>(),
                Watch = provider.GetService<ChannelWatches>(),
                Logger = provider.GetService<ILogger<Kernel>>() is { } logger ? logger : NullLogger.Instance,
            };
        });
        return services;
    }

    private static OrderKernelOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<OrderKernelOptions>>().Value;
}
