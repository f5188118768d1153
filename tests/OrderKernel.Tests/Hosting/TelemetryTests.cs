using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OrderKernel.Orders;
using OrderKernel.Stores;
using OrderKernel.Telemetry;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Hosting;

// Fails when a unit of work leaves no trace for an observer, when a code is missing in it, or when a name or phone number is in it.
public class TelemetryTests
{
    [Fact]
    public async Task Units_refusals_and_parked_records_are_counted_logged_and_spanned_without_personal_data()
    {
        var (tenant, seen, logs) = (TenantId.Of("watched"), new List<string>(), new Kept());
        using var spans = new ActivityListener
        {
            ShouldListenTo = s => s.Name == KernelTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => { if (Equals(a.GetTagItem("orderkernel.tenant"), "watched"))
                lock (seen) seen.Add($"{a.OperationName} {a.GetTagItem("orderkernel.outcome")} {a.GetTagItem("orderkernel.code")}".Trim()); },
        };
        ActivitySource.AddActivityListener(spans);
        using var measures = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == KernelTelemetry.Name)
            listener.EnableMeasurementEvents(instrument); } };
        var counted = new HashSet<string>();
        measures.SetMeasurementEventCallback<long>((instrument, _, _, _) => { lock (counted) counted.Add(instrument.Name); });
        measures.SetMeasurementEventCallback<double>((instrument, _, _, _) => { lock (counted) counted.Add(instrument.Name); });
        measures.Start();

        var kernel = new Kernel(new MemoryOrderStore(), Bench.Sourced) { Logger = logs };
        var claim = Shop.Claim("1", "10:01", tenant: tenant);
        (await kernel.DeliverAsync(tenant, Bench.Delivery(claim, "m1"))).ValueOrThrow();
        (await kernel.DeliverAsync(tenant, Bench.Delivery(claim, "m1"))).ValueOrThrow();
        (await kernel.DeliverAsync(tenant, Bench.Delivery(Shop.Part("2", "10:02", tenant) with { Outcome = ClaimOutcome.Ended }, "m2"))).ValueOrThrow();
        Assert.False((await kernel.TellAsync(claim.Order, new RecordDelivery(Shop.At("10:10"), null, []), Role.Carrier, Shop.At("10:10"))).IsOk);
        await kernel.SendDueAsync(tenant, Shop.At("11:00"), (_, _) => default);

        Assert.Equal(["orderkernel.unit done", "orderkernel.unit repeated", "orderkernel.unit done",
            $"orderkernel.unit refused {KernelCodes.LedgerUnitsShort}"], seen);
        Assert.Superset(new HashSet<string> { "orderkernel.commits", "orderkernel.repeats", "orderkernel.refused", "orderkernel.parked",
            "orderkernel.outbox.age" }, counted);
        Assert.Contains(logs.Lines, l => l.Contains(KernelCodes.LedgerUnitsShort, StringComparison.Ordinal));
        Assert.Contains(logs.Lines, l => l.Contains("was put away", StringComparison.Ordinal));
        Assert.All(logs.Lines.Concat(seen), l => Assert.DoesNotMatch("王小明|13800001234", l));
    }

    private sealed class Kept : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
