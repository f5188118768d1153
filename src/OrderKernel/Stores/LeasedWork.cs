using System.Collections.Immutable;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>Work that becomes due, in the order of due instant and key, handed out under leases.</summary>
internal sealed class LeasedWork<T>
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly SortedSet<Entry> _order = new(Comparer<Entry>.Create(static (a, b) =>
    {
        var byDue = a.DueAt.CompareTo(b.DueAt);
        return byDue != 0 ? byDue : string.CompareOrdinal(a.Key, b.Key);
    }));

    public void Put(string key, Instant dueAt, T item)
    {
        Remove(key);
        var entry = new Entry(key, dueAt, item);
        _entries.Add(key, entry);
        _order.Add(entry);
    }

    public void Remove(string key)
    {
        if (!_entries.TryGetValue(key, out var entry)) return;
        _entries.Remove(key);
        _order.Remove(entry);
    }

    public ImmutableArray<T> Claim(Lease lease, int max)
    {
        var claimed = ImmutableArray.CreateBuilder<T>();
        foreach (var entry in _order)
        {
            if (claimed.Count == max || entry.DueAt > lease.Now) break;
            if (entry.Owner is not null && entry.Owner != lease.Owner && entry.Until > lease.Now) continue;
            (entry.Owner, entry.Until) = (lease.Owner, lease.Until);
            claimed.Add(entry.Item);
        }

        return claimed.ToImmutable();
    }

    private sealed class Entry(string key, Instant dueAt, T item)
    {
        public string Key { get; } = key;

        public Instant DueAt { get; } = dueAt;

        public T Item { get; } = item;

        public string? Owner { get; set; }

        public Instant Until { get; set; }
    }
}
