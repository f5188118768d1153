using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Hosting;

/// <summary>What a host may choose about its kernel; every choice has a default.</summary>
public sealed class OrderKernelOptions
{
    /// <summary>Makes the store, once. Default: <see cref="MemoryOrderStore"/>, which keeps nothing when the process ends.</summary>
    public Func<IServiceProvider, IOrderStore> Store { get; set; } = static _ => new MemoryOrderStore();

    /// <summary>The documents that decide. Default: <see cref="KernelPolicies.Default"/>, which sources no stock.</summary>
    public KernelPolicies Policies { get; set; } = KernelPolicies.Default;

    /// <summary>The fencing epoch under which the kernel writes, 0 or more; raise it when a new writer takes over. Default: 0.</summary>
    public long Epoch { get; set; }
}
