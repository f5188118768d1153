using NodaTime;
using OrderKernel.Orders;

namespace OrderKernel.Figures;

/// <summary>The orders behind a figure: those that matter most in it, and how many there are.</summary>
/// <param name="Figure">
/// The property of <see cref="KernelFigures"/>, such as <c>RefundPendingMinor</c>; of counts by word the word behind a dot, such as <c>Statuses.Shipped</c>.
/// </param>
/// <param name="Orders">How many orders have a part in it.</param>
/// <param name="Sum">What their parts add up to: the figure itself.</param>
/// <param name="First">Those with the largest parts, equal ones in the order of their streams; at most 20.</param>
public sealed record FigureOrders(string Figure, long Orders, long Sum, ValueList<FigureOrder> First);

/// <summary>An order behind a figure.</summary>
/// <param name="Key">The order as its channel calls it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="CreatedAt">When it was placed.</param>
/// <param name="Part">What it adds to the figure: how many, or minor units of yuan.</param>
public sealed record FigureOrder(OrderKey Key, OrderStatus Status, Instant CreatedAt, long Part);

/// <summary>Adds figures up from the parts that orders have in them.</summary>
internal sealed class FigureParts
{
    private const int FirstMax = 20;
    private readonly SortedDictionary<string, Parts> _figures = new(StringComparer.Ordinal);

    public long this[string figure] => _figures.TryGetValue(figure, out var parts) ? parts.Sum : 0;

    /// <summary>A figure by word.</summary>
    public static string Word(string figure, string word) => $"{figure}.{word}";

    /// <summary>Adds an order's part; zero is none.</summary>
    public void Add(string figure, Order order, long part)
    {
        if (part == 0) return;
        if (!_figures.TryGetValue(figure, out var parts)) _figures.Add(figure, parts = new());
        parts.Orders++;
        parts.Sum += part;
        var at = parts.First.Count;
        while (at > 0 && parts.First[at - 1].Part < part) at--;
        if (at == FirstMax) return;
        parts.First.Insert(at, new(order.Key, order.Statuses.Headline, order.CreatedAt, part));
        if (parts.First.Count > FirstMax) parts.First.RemoveAt(FirstMax);
    }

    public ValueList<FigureOrders> ToList() =>
        _figures.Select(f => new FigureOrders(f.Key, f.Value.Orders, f.Value.Sum, f.Value.First.ToValueList())).ToValueList();

    private sealed class Parts
    {
        public long Orders { get; set; }

        public long Sum { get; set; }

        public List<FigureOrder> First { get; } = [];
    }
}
