#if NET
using NodaTime;
using OrderKernel.Rules.Analysis;

namespace OrderKernel.Rules.Tests.Analysis;

/// <summary>Moments and lengths of time that stand for all.</summary>
/// <remarks>Fails when nothing lies on, just before or just behind a constant, or at an end of the range: a "never" would then be claimed of what can be.</remarks>
public class SamplesTests
{
    [Fact]
    public void Moments_lie_around_each_constant()
    {
        var at = Instant.FromUtc(2026, 11, 11, 0, 0);
        var samples = Samples.Of(ValueKind.Instant, [ExpressionValue.Of(at)], [], 1)!.Select(s => s.AsInstant()).ToHashSet();
        Assert.Superset(new HashSet<Instant> { at, at.PlusNanoseconds(-1), at.PlusNanoseconds(1), Instant.MinValue, Instant.MaxValue }, samples);
        Assert.True(Samples.Of(ValueKind.Instant, [], [], 3)!.Count >= 3);
    }

    [Fact]
    public void Lengths_lie_around_each_constant()
    {
        var hour = Duration.FromHours(1);
        var samples = Samples.Of(ValueKind.Duration, [ExpressionValue.Of(hour)], [], 1)!.Select(s => s.AsDuration()).ToHashSet();
        Assert.Superset(
            new HashSet<Duration> { hour, hour - Duration.Epsilon, hour + Duration.Epsilon, Duration.Zero, Duration.MinValue, Duration.MaxValue }, samples);
    }
}
#endif
