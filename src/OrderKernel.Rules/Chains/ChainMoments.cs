using NodaTime;

namespace OrderKernel.Rules;

/// <summary>
/// Moments that stand for all: whether a rule is asked depends only on where a moment lies between the days and
/// hours that rules name, so one moment in each stretch of days and hours does.
/// </summary>
internal static class ChainMoments
{
    private const int Max = 20_000;
    private static readonly LocalDate AnyDay = new(2000, 1, 1);

    /// <summary>The moments between the bounds of some rules; null where they are too many.</summary>
    internal static List<LocalDateTime>? Between(IEnumerable<ChainRule> rules)
    {
        var days = new SortedSet<LocalDate>();
        var times = new SortedSet<LocalTime> { LocalTime.Midnight };
        foreach (var rule in rules)
        {
            if (rule.From is { } from) days.Add(from);
            if (rule.Until is { } until) days.Add(until);
            foreach (var range in rule.ExcludedHours) times.UnionWith([range.From, range.To]);
        }

        if (days.Count == 0) days.Add(AnyDay);
        else if (days.Min > LocalDate.MinIsoValue) days.Add(days.Min.PlusDays(-1));
        if ((long)days.Count * times.Count > Max) return null;
        return [.. days.SelectMany(d => times.Select(t => d + t))];
    }

    /// <summary>For the moments at which some rules are all asked, which of others are asked too: each such set once, with a moment of it.</summary>
    internal static List<(LocalDateTime At, ChainRule[] Others)>? At(IReadOnlyList<ChainRule> asked, IReadOnlyList<ChainRule> others)
    {
        if (Between(asked.Concat(others)) is not { } moments) return null;
        var found = new List<(LocalDateTime, ChainRule[])>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var at in moments)
        {
            if (!asked.All(r => r.IsAskedAt(at))) continue;
            var mask = new string([.. others.Select(r => r.IsAskedAt(at) ? '1' : '0')]);
            if (known.Add(mask)) found.Add((at, [.. others.Where((r, i) => mask[i] == '1')]));
        }

        return found;
    }
}
