using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when a process is lost or counted twice, a median is not the exact lower one, or grouping and order of histories change a population.
/// Wrong variants (another median, a merge that forgets) go through the same checks and must be caught.
/// </summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class PopulationLaws
{
    [Law(200)]
    public bool The_fold_agrees_with_counting_by_hand(StepVisit[][] histories) => Same(Folded(histories), Naive(histories, median: n => (n + 1) / 2));

    [Fact]
    public void An_upper_median_is_caught() =>
        Assert.ThrowsAny<Exception>(() => Holds((histories, _) => Same(Folded(histories), Naive(histories, median: n => (n / 2) + 1))));

    [Law(200)]
    public bool Parts_merge_into_the_whole_in_any_order(StepVisit[][] histories, Seed cut)
    {
        var (first, second) = Parts(histories, cut % 3);
        var (ab, ba) = (Fold(first), Fold(second));
        ab.Merge(Fold(second));
        ba.Merge(Fold(first));
        return ab.ToPopulation() == Folded(histories) && ba.ToPopulation() == ab.ToPopulation();
    }

    [Fact]
    public void A_merge_that_only_takes_the_larger_part_is_caught() => Assert.ThrowsAny<Exception>(() => Holds((histories, cut) =>
    {
        var (first, second) = Parts(histories, cut);
        return Folded(first.Length > second.Length ? first : second) == Folded(histories);
    }));

    [Law(200)]
    public bool Whoever_comes_to_a_step_leaves_it_or_stands_there(StepVisit[][] histories)
    {
        var seen = Folded(histories);
        return seen.Steps.Items.All(s =>
                s.Starts + seen.Passages.Items.Where(p => p.To == s.Step).Sum(p => p.Count) == s.Visits
                && seen.Passages.Items.Where(p => p.From == s.Step).Sum(p => p.Count) + s.Present + s.Ended == s.Visits
                && s.MedianSeconds.HasValue == seen.Passages.Items.Any(p => p.From == s.Step))
            && histories.Count(h => h.Length > 0) == seen.Processes
            && histories.Count(h => h.Any(v => v.Region is null)) == seen.Steps.Items.Where(s => s.Step.Length == 1).Sum(s => s.Present);
    }

    [Fact]
    public void Merging_a_fold_with_itself_doubles_it()
    {
        var fold = Fold([[Visit("a", 0), Visit("b", 60)]]);
        fold.Merge(fold);
        Assert.Equal(new(2, [new("a", 2, 2, 0, 0, 60), new("b", 2, 0, 2, 0, null)], [new("a", "b", null, 2, 60)]), fold.ToPopulation());
    }

    [Fact]
    public void Dwell_times_are_whole_seconds_and_never_negative()
    {
        var fold = Fold([[new("a", Instant.FromUnixTimeMilliseconds(500)), new("b", Instant.FromUnixTimeMilliseconds(2_499)),
            new("a", Instant.FromUnixTimeSeconds(1)), new("a", Instant.MaxValue)]]);
        Assert.Equal([("a", "a"), ("a", "b"), ("b", "a")], fold.ToPopulation().Passages.Items.Select(p => (p.From, p.To)));
        Assert.Equal([1, 0], fold.ToPopulation().Passages.Items.Skip(1).Select(p => p.MedianSeconds));
    }

    [Fact]
    public void Regions_run_beside_their_step_and_end_with_it()
    {
        StepVisit In(string region, string step, long at) => Visit(step, at) with { Region = region };
        var history = new[] { Visit("a", 0), In("r", "r1", 0), In("q", "q1", 0), In("r", "r2", 30), Visit("b", 90) };
        var seen = Fold([history, [.. history.Take(4)]]).ToPopulation();
        Assert.Equal(new StepCount("r1", 2, 2, 0, 0, 30), seen.Step("r1"));
        Assert.Equal(new StepCount("r2", 2, 0, 1, 1, null), seen.Step("r2"));
        Assert.Equal(new StepCount("q1", 2, 2, 1, 1, null), seen.Step("q1"));
        Assert.Equal(new StepCount("nowhere", 0, 0, 0, 0, null), seen.Step("nowhere"));
        Assert.Equal([("a", "b", 1L, 90L), ("r1", "r2", 2L, 30L)], seen.Passages.Items.Select(p => (p.From, p.To, p.Count, p.MedianSeconds)));
    }

    private static StepVisit Visit(string step, long second) => new(step, Instant.FromUnixTimeSeconds(second));

    private static (StepVisit[][] First, StepVisit[][] Second) Parts(StepVisit[][] histories, int cut) =>
        ([.. histories.Where((_, i) => ((i * 7) + cut) % 3 == 0)], [.. histories.Where((_, i) => ((i * 7) + cut) % 3 != 0).Reverse()]);

    private static PopulationFold Fold(StepVisit[][] histories)
    {
        var fold = new PopulationFold();
        foreach (var history in histories) fold.Add(history);
        return fold;
    }

    private static ProcessPopulation Folded(StepVisit[][] histories) => Fold(histories).ToPopulation();

    /// <summary>The passages outside of regions, from the plain list of pairs.</summary>
    private static ProcessPopulation Naive(StepVisit[][] histories, Func<int, int> median)
    {
        var own = histories.Select(h => h.Where(v => v.Region is null).ToArray()).ToArray();
        var pairs = own.SelectMany(h => h.Zip(h.Skip(1), (a, b) => (From: a, To: b))).ToArray();
        long Median(IEnumerable<(StepVisit From, StepVisit To)> some)
        {
            var times = some.Select(p => Math.Max(0, (p.To.At - p.From.At).ToTimeSpan().Ticks / TimeSpan.TicksPerSecond)).OrderBy(t => t).ToArray();
            return times[Math.Min(times.Length, median(times.Length)) - 1];
        }

        var passages = pairs.GroupBy(p => (From: p.From.Step, To: p.To.Step, p.To.Trigger)).OrderBy(g => g.Key.From, StringComparer.Ordinal)
            .ThenBy(g => g.Key.To, StringComparer.Ordinal).ThenBy(g => g.Key.Trigger, StringComparer.Ordinal)
            .Select(g => new PassageCount(g.Key.From, g.Key.To, g.Key.Trigger, g.Count(), Median(g)));
        return new(own.Count(h => h.Length > 0), [], passages.ToValueList());
    }

    private static bool Same(ProcessPopulation folded, ProcessPopulation naive) =>
        folded.Passages.Where(p => p.From.Length == 1) == naive.Passages
            && folded.Steps.Items.Where(s => s.Step.Length == 1).Sum(s => s.Present) == naive.Processes;

    private static void Holds(Func<StepVisit[][], int, bool> law) =>
        Prop.ForAll(Arbitraries.Visits(), Seed.Any(), (histories, cut) => law(histories, cut % 3)).Check(Sizes.Config(200));
}
