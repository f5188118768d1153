namespace OrderKernel.Sample;

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
