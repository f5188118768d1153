using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Workflow;

/// <summary>Durations in the form that documents use.</summary>
internal static class DurationText
{
    public static string Of(Duration duration) => PeriodPattern.NormalizingIso.Format(Period.FromTicks(duration.BclCompatibleTicks));
}
