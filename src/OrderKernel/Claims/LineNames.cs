using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Claims;

/// <summary>
/// What a channel calls the lines of an order that people entered under its number before it told of it, in an emergency for instance: told apart by their
/// goods.
/// </summary>
/// <remarks>
/// First lines of the same goods and units, in their order; then, of those that are left, lines of the same goods where there is one on either side. What
/// matches nothing keeps its name, and is other content. It follows from what was placed and what the channel tells now, and is nowhere kept.
/// </remarks>
internal sealed class LineNames
{
    private static readonly LineNames None = new([]);

    private readonly Dictionary<LineId, LineId> _ours;

    private LineNames(Dictionary<LineId, LineId> ours) => _ours = ours;

    /// <summary>The names of an order's lines.</summary>
    /// <param name="order">The order.</param>
    /// <param name="isByHand">True when it was placed before the channel told of it.</param>
    /// <param name="merged">What the channel tells; null for nothing yet.</param>
    public static LineNames Of(Order order, bool isByHand, ClaimContent? merged)
    {
        if (!isByHand || merged is null || merged.Lines.IsEmpty) return None;
        var placed = order.Placed.Lines.Items.GroupBy(l => l.Source).ToList();
        // Whoever entered it named the lines as the channel does.
        if (placed.Exists(g => merged.Lines.Items.Any(l => l.Line == g.Key))) return None;
        var (ours, told) = (new Dictionary<LineId, LineId>(), merged.Lines.Items.ToList());
        Match(
            l => Goods(l.Select(p => (p.Sku, p.Units.Units))),
            l => Goods(l.Goods.Items.Select(g => ((SkuId?)g.Sku, unchecked(g.Quantity.Units * l.Quantity.Units)))), isOnly: false);
        Match(l => Goods(l.Select(p => (p.Sku, 1L))), l => Goods(l.Goods.Items.Select(g => ((SkuId?)g.Sku, 1L))), isOnly: true);
        return new(ours);

        void Match(Func<IGrouping<LineId, PlacedLine>, string?> here, Func<ClaimedLine, string?> there, bool isOnly)
        {
            foreach (var group in placed.ToList())
            {
                if (here(group) is not { } goods) continue;
                var same = told.FindAll(l => there(l) == goods);
                if (same.Count == 0 || (isOnly && (same.Count > 1 || placed.Count(g => here(g) == goods) > 1))) continue;
                ours[same[0].Line] = group.Key;
                told.Remove(same[0]);
                placed.Remove(group);
            }
        }
    }

    /// <summary>What the channel tells, with our names for the lines.</summary>
    public ClaimContent InOurs(ClaimContent merged) => _ours.Count == 0 ? merged : merged with
    {
        Lines = merged.Lines.Items.Select(l => l with { Line = Ours(l.Line) }).ToValueList(),
        Shipments = merged.Shipments.Items.Select(s => s with
        {
            Lines = s.Lines.Items.Select(Ours).ToValueList(), Units = s.Units.Items.Select(u => u with { Line = Ours(u.Line) }).ToValueList(),
        }).ToValueList(),
        Cases = merged.Cases.Items.Select(c => c with { Line = c.Line is { } line ? Ours(line) : null }).ToValueList(),
    };

    /// <summary>The channel's name of a line of ours.</summary>
    public LineId Theirs(LineId source)
    {
        foreach (var pair in _ours)
        {
            if (pair.Value == source) return pair.Key;
        }

        return source;
    }

    /// <summary>True when some line has another name at the channel.</summary>
    public bool Differ => _ours.Count > 0;

    private LineId Ours(LineId line) => _ours.TryGetValue(line, out var ours) ? ours : line;

    // Goods that nobody knows are no other goods' equal.
    private static string? Goods(IEnumerable<(SkuId? Sku, long Units)> goods)
    {
        var all = goods.ToList();
        return all.Count == 0 || all.Exists(g => g.Sku is null)
            ? null
            : string.Join(";", all.Select(g => $"{g.Sku}\u00D7{g.Units}").OrderBy(g => g, StringComparer.Ordinal));
    }
}
