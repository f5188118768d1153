using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;

namespace OrderKernel.Telemetry;

/// <summary>
/// What a kernel tells an observer: spans of its units of work and the measures below, under one name. Ids, codes and kinds only, never personal data.
/// </summary>
/// <remarks>
/// <para>Spans: <c>orderkernel.unit</c>, one a unit of work, with the tags <c>orderkernel.tenant</c>, <c>orderkernel.outcome</c> (<c>done</c>,
/// <c>repeated</c>, <c>refused</c>) and, where it was refused, <c>orderkernel.code</c>.</para>
/// <para>Measures: <c>orderkernel.commits</c> (units written), <c>orderkernel.repeats</c> (answered before), <c>orderkernel.retries</c> (decided again
/// because another writer came between or a floor was short),
/// <c>orderkernel.refused</c> (by <c>orderkernel.code</c>), <c>orderkernel.parked</c> (records put away, by code), <c>orderkernel.timers.fired</c>,
/// <c>orderkernel.timers.lateness</c> and <c>orderkernel.outbox.age</c> (seconds of business time).</para>
/// </remarks>
public static class KernelTelemetry
{
    /// <summary>The name under which spans and measures are subscribed to.</summary>
    public const string Name = "OrderKernel";

    internal const string Tenant = "orderkernel.tenant";
    internal const string Outcome = "orderkernel.outcome";
    internal const string Code = "orderkernel.code";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Commits = Meter.CreateCounter<long>("orderkernel.commits", "{unit}", "Units of work written.");
    private static readonly Counter<long> Repeats = Meter.CreateCounter<long>("orderkernel.repeats", "{unit}", "Messages that had been answered before.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("orderkernel.retries", "{try}", "Units of work decided again.");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("orderkernel.refused", "{unit}", "Refusals, by code.");
    private static readonly Counter<long> Parked = Meter.CreateCounter<long>("orderkernel.parked", "{record}", "Records put away, by code.");
    private static readonly Counter<long> TimersFired = Meter.CreateCounter<long>("orderkernel.timers.fired", "{timer}", "Timers fired.");
    private static readonly Histogram<double> TimerLateness =
        Meter.CreateHistogram<double>("orderkernel.timers.lateness", "s", "Business time between a timer's due instant and its firing.");
    private static readonly Histogram<double> OutboxAge =
        Meter.CreateHistogram<double>("orderkernel.outbox.age", "s", "Business time between an effect's earliest instant and its sending.");

    internal static Activity? Unit(TenantId tenant) => Spans.StartActivity("orderkernel.unit")?.SetTag(Tenant, tenant.Value);

    internal static void Committed(Activity? unit, bool isRepeat)
    {
        (isRepeat ? Repeats : Commits).Add(1);
        unit?.SetTag(Outcome, isRepeat ? "repeated" : "done");
    }

    internal static void Retried() => Retries.Add(1);

    internal static void Refuse(Activity? unit, Refusal refusal)
    {
        Refused.Add(1, new KeyValuePair<string, object?>(Code, refusal.Code));
        unit?.SetTag(Outcome, "refused").SetTag(Code, refusal.Code);
    }

    internal static void Park(string code) => Parked.Add(1, new KeyValuePair<string, object?>(Code, code));

    internal static void Fired(Instant dueAt, Instant now)
    {
        TimersFired.Add(1);
        TimerLateness.Record(Seconds(dueAt, now));
    }

    internal static void Sent(Instant notBefore, Instant now) => OutboxAge.Record(Seconds(notBefore, now));

    private static double Seconds(Instant from, Instant to) => Math.Max(0, (to - from).TotalSeconds);
}
