using NodaTime;

namespace OrderKernel.Tests.Support;

/// <summary>The clock of a host that calls until nothing is left.</summary>
internal static class Clock
{
    private const int CallsMax = 500;

    /// <summary>How many timers fired up to an instant.</summary>
    /// <exception cref="TimeoutException">Calls do not come to an end.</exception>
    public static async Task<int> ClockAsync(this Kernel kernel, Instant at, TenantId? tenant = null)
    {
        var fired = 0;
        for (var calls = 0; calls < CallsMax; calls++)
        {
            var done = await kernel.FireDueAsync(tenant ?? Shop.Acme, at);
            fired += done.Fired;
            if (done.Left == 0) return fired;
        }

        throw new TimeoutException($"After {CallsMax} calls something is left at {at}.");
    }
}
