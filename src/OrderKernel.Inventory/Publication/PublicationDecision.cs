namespace OrderKernel.Inventory;

/// <summary>What a channel is to be told of one of its SKUs. 0 is unset.</summary>
public enum PublicationOutcome
{
    /// <summary>Another number than last time, or one that is told again: then the reasons say why.</summary>
    Publish = 1,

    /// <summary>The number that it was told last.</summary>
    Unchanged = 2,

    /// <summary>Nothing: of a component nobody ever told any stock that counts.</summary>
    Unknown = 3,

    /// <summary>Nothing: no rule fits.</summary>
    Unruled = 4,
}

/// <summary>One term of a number that is published. 0 is unset.</summary>
public enum PublicationTerm
{
    /// <summary>What is available in the cells that count 可用库存.</summary>
    Available = 1,

    /// <summary>Less what is kept for channel SKUs 专属库存.</summary>
    Kept = 2,

    /// <summary>Less the buffer 缓冲库存.</summary>
    Buffer = 3,

    /// <summary>The share of it 同步比例, rounded down.</summary>
    Ratio = 4,

    /// <summary>With what is kept for this channel SKU 专属库存.</summary>
    OwnKept = 5,

    /// <summary>How many units of the channel SKU that makes, rounded down.</summary>
    Bundle = 6,

    /// <summary>Plus or minus a fixed number 加减数量; at least zero.</summary>
    Plus = 7,

    /// <summary>At least the minimum 最小库存, as far as it is there.</summary>
    Minimum = 8,

    /// <summary>At most the maximum 最大库存.</summary>
    Maximum = 9,

    /// <summary>Zero below the delisting threshold 下架阈值, until the listing threshold 上架阈值 is reached.</summary>
    Threshold = 10,

    /// <summary>Zero outside the times of listing 上下架时间.</summary>
    Times = 11,

    /// <summary>The number of a campaign 活动锁定.</summary>
    Lock = 12,
}

/// <summary>One step of a number: a term that was applied, although it may have changed nothing.</summary>
/// <param name="Term">The term.</param>
/// <param name="Path">Where the rule says so, such as <c>$.rules[0].buffer</c>.</param>
/// <param name="Before">The number before it: where the step before ended.</param>
/// <param name="After">The number after it.</param>
public readonly record struct PublicationStep(PublicationTerm Term, string Path, long Before, long After);

/// <summary>What one component gives to a number.</summary>
/// <param name="Sku">Our SKU.</param>
/// <param name="Quantity">Units of it in one unit of the channel SKU.</param>
/// <param name="Cells">The cells that count, with the terms of what is available there.</param>
/// <param name="Steps">From nothing to what this channel SKU may show of it, in units of our SKU.</param>
public sealed record PublicationComponent(SkuId Sku, Quantity Quantity, ValueList<AvailableStock> Cells, ValueList<PublicationStep> Steps)
{
    /// <summary>What this channel SKU may show of it.</summary>
    public long Share => Steps[Steps.Count - 1].After;
}

/// <summary>What becomes of one channel SKU, and why.</summary>
/// <param name="Listing">The channel SKU.</param>
/// <param name="Outcome">Whether it is told.</param>
/// <param name="Units">The number and the state of its thresholds; null where none is known.</param>
/// <param name="Before">What the channel was told last; null for nothing.</param>
/// <param name="Available">How many units of the channel SKU the cells that count would make, whatever the rule says; null where nobody knows.</param>
public sealed record PublicationLine(Listing Listing, PublicationOutcome Outcome, PublishedUnits? Units, ToldUnits? Before, long? Available)
{
    /// <summary>What each component gives, in the order of the SKUs.</summary>
    public ValueList<PublicationComponent> Components { get; init; }

    /// <summary>From what the components make to the number.</summary>
    public ValueList<PublicationStep> Steps { get; init; }

    /// <summary>What is to be said of it: why it is not told, or that it shows more than there is.</summary>
    public ValueList<Reason> Reasons { get; init; }
}

/// <summary>What becomes of all channel SKUs.</summary>
/// <param name="Lines">In the order of shops, then codes.</param>
/// <param name="Findings">The SKUs of which shares add up to more than all: <see cref="InventoryCodes.PublicationSharesOver"/>.</param>
public sealed record PublicationDecision(ValueList<PublicationLine> Lines, ValueList<Reason> Findings);
