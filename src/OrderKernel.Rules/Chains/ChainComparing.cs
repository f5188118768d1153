namespace OrderKernel.Rules;

/// <summary>A dry run in the making: takes one occasion after the other, so that whoever reads a store need not hold them all.</summary>
/// <remarks>The results are those of <see cref="ChainComparison.Of"/>, which is made of it.</remarks>
public sealed class ChainComparing
{
    private readonly SortedDictionary<string, long[]> _counts = new(StringComparer.Ordinal);
    private readonly List<OrderDifference> _differences = [];
    private readonly int _differencesMax;
    private readonly Version _before;
    private readonly Version _after;
    private ChainOccasion? _last;
    private long _orders;
    private long _differing;

    /// <summary>Begins a dry run.</summary>
    /// <param name="before">The first version.</param>
    /// <param name="after">The second version, loaded with the same domain.</param>
    /// <param name="differencesMax">How many differences are kept; all are counted.</param>
    /// <exception cref="ArgumentException">The chains were loaded with different domains.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="differencesMax"/> is negative.</exception>
    public ChainComparing(RuleChain before, RuleChain after, int differencesMax = ChainComparison.DifferencesUsual)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfNegative(differencesMax);
        if (before.Domain.Root.Facts != after.Domain.Root.Facts) throw new ArgumentException("The chains were loaded with different domains.", nameof(after));
        foreach (var rule in before.Rules.Items.Concat(after.Rules.Items)) _counts[rule.Id] = new long[6];
        (_before, _after, _differencesMax) = (new(before), new(after), differencesMax);
    }

    /// <summary>Takes the next occasion; those of one order follow one another.</summary>
    /// <param name="occasion">What was recorded.</param>
    public void Take(ChainOccasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        if (_last is { } last && last.Key != occasion.Key) End(last);
        _last = occasion;
        _before.Take(occasion);
        _after.Take(occasion);
    }

    /// <summary>What came out so far; the order that is being read counts as ended.</summary>
    public ChainComparison Result()
    {
        if (_last is { } last) End(last);
        _last = null;
        var rules = _counts.Select(c => new RuleCounts(c.Key, c.Value[0], c.Value[1], c.Value[2], c.Value[3], c.Value[4], c.Value[5]));
        return new(_orders, _differing, rules.ToValueList(), _differences.ToValueList());
    }

    private void End(ChainOccasion last)
    {
        _orders++;
        foreach (var count in _counts)
        {
            var (id, counts) = (count.Key, count.Value);
            var (before, after) = (_before.Fired.Contains(id), _after.Fired.Contains(id));
            if (before) counts[0]++;
            if (after) counts[1]++;
            if (after && !before) counts[2]++;
            if (before && !after) counts[3]++;
            if (_before.Erred.Contains(id)) counts[4]++;
            if (_after.Erred.Contains(id)) counts[5]++;
        }

        if (!_before.Pulls.SequenceEqual(_after.Pulls) || !_before.Erred.SetEquals(_after.Erred))
        {
            _differing++;
            if (_differences.Count < _differencesMax)
            {
                var erred = _before.Erred.Union(_after.Erred, StringComparer.Ordinal).ToValueList();
                _differences.Add(new(last.Key, last.At, _before.Pulls.ToValueList(), _after.Pulls.ToValueList(), erred));
            }
        }

        _before.Clear();
        _after.Clear();
    }

    /// <summary>What one version says about the order that is being read.</summary>
    private sealed class Version(RuleChain chain)
    {
        private readonly List<RuleHit> _hits = [];

        public HashSet<string> Fired { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Erred { get; } = new(StringComparer.Ordinal);

        public List<LeverPull> Pulls { get; } = [];

        public void Take(ChainOccasion one)
        {
            var facts = chain.Over(one.Facts, one.Declared);
            _hits.Clear();
            chain.Decide([facts], one.At, _hits);
            foreach (var hit in _hits)
            {
                var id = chain.Rules[hit.Rule].Id;
                if (hit.IsError)
                {
                    if (!Fired.Contains(id)) Erred.Add(id);
                }
                else if (Fired.Add(id))
                {
                    Erred.Remove(id);
                    Pulls.AddRange(chain.PullsOf(hit.Rule, facts).OrUnreachable("Arguments were evaluated before").Items);
                }
            }
        }

        public void Clear()
        {
            Fired.Clear();
            Erred.Clear();
            Pulls.Clear();
        }
    }
}
