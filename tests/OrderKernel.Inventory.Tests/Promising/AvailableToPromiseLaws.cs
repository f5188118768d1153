using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Promising;

// Fails when what can be promised differs from counting every instant by hand, falls with time, falls with more stock or goods that come earlier, or lets
// what was promised for later be promised again.
public class AvailableToPromiseLaws
{
    private static readonly Instant[] Days = [.. Enumerable.Range(0, 10).Select(d => Noon + Duration.FromDays(d))];

    private delegate ValueList<PromisePoint> Promising(ValueList<AvailableStock> stock, ValueList<Inbound> inbounds, ValueList<PromisedUnits> promised);

    private sealed record Case(long Free, ValueList<Inbound> Inbounds, ValueList<PromisedUnits> Promised);

    public static TheoryData<string> Laws => ["counted by hand", "never falls with time", "more is never less", "a promise kept leaves the others kept"];

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_law_holds_and_catches_its_planted_bug(string law)
    {
        var cases = Sizes.Of(1_000, 100_000);
        for (var seed = 0; seed < cases; seed++) Assert.True(Holds(law, seed, Right), $"{law}: seed {seed}");
        Assert.Contains(Enumerable.Range(0, 1_000), seed => !Holds(law, seed, Wrong(law)));
    }

    [Fact]
    public void Each_term_is_shown_and_a_later_shortfall_reduces_an_earlier_promise()
    {
        var points = AvailableToPromise.Of([Free(5)], [Coming("a", 20, 3)], [new(Days[1], 2), new(Days[5], 20)], Noon);
        Assert.Equal(["3 5 Available + 0 Inbound − 0 Promised ≤ 3 at 2026-02-10T04:00:00Z", "3 5 Available + 20 Inbound − 2 Promised ≤ 3 at 2026-02-14T04:00:00Z"],
            points.Items.Select(p => $"{p.Units} {p.TermsText()}").ToArray());
    }

    [Fact]
    public void What_is_overdue_or_beyond_the_horizon_is_not_promised()
    {
        var late = Coming("late", 7, 2) with { IsOverdue = true };
        var points = AvailableToPromise.Of([Free(1)], [late, Coming("now", 3, 0), Coming("near", 2, 2), Coming("far", 9, 9)], [], Noon, Days[4]);
        Assert.Equal([(Noon, 1L), (Days[2], 3L)], points.Items.Select(p => (p.At, p.Units.Units)).ToArray());
    }

    [Fact]
    public void A_cell_that_is_overdrawn_takes_from_the_others()
    {
        var points = AvailableToPromise.Of([Free(4), Free(-6)], [Coming("a", 5, 1)], [], Noon);
        Assert.Equal([0L, 3L], points.Items.Select(p => p.Units.Units).ToArray());
    }

    private static bool Holds(string law, int seed, Promising promise)
    {
        var random = new Random(seed);
        var one = Any(random);
        var points = promise([Free(one.Free)], one.Inbounds, one.Promised);
        switch (law)
        {
            case "counted by hand":
                return points.Items.All(p => p.Units.Units == ByHand(one, p.At));
            case "never falls with time":
                return points.Items.Zip(points.Items.Skip(1), (a, b) => a.At < b.At && a.Units <= b.Units).All(ok => ok);
            case "more is never less":
                var more = promise([Free(one.Free + random.Next(3))], 
                    one.Inbounds.Select(i => i with { ExpectedAt = i.ExpectedAt - Duration.FromHours(random.Next(12)) }).ToValueList(), one.Promised);
                return points.Items.All(p => more.Items.Last(m => m.At <= p.At).Units >= p.Units);
            default:
                var point = points[random.Next(points.Count)];
                if (point.Units.IsZero) return true;
                var after = one with { Promised = one.Promised.Add(new(point.At, random.Next(1, (int)point.Units.Units + 1))) };
                return Days.All(d => Balance(after, d) >= Math.Min(0, Balance(one, d)));
        }
    }

    private static ValueList<PromisePoint> Right(ValueList<AvailableStock> stock, ValueList<Inbound> inbounds, ValueList<PromisedUnits> promised) =>
        AvailableToPromise.Of(stock, inbounds, promised, Noon);

    private static Promising Wrong(string law) => law switch
    {
        "counted by hand" => (s, i, p) => Right(s, i, p.Items.Take(p.Count - 1).ToValueList()),
        "never falls with time" or "a promise kept leaves the others kept" => (s, i, p) => Right(s, i, p).Select(x => x with { Least = x.Balance }).ToValueList(),
        _ => (s, i, p) => Right(s, i.Where(x => x.ExpectedAt >= Days[1]), p),
    };

    private static long ByHand(Case one, Instant at) => Math.Max(0, Days.Where(d => d >= at).Min(d => Balance(one, d)));

    private static long Balance(Case one, Instant at) => one.Free
        + one.Inbounds.Items.Where(i => i.ExpectedAt > Noon && i.ExpectedAt <= at).Sum(i => i.Open.Units)
        - one.Promised.Items.Where(p => p.At <= at).Sum(p => p.Units);

    private static Case Any(Random random) => new(random.Next(-4, 12),
        Enumerable.Range(0, random.Next(5)).Select(n => Coming($"{n}", random.Next(0, 9), random.Next(10))).ToValueList(),
        Enumerable.Range(0, random.Next(5)).Select(_ => new PromisedUnits(Days[random.Next(10)], random.Next(0, 6))).ToValueList());

    private static AvailableStock Free(long units) => new(Cell("HZ", "A"), units, [], Quantity.Zero);

    private static Inbound Coming(string id, long units, int day) =>
        new(InboundId.Of(id), Cell("HZ", "A"), Quantity.Of(units), Days[day], default, default, default, false);
}
