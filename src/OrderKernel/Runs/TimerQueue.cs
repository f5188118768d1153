using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Runs;

/// <summary>The timers of a run in the order in which they fire: due instant, then key. A later entry of a key replaces the earlier one.</summary>
internal sealed class TimerQueue(Instant until)
{
    private readonly SortedSet<(Instant DueAt, string Key)> _due = new(Comparer<(Instant DueAt, string Key)>.Create((a, b) =>
        a.DueAt != b.DueAt ? a.DueAt.CompareTo(b.DueAt) : string.CompareOrdinal(a.Key, b.Key)));
    private readonly Dictionary<string, TimerEntry> _byKey = new(StringComparer.Ordinal);

    public void Take(TimerEntry timer)
    {
        if (_byKey.TryGetValue(timer.Key, out var known))
        {
            _byKey.Remove(timer.Key);
            _due.Remove((known.DueAt!.Value, known.Key));
        }

        if (timer.DueAt is not { } dueAt || dueAt > until) return;
        _byKey.Add(timer.Key, timer);
        _due.Add((dueAt, timer.Key));
    }

    /// <summary>The next timer due at or before an instant, or null; it stays until it is taken again or dropped.</summary>
    public TimerEntry? Next(Instant now) => _due.Count > 0 && _due.Min is var first && first.DueAt <= now ? _byKey[first.Key] : null;

    public void Drop(TimerEntry timer) => Take(timer with { DueAt = null });
}
