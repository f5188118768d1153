using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Testing;

/// <summary>The plainest store there can be: a list of what was applied, and every answer a fold over it.</summary>
internal sealed class StoreModel
{
    private readonly List<Changes> _applied = [];
    private readonly HashSet<string> _settled = [];
    private readonly Dictionary<string, (TimerEntry Applied, string Owner, Instant Until)> _timerLeases = [];
    private readonly Dictionary<string, (string Owner, Instant Until)> _effectLeases = [];

    public CommitOutcome Commit(Changes changes)
    {
        if (_applied.FirstOrDefault(c => c.Message == changes.Message) is { } first)
            return first.Content.Span.SequenceEqual(changes.Content.Span) ? new CommitOutcome.Repeated(first.Answer) : CommitOutcome.OtherContent.Instance;
        var epoch = _applied.Select(c => c.Epoch).DefaultIfEmpty().Max();
        if (changes.Epoch < epoch) return new CommitOutcome.Fenced(epoch);
        foreach (var append in changes.Appends)
        {
            var version = Events(append.Stream).Count();
            if (version != append.ExpectedVersion || (version > 0 && append.After is { } after && Events(append.Stream).Last().Hash != after))
                return new CommitOutcome.VersionMoved(append.Stream, version);
        }

        foreach (var floor in changes.Floors)
        {
            var seen = floor.Terms.Sum(t => t.Sign * (Balance(floor.Cell, t.Account) + Sum(changes.Postings, floor.Cell, t.Account)));
            if (seen < floor.AtLeast) return new CommitOutcome.StockShort(floor, seen);
        }

        _applied.Add(changes);
        foreach (var timer in changes.Timers) _timerLeases.Remove(timer.Key);
        return CommitOutcome.Done.Instance;
    }

    public IEnumerable<EventEnvelope> Events(StreamId stream) =>
        _applied.SelectMany(c => c.Appends.Items).Where(a => a.Stream == stream).SelectMany(a => a.Events.Items);

    public IEnumerable<StreamId> Streams => _applied.SelectMany(c => c.Appends.Items).Where(a => !a.Events.IsEmpty).Select(a => a.Stream).Distinct();

    public long Balance(StockCell cell, StockAccount account) => Sum(_applied.SelectMany(c => c.Postings.Items), cell, account);

    public ValueList<string> ClaimTimers(Lease lease, int max)
    {
        var timers = new Dictionary<string, TimerEntry>();
        foreach (var timer in _applied.SelectMany(c => c.Timers.Items)) timers[timer.Key] = timer;
        var due = timers.Values.Where(t => t.DueAt <= lease.Now && IsFree(_timerLeases.TryGetValue(t.Key, out var l) ? (l.Owner, l.Until) : null, lease))
            .OrderBy(t => t.DueAt).ThenBy(t => t.Key, StringComparer.Ordinal).Take(max).ToList();
        foreach (var timer in due) _timerLeases[timer.Key] = (timer, lease.Owner, lease.Until);
        return due.Select(t => t.Key).ToValueList();
    }

    public ValueList<string> ClaimEffects(Lease lease, int max)
    {
        var due = _applied.SelectMany(c => c.Outbox.Items).GroupBy(e => e.Key).Select(g => g.First())
            .Where(e => !_settled.Contains(e.Key) && e.NotBefore <= lease.Now && IsFree(_effectLeases.TryGetValue(e.Key, out var l) ? l : null, lease))
            .OrderBy(e => e.NotBefore).ThenBy(e => e.Key, StringComparer.Ordinal).Take(max).ToList();
        foreach (var effect in due) _effectLeases[effect.Key] = (lease.Owner, lease.Until);
        return due.Select(e => e.Key).ToValueList();
    }

    public void Settle(string key)
    {
        if (_applied.SelectMany(c => c.Outbox.Items).Any(e => e.Key == key)) _settled.Add(key);
    }

    private static bool IsFree((string Owner, Instant Until)? held, Lease lease) => held is not { } h || h.Owner == lease.Owner || h.Until <= lease.Now;

    private static long Sum(IEnumerable<Posting> postings, StockCell cell, StockAccount account) =>
        postings.Where(p => p.Cell == cell && p.Account == account).Sum(p => p.Delta.Units);
}
