using System.Text;
using NodaTime;

namespace OrderKernel.Health.Tests;

/// <summary>Milestones and policies that the tests share.</summary>
internal static class Sample
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);
    public static readonly OrderKey Order = new(TenantId.Of("t"), ChannelId.Of("tmall"), ShopId.Of("s"), OrderNumber.Of("1"));
    public static readonly PolicyDocument<HealthIndexPolicy> Policy = HealthIndexPolicy.Default;
    public static readonly PolicyDocument<OperatingTargets> Targets = OperatingTargets.Default;

    public static MilestoneFact Good(Milestone what, bool? isGood = true) => new(Order, what, Noon) { IsGood = isGood };

    public static MilestoneFact After(Milestone what, Duration elapsed) => new(Order, what, Noon) { Since = Noon - elapsed };

    public static HealthAccumulator Count(IEnumerable<MilestoneFact> facts, HealthIndexPolicy? policy = null)
    {
        var counts = new HealthAccumulator(policy ?? Policy.Policy);
        foreach (var fact in facts) counts.Add(fact);
        return counts;
    }

    public static HealthReport Report(params MilestoneFact[] facts) => HealthIndex.Of(Count(facts).Counts, Policy);

    public static ReadOnlyMemory<byte> Changed(string file, params (string From, string To)[] changes)
    {
        using var stream = typeof(HealthIndex).Assembly.GetManifestResourceStream("Documents/" + file)!;
        var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
