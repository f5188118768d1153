using OrderKernel.Channels;
using OrderKernel.Cli.Commands;
using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Output;

/// <summary>What a diagnosis found: all counts, and of the orders with disagreements of each kind the first ones.</summary>
internal sealed class DiagnosisResult(
    DiagnosisInput input, IReadOnlyList<SideReading> readings, IReadOnlyList<Finding> findings, IReadOnlyList<DiagnosisSide> sides)
{
    private const int ShownMax = 20;
    private static readonly Comparer<DiagnosedOrder> ByNumber = Comparer<DiagnosedOrder>.Create((a, b) =>
        string.CompareOrdinal(a.Number, b.Number) is not 0 and var order ? order
        : string.CompareOrdinal(a.Source?.ToString(), b.Source?.ToString()));

    private readonly SortedDictionary<DisagreementKind, SortedSet<DiagnosedOrder>> _first = [];
    private readonly SortedDictionary<(DiagnosisSide Side, string Source), long> _unknown = [];

    public DiagnosisInput Input => input;

    /// <summary>The files as they were read.</summary>
    public IReadOnlyList<SideReading> Readings => readings;

    /// <summary>What is wrong with single files.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The sides that tell of an order.</summary>
    public IReadOnlyList<DiagnosisSide> Sides => sides;

    public DiagnosisTally Tally { get; } = new();

    /// <summary>Orders placed outside the time that was asked for.</summary>
    public long Outside { get; set; }

    /// <summary>The kinds that were found, each with the first of its orders by number.</summary>
    public IEnumerable<(DisagreementKind Kind, IReadOnlyCollection<DiagnosedOrder> Orders)> First =>
        _first.Select(f => (f.Key, (IReadOnlyCollection<DiagnosedOrder>)f.Value));

    /// <summary>Sources that nobody knows, with how many orders name them.</summary>
    public IEnumerable<(DiagnosisSide Side, string Source, long Orders)> Unknown => _unknown.Select(u => (u.Key.Side, u.Key.Source, u.Value));

    public void Take(DiagnosedOrder order)
    {
        Tally.Take(order);
        foreach (var disagreement in order.Disagreements)
        {
            if (!_first.TryGetValue(disagreement.Kind, out var first)) _first.Add(disagreement.Kind, first = new(ByNumber));
            if (first.Add(order) && first.Count > ShownMax) first.Remove(first.Max!);
            if (disagreement.Kind != DisagreementKind.UnknownSource) continue;
            var key = (disagreement.Sayings[0].Side, disagreement.Sayings[0].Says);
            _unknown[key] = _unknown.TryGetValue(key, out var count) ? count + 1 : 1;
        }
    }

    /// <summary>A share in basis points, rounded down: only all of them are 100 %.</summary>
    public static long Share(long part, long whole) => whole == 0 ? 10_000 : (long)((Int128)part * 10_000 / whole);
}
