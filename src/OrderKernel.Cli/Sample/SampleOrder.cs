namespace OrderKernel.Cli.Sample;

/// <summary>One order of the plan with all that happened to it; the channel templates show what their channel would show of it.</summary>
internal sealed class SampleOrder
{
    public required int Index { get; init; }

    public required Scenario Scenario { get; set; }

    public required SampleShop Shop { get; init; }

    public required SampleBuyer Buyer { get; init; }

    public required SamplePlace Place { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Number { get; init; }

    public required SampleBasket Basket { get; init; }

    public DateTimeOffset? PaidAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When a push told of the cancellation, ahead of the order itself.</summary>
    public DateTimeOffset? CancelPushedAt { get; set; }

    public string BuyerMessage { get; set; } = "";

    public List<SampleParcel> Parcels { get; } = [];

    public List<SampleSnapshot> Snapshots { get; } = [];

    public SampleCase? Case { get; set; }

    public IReadOnlyList<SampleLine> Lines => Basket.Lines;

    public long PayableFen => Basket.PayableFen;

    /// <summary>Whether an intake can place it at all.</summary>
    public bool Placeable => Scenario is not (Scenario.UnknownStatus or Scenario.UnmappedSku or Scenario.NegativeQuantity);

    /// <summary>Sub-order number: of a single-line order at Taobao and Doudian the order's own.</summary>
    public string LineNumber(SampleLine line) => Lines.Count == 1 ? Number : Number[..^1] + SampleText.Number(line.Position);

    /// <summary>The quantity that the payload shows: wrong in one scenario.</summary>
    public int ShownQuantity(SampleLine line) => Scenario == Scenario.NegativeQuantity && line.Position == 1 ? -line.Quantity : line.Quantity;

    /// <summary>The parcels that the channel knows of at an instant.</summary>
    public List<SampleParcel> ParcelsAt(DateTimeOffset at) => Parcels.FindAll(parcel => parcel.ReportedAt <= at);
}

/// <summary>A line as sold: list price, what the promotion takes off, its share of the order's discounts.</summary>
internal sealed record SampleLine(int Position, SampleItem Item, int Quantity, long UnitFen, long PromotionFen)
{
    public long ListFen => UnitFen * Quantity;

    /// <summary>After the line's own promotion, before its share of the order's discounts.</summary>
    public long PromotedFen => ListFen - PromotionFen;

    public long SellerShareFen { get; init; }

    public long PlatformShareFen { get; init; }

    public long PaidFen => PromotedFen - SellerShareFen - PlatformShareFen;
}

/// <summary>A parcel: which lines, from where, by whom, and what its track tells.</summary>
internal sealed class SampleParcel
{
    public required string Location { get; init; }

    public required SampleCarrier Carrier { get; init; }

    public required string Waybill { get; init; }

    public required IReadOnlyList<SampleLine> Lines { get; init; }

    /// <summary>When it left the warehouse.</summary>
    public required DateTimeOffset ShippedAt { get; init; }

    /// <summary>When the channel learned of it.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>Whether one of our warehouses sent it; otherwise only the channel says so.</summary>
    public bool Ours { get; init; } = true;

    public DateTimeOffset? DeliveredAt { get; set; }

    public TrackKind Track { get; set; } = TrackKind.Normal;

    /// <summary>When what was given back undelivered reached the warehouse again.</summary>
    public DateTimeOffset? ReceivedBackAt { get; set; }
}

/// <summary>How far an order looks in one payload.</summary>
internal enum Stage
{
    Unpaid = 1,
    Paid = 2,
    PartlyShipped = 3,
    Shipped = 4,
    Signed = 5,
    Finished = 6,
    CancelledUnpaid = 7,
    CancelledPaid = 8,
    ClosedAfterShipping = 9,
    GivenBack = 10,
}

/// <summary>Why the channel forbids shipping.</summary>
internal enum HoldKind
{
    None = 1,
    Group = 2,
    Risk = 3,
    Locked = 4,
    Paused = 5,
    Shortage = 6,
}

/// <summary>Which pull brings a payload: the regular one, or the later compensating scan.</summary>
internal enum Feed
{
    Regular = 1,
    Recheck = 2,
}

/// <summary>One payload of an order: its state as the channel knew it at <paramref name="At"/>, the modified time.</summary>
internal sealed record SampleSnapshot(DateTimeOffset At, Stage Stage)
{
    public HoldKind Hold { get; init; } = HoldKind.None;

    public CaseStage Case { get; init; } = CaseStage.None;

    public Feed Feed { get; init; } = Feed.Regular;

    public string SellerMemo { get; init; } = "";

    /// <summary>A status word that no table knows, instead of the stage's.</summary>
    public string UnknownWord { get; init; } = "";

    public bool IsShipped => Stage is Stage.Shipped or Stage.Signed or Stage.Finished or Stage.ClosedAfterShipping or Stage.GivenBack;

    public bool IsPaid => Stage is not (Stage.Unpaid or Stage.CancelledUnpaid);

    public bool IsEnded => Stage is Stage.Finished or Stage.CancelledUnpaid or Stage.CancelledPaid or Stage.ClosedAfterShipping or Stage.GivenBack;
}
