namespace OrderKernel.Allocation;

/// <summary>A request in canonical order: lines summed and sorted, SKUs and groups numbered, so that nothing depends on how the input was ordered.</summary>
internal sealed class Demand
{
    private Demand(StockRequest[] lines, int[] group, int[] sku, SkuId[] skus, int groups) =>
        (Lines, GroupOfLine, SkuOfLine, Skus, Groups) = (lines, group, sku, skus, groups);

    /// <summary>One entry a line and SKU, in ordinal order, none of zero units.</summary>
    public StockRequest[] Lines { get; }

    /// <summary>The group of each line; −1 for a line that may be split.</summary>
    public int[] GroupOfLine { get; }

    /// <summary>The SKU number of each line.</summary>
    public int[] SkuOfLine { get; }

    /// <summary>The SKUs, in ordinal order.</summary>
    public SkuId[] Skus { get; }

    /// <summary>The number of groups that have units, numbered in the order of their first lines.</summary>
    public int Groups { get; }

    public static Demand Of(SourcingRequest request)
    {
        var lines = Sorted(request.Lines);
        var skus = new SkuId[lines.Length];
        for (var i = 0; i < lines.Length; i++) skus[i] = lines[i].Sku;
        Array.Sort(skus);
        var distinct = 0;
        for (var i = 0; i < skus.Length; i++)
        {
            if (i == 0 || skus[i] != skus[distinct - 1]) skus[distinct++] = skus[i];
        }

        Array.Resize(ref skus, distinct);
        var sku = new int[lines.Length];
        for (var i = 0; i < lines.Length; i++) sku[i] = Array.BinarySearch(skus, lines[i].Sku);
        var group = new int[lines.Length];
        var groups = NumberGroups(request.Together, lines, group);
        return new(lines, group, sku, skus, groups);
    }

    private static StockRequest[] Sorted(ValueList<StockRequest> asked)
    {
        var lines = new StockRequest[asked.Count];
        var count = 0;
        foreach (var line in asked)
        {
            if (!line.Quantity.IsZero) lines[count++] = line;
        }

        Array.Sort(lines, 0, count, LineOrder.Instance);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (kept > 0 && lines[kept - 1].Line == lines[i].Line && lines[kept - 1].Sku == lines[i].Sku)
                lines[kept - 1] = lines[i] with { Quantity = lines[kept - 1].Quantity + lines[i].Quantity };
            else
                lines[kept++] = lines[i];
        }

        Array.Resize(ref lines, kept);
        return lines;
    }

    private static int NumberGroups(ValueList<LineGroup> together, StockRequest[] lines, int[] group)
    {
        for (var i = 0; i < group.Length; i++) group[i] = -1;
        if (together.IsEmpty) return 0;
        var asked = new Dictionary<LineId, int>();
        for (var g = 0; g < together.Count; g++)
        {
            foreach (var line in together[g].Lines)
            {
                if (!asked.TryAdd(line, g)) throw new ArgumentException($"Line {line} is in two groups, or twice in one.", nameof(together));
            }
        }

        var numbers = new Dictionary<int, int>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!asked.TryGetValue(lines[i].Line, out var g)) continue;
            if (!numbers.TryGetValue(g, out var number)) numbers.Add(g, number = numbers.Count);
            group[i] = number;
        }

        return numbers.Count;
    }

    private sealed class LineOrder : IComparer<StockRequest>
    {
        public static readonly LineOrder Instance = new();

        public int Compare(StockRequest x, StockRequest y)
        {
            var order = x.Line.CompareTo(y.Line);
            return order != 0 ? order : x.Sku.CompareTo(y.Sku);
        }
    }
}
