namespace OrderKernel.Hosting;

/// <summary>What a host may choose about its worker; every choice but the tenants has a default.</summary>
public sealed class OrderKernelWorkerOptions
{
    /// <summary>Whose deadlines and effects it looks after. Default: nobody's.</summary>
    public ISet<TenantId> Tenants { get; } = new HashSet<TenantId>();

    /// <summary>The wait between two passes, more than nothing. Default: one second.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait after passes that failed, at least <see cref="Every"/>. Default: one minute.</summary>
    public TimeSpan EveryMax { get; set; } = TimeSpan.FromMinutes(1);
}
