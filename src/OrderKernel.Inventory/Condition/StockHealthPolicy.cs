namespace OrderKernel.Inventory;

/// <summary>The policy of the inventory health index: a weight and two bounds for each metric, and from when stock counts as slow or near its expiry.</summary>
/// <param name="Turnover">Sold a quarter ÷ average on hand; bounds in hundredths.</param>
/// <param name="SlowMoving">The share of slow units; bounds in basis points.</param>
/// <param name="NearExpiry">The share of units that expire soon; bounds in basis points.</param>
/// <param name="Accuracy">The share of counted units that the book had; bounds in basis points.</param>
/// <remarks>Source: capability I8. Of near expiry the table has no bounds of the share: the default's are those of slow-moving stock.</remarks>
public sealed record StockHealthPolicy(StockHealthBand Turnover, StockHealthBand SlowMoving, StockHealthBand NearExpiry, StockHealthBand Accuracy)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "stock-health-1.json";

    private const int TurnsMax = 100_000;
    private const int DaysMax = 3_650;
    private const int MonthsMax = 120;

    /// <summary>After how many days in stock without a sale units are slow-moving.</summary>
    public int SlowAfterDays { get; init; }

    /// <summary>Units that expire within so many months count as near their expiry.</summary>
    public int NearExpiryMonths { get; init; }

    /// <summary>A batch that expires within so many months must not be listed; at most <see cref="NearExpiryMonths"/>.</summary>
    public int ForbidListingMonths { get; init; }

    /// <summary>The policy that holds when a host brings none: the users' table.</summary>
    public static PolicyDocument<StockHealthPolicy> Default { get; } = LoadDefault();

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path; among them
    /// <see cref="InventoryCodes.HealthWeightsNotHundred"/> and <see cref="InventoryCodes.HealthBoundsCrossed"/>.</remarks>
    public static Result<PolicyDocument<StockHealthPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>A metric's weight and bounds.</summary>
    /// <param name="metric">One of the named metrics.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of them.</exception>
    public StockHealthBand Of(StockHealthMetric metric) => metric switch
    {
        StockHealthMetric.Turnover => Turnover,
        StockHealthMetric.SlowMoving => SlowMoving,
        StockHealthMetric.NearExpiry => NearExpiry,
        StockHealthMetric.Accuracy => Accuracy,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Must be a named metric."),
    };

    private static StockHealthPolicy Read(DocumentReader root)
    {
        var (turnover, turns) = Band(root, "turnover", "normalHundredths", "warnHundredths", true, TurnsMax);
        var (slow, sold) = Band(root, "slowMoving", "normalBasisPoints", "promoteBasisPoints", false, 10_000);
        var (near, expiring) = Band(root, "nearExpiry", "normalBasisPoints", "forbidBasisPoints", false, 10_000);
        var (accuracy, counted) = Band(root, "accuracy", "normalBasisPoints", "stockTakeBasisPoints", true, 10_000);
        var days = (int)(sold?.Whole("afterDays", 1, DaysMax) ?? 1);
        var months = (int)(expiring?.Whole("withinMonths", 0, MonthsMax) ?? MonthsMax);
        var forbid = (int)(expiring?.Whole("forbidListingMonths", 0, MonthsMax) ?? 0);
        if (forbid > months) expiring?.Report("forbidListingMonths", InventoryCodes.HealthBoundsCrossed, ("normal", months), ("act", forbid));
        foreach (var metric in new[] { turns, sold, expiring, counted }) metric?.Close();
        var sum = turnover.Weight + slow.Weight + near.Weight + accuracy.Weight;
        if (turns is not null && sold is not null && expiring is not null && counted is not null && sum != 100)
            root.ReportAt(root.Path, InventoryCodes.HealthWeightsNotHundred, ("sum", sum));
        return new(turnover, slow, near, accuracy) { SlowAfterDays = days, NearExpiryMonths = months, ForbidListingMonths = forbid };
    }

    private static (StockHealthBand Band, DocumentReader? Reader) Band(DocumentReader root, string name, string normal, string act, bool isRising, int most)
    {
        if (root.Child(name) is not { } metric) return default;
        var (weight, better, worse) = (metric.Whole("weight", 0, 100), metric.Whole(normal, 0, most), metric.Whole(act, 0, most));
        if (better is { } n && worse is { } a && (isRising ? n <= a : n >= a))
            metric.Report(act, InventoryCodes.HealthBoundsCrossed, ("normal", n), ("act", a));
        return (new((int)(weight ?? 0), (int)(better ?? 0), (int)(worse ?? 0)), metric);
    }

    private static PolicyDocument<StockHealthPolicy> LoadDefault()
    {
        using var stream = typeof(StockHealthPolicy).Assembly.GetManifestResourceStream("Documents/stock-health.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Load(copy.ToArray()).OrUnreachable("Embedded documents load");
    }
}
