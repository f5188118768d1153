namespace OrderKernel.Channels;

/// <summary>Counts over diagnosed orders; the order in which they come does not matter.</summary>
/// <remarks>Formula: the consistency rate is orders without a disagreement over orders that any side tells of; of a kind, orders without one of that kind; of
/// a pair of sides, of the orders that either tells of those on which the two do not disagree.</remarks>
public sealed class DiagnosisTally
{
    private readonly SortedDictionary<DisagreementKind, long> _kinds = [];
    private readonly SortedDictionary<SidePair, long> _differing = [];
    private readonly SortedDictionary<DiagnosisSubject, long> _compared = [];
    private readonly SortedDictionary<(DiagnosisSubject, UncomparedReason), long> _uncompared = [];
    private readonly long[] _bySides = new long[16];

    /// <summary>Orders that any side tells of.</summary>
    public long Orders { get; private set; }

    /// <summary>Orders without a disagreement.</summary>
    public long Consistent { get; private set; }

    /// <summary>All disagreements.</summary>
    public long Disagreements { get; private set; }

    /// <summary>Records that say again what another one of their side says.</summary>
    public long Repeated { get; private set; }

    /// <summary>Orders of which no record of any side could be read: they are in no other count.</summary>
    public long Unread { get; private set; }

    /// <summary>Takes an order in.</summary>
    /// <param name="order">The order, diagnosed.</param>
    public void Take(DiagnosedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Accounts.Items.All(a => a.Says is null))
        {
            Unread++;
            return;
        }

        Orders++;
        if (order.Disagreements.IsEmpty) Consistent++;
        Disagreements += order.Disagreements.Count;
        var sides = 0;
        foreach (var account in order.Accounts)
        {
            sides |= Bit(account.Side);
            Repeated += account.Repeated;
        }

        _bySides[sides]++;
        foreach (var kind in order.Disagreements.Items.Select(d => d.Kind).Distinct()) Add(_kinds, kind);
        foreach (var pair in order.Disagreements.Items.SelectMany(d => d.Pairs.Items).Distinct()) Add(_differing, pair);
        foreach (var subject in order.Compared) Add(_compared, subject);
        foreach (var left in order.Uncompared) Add(_uncompared, (left.Subject, left.Reason));
    }

    /// <summary>Orders with a disagreement of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public long With(DisagreementKind kind) => _kinds.TryGetValue(kind, out var count) ? count : 0;

    /// <summary>Orders on which two sides disagree.</summary>
    /// <param name="pair">The sides.</param>
    public long With(SidePair pair) => _differing.TryGetValue(pair, out var count) ? count : 0;

    /// <summary>Orders that one of two sides tells of, or both.</summary>
    /// <param name="pair">The sides.</param>
    public long SeenBy(SidePair pair) => Counted(sides => (sides & (Bit(pair.One) | Bit(pair.Other))) != 0);

    /// <summary>Orders that a side tells of.</summary>
    /// <param name="side">The side.</param>
    public long SeenBy(DiagnosisSide side) => Counted(sides => (sides & Bit(side)) != 0);

    /// <summary>How many comparisons were made on a subject.</summary>
    /// <param name="subject">The subject.</param>
    public long Compared(DiagnosisSubject subject) => _compared.TryGetValue(subject, out var count) ? count : 0;

    /// <summary>How many comparisons could not be made, by subject and reason.</summary>
    public IEnumerable<(Uncompared What, long Count)> Uncompared => _uncompared.Select(u => (new Uncompared(u.Key.Item1, u.Key.Item2), u.Value));

    private static int Bit(DiagnosisSide side) => 1 << ((int)side - 1);

    private static void Add<TKey>(SortedDictionary<TKey, long> counts, TKey key) where TKey : notnull =>
        counts[key] = counts.TryGetValue(key, out var count) ? count + 1 : 1;

    private long Counted(Func<int, bool> isMeant)
    {
        long count = 0;
        for (var sides = 0; sides < _bySides.Length; sides++) count += isMeant(sides) ? _bySides[sides] : 0;
        return count;
    }
}
