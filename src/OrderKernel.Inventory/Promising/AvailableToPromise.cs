using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>
/// What can be promised, and for when 可承诺量: what is available now, and at each instant at which goods are expected what they add, less what is promised by
/// then.
/// </summary>
/// <remarks>
/// <para>Formula, cumulative with a look ahead: balance(t) = available now + Σ inbound expected until t − Σ promised until t; promisable(t) = max(0, the least
/// balance at t or later). Units: base units.</para>
/// <para>Available is the formula's balance, summed over cells: a cell that is overdrawn takes from the others, for what comes fills it first. Goods that are
/// overdue, or expected now or before, count for nothing until they come or are put off: nobody knows when they come. What is promised for now or before counts
/// from now on.</para>
/// <para>Laws: never falls with time; more stock or goods that come earlier never make it less anywhere; whatever is promised of it for an instant leaves no
/// balance from there on negative that was not so before; now, without inbound and promises, it is what is available.</para>
/// </remarks>
public static class AvailableToPromise
{
    /// <summary>What can be promised now and at each instant at which goods are expected.</summary>
    /// <param name="available">What is available now in the cells that count.</param>
    /// <param name="inbounds">Goods that are to come into these cells; those of which nothing is open count for nothing.</param>
    /// <param name="promised">What is promised of them beside what is held.</param>
    /// <param name="now">The instant.</param>
    /// <param name="horizon">Until when goods are looked at; null for no bound. What comes or is promised later shows no point of its own, but what is
    /// promised later is not promised again.</param>
    /// <returns>The points in the order of their instants; the first is now.</returns>
    /// <exception cref="OverflowException">Units sum past 64 bits.</exception>
    public static ValueList<PromisePoint> Of(ValueList<AvailableStock> available, ValueList<Inbound> inbounds, ValueList<PromisedUnits> promised, Instant now,
        Instant? horizon = null)
    {
        var free = available.Items.Aggregate(0L, (sum, a) => checked(sum + a.Balance));
        var steps = new SortedDictionary<Instant, (long Inbound, long Promised)> { [now] = default };
        foreach (var inbound in inbounds.Items.Where(i => !i.Open.IsZero && !i.IsOverdue && i.ExpectedAt > now)) Add(inbound.ExpectedAt, inbound.Open.Units, 0);
        foreach (var one in promised) Add(Instant.Max(now, one.At), 0, one.Units);

        var points = new List<PromisePoint>(steps.Count);
        var (come, gone) = (0L, 0L);
        foreach (var (at, step) in steps.Select(s => (s.Key, s.Value)))
        {
            (come, gone) = (checked(come + step.Inbound), checked(gone + step.Promised));
            points.Add(new(at, free, come, gone, checked(free + come - gone), at));
        }

        for (var i = points.Count - 2; i >= 0; i--)
        {
            if (points[i + 1].Least < points[i].Least) points[i] = points[i] with { Least = points[i + 1].Least, LeastAt = points[i + 1].LeastAt };
        }

        return points.Where(p => p.At == now || (steps[p.At].Inbound > 0 && !(p.At > horizon))).ToValueList();

        void Add(Instant at, long inbound, long less)
        {
            steps.TryGetValue(at, out var step);
            steps[at] = (checked(step.Inbound + inbound), checked(step.Promised + less));
        }
    }
}
