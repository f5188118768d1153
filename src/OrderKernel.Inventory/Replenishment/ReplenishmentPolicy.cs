namespace OrderKernel.Inventory;

/// <summary>When a SKU is to be replenished 补货提醒.</summary>
/// <param name="Days">Over how many days sales are counted, up to the instant of the question.</param>
/// <param name="FastAbove">A SKU of which more was sold in that time is fast: it is always told.</param>
/// <param name="CoverBelowDays">Stock that covers fewer days than this is too little.</param>
/// <param name="TargetDays">How many days the suggested units make stock last; not less than <paramref name="CoverBelowDays"/>.</param>
/// <remarks>Source: capability I9; the days of cover and the target of the default are ours.</remarks>
public sealed record ReplenishmentPolicy(int Days, long FastAbove, int CoverBelowDays, int TargetDays)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "replenishment-1.json";

    private const int DaysMax = 3_650;
    private const long UnitsMax = 1_000_000_000;

    /// <summary>The policy that holds when a host brings none: fast above 500 in 30 days.</summary>
    public static PolicyDocument<ReplenishmentPolicy> Default { get; } = LoadDefault();

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path; among them
    /// <see cref="InventoryCodes.ReplenishTargetShort"/>.</remarks>
    public static Result<PolicyDocument<ReplenishmentPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static ReplenishmentPolicy Read(DocumentReader root)
    {
        var (days, fast) = (root.Whole("days", 1, DaysMax), root.Whole("fastAbove", 0, UnitsMax));
        var (cover, target) = (root.Whole("coverBelowDays", 0, DaysMax), root.Whole("targetDays", 0, DaysMax));
        if (target < cover) root.Report("targetDays", InventoryCodes.ReplenishTargetShort, ("target", target), ("cover", cover));
        return new((int)(days ?? 1), fast ?? 0, (int)(cover ?? 0), (int)(target ?? 0));
    }

    private static PolicyDocument<ReplenishmentPolicy> LoadDefault()
    {
        using var stream = typeof(ReplenishmentPolicy).Assembly.GetManifestResourceStream("Documents/replenishment.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Load(copy.ToArray()).OrUnreachable("Embedded documents load");
    }
}
