using NodaTime;

namespace OrderKernel.Channels.Tests.Watch;

// Fails when a turn of an order's statuses within the span is not told, one outside it or of other words is, the same is told twice, or the answer depends on
// the order in which claims arrive. C8 of the capabilities.
public sealed class StatusPatternScenarios
{
    private static readonly StatusPattern Turn = Assert.Single(WatchPolicy.Default.Policy.Patterns.Items);
    private static readonly Instant Ten = Instant.FromUtc(2026, 2, 9, 10, 0);

    [Theory]
    // Minute and word: p paid, e ended, b paid and ended in one, u unpaid. The last is the one that is taken now.
    [InlineData("0p 30e 60p", "Paid 2026-02-09T10:00:00Z → Ended 2026-02-09T10:30:00Z → Paid 2026-02-09T11:00:00Z")]
    [InlineData("0p 30b 60p", "Paid 2026-02-09T10:00:00Z → Ended 2026-02-09T10:30:00Z → Paid 2026-02-09T11:00:00Z")]
    [InlineData("0p 60p 30e", "Paid 2026-02-09T10:00:00Z → Ended 2026-02-09T10:30:00Z → Paid 2026-02-09T11:00:00Z")]
    [InlineData("0p 100p 110e 120p", "Paid 2026-02-09T10:00:00Z → Ended 2026-02-09T11:50:00Z → Paid 2026-02-09T12:00:00Z")]
    [InlineData("0p 140p 150e 160p", "Paid 2026-02-09T12:20:00Z → Ended 2026-02-09T12:30:00Z → Paid 2026-02-09T12:40:00Z")]
    [InlineData("0p 30e 121p", "")]
    [InlineData("0p 30e 60b", "")]
    [InlineData("0p 30e", "")]
    [InlineData("0u 30e 60p", "")]
    [InlineData("0p 30e 30p", "")]
    [InlineData("0p 30e 60p 90p", "")]
    [InlineData("0p 30e 60p 70u", "")]
    public void A_turn(string told, string trail)
    {
        var claims = told.Split(' ').Select(Claim).ToList();
        var found = Turn.Completed(claims.Take(claims.Count - 1), claims[^1]);
        Assert.Equal(trail, found.IsEmpty ? "" : Turn.Trail(found));
    }

    [Law(300, 3_000)]
    public void In_whatever_order_claims_arrive_a_turn_is_told_once_or_not_at_all(Seed seed)
    {
        var chance = new Random(seed);
        var claims = Enumerable.Range(0, 2 + chance.Next(6)).Select(_ => Claim($"{chance.Next(20) * 10}{"pebu"[chance.Next(4)]}")).ToList();
        var isThere = Naive(claims);
        for (var round = 0; round < 4; round++)
        {
            var arrivals = claims.OrderBy(_ => chance.Next()).ToList();
            var told = Enumerable.Range(0, arrivals.Count).Count(i => !Turn.Completed(arrivals.Take(i), arrivals[i]).IsEmpty);
            Assert.Equal(isThere ? 1 : 0, told);
        }

        bool Naive(List<ClaimContent> all) => all.Any(a => all.Any(b => all.Any(c => a.SourceTime < b.SourceTime && b.SourceTime < c.SourceTime
            && c.SourceTime - a.SourceTime <= Turn.Within && Turn.Steps[0].IsMet(a) && Turn.Steps[1].IsMet(b) && Turn.Steps[2].IsMet(c))));
    }

    private static ClaimContent Claim(string told)
    {
        var word = told[^1];
        return ClaimContent.Of(Records.Claim("taobao", Payload.Taobao())) with
        {
            SourceTime = Ten + Duration.FromMinutes(int.Parse(told[..^1], System.Globalization.CultureInfo.InvariantCulture)),
            Payment = word switch { 'p' or 'b' => PaymentStatus.Paid, 'u' => PaymentStatus.Unpaid, _ => null },
            Outcome = word is 'e' or 'b' ? ClaimOutcome.Ended : null,
        };
    }
}
