namespace OrderKernel.Sample;

/// <summary>What the generator knows about the folder it wrote; nothing of it stands in the folder.</summary>
public sealed record SampleSummary
{
    /// <summary>Orders that an intake can place; those of <see cref="ParkedRecords"/> are not among them.</summary>
    public required int Orders { get; init; }

    /// <summary>Orders drawn, unplaceable ones included.</summary>
    public required int OrdersWritten { get; init; }

    /// <summary>Placeable orders that were ever paid.</summary>
    public required int Paid { get; init; }

    /// <summary>Placeable orders whose thirty minutes ran out and that were never paid.</summary>
    public required int UnpaidExpired { get; init; }

    /// <summary>Placeable orders cancelled within the thirty minutes, unpaid.</summary>
    public required int UnpaidCancelled { get; init; }

    /// <summary>Placeable orders paid more than thirty minutes after they were created.</summary>
    public required int LatePayments { get; init; }

    /// <summary>Placeable orders of more than 50 000 yuan.</summary>
    public required int BigTickets { get; init; }

    /// <summary>What the buyers of placeable orders owe, paid or not, in fen.</summary>
    public required long OrderedMinor { get; init; }

    /// <summary>What the buyers of placeable orders paid, in fen.</summary>
    public required long PaidMinor { get; init; }

    /// <summary>What the channels say was refunded through after-sales cases, in fen.</summary>
    public required long RefundedMinor { get; init; }

    /// <summary>Order payloads, copies included, without pushes and broken lines.</summary>
    public required int OrderRecords { get; init; }

    /// <summary>Order payloads that repeat another one byte for byte in another file.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Copies that bring only a newer memo.</summary>
    public required int UpdatedCopies { get; init; }

    /// <summary>Copies of a replica that lags: the modified time of the payment with the status from before it.</summary>
    public required int OlderCopies { get; init; }

    /// <summary>Cancel pushes that came before their order.</summary>
    public required int EarlyCancelPushes { get; init; }

    /// <summary>Orders whose prices came in another JSON type.</summary>
    public required int PriceTypeChanged { get; init; }

    /// <summary>Records that cannot be taken, by reason.</summary>
    public required IReadOnlyDictionary<string, int> ParkedRecords { get; init; }

    /// <summary>Orders that their channel held back, by reason.</summary>
    public required IReadOnlyDictionary<string, int> ChannelHolds { get; init; }

    /// <summary>After-sales cases, by tier or circumstance.</summary>
    public required IReadOnlyDictionary<string, int> AfterSalesByTier { get; init; }

    /// <summary>After-sales payloads.</summary>
    public required int AfterSalesRecords { get; init; }

    /// <summary>Units of scarce goods ordered beyond the stock.</summary>
    public required int UnitsShort { get; init; }

    /// <summary>Parcels that our warehouses sent.</summary>
    public required int Outbound { get; init; }

    /// <summary>Parcels that only a channel knows of.</summary>
    public required int ShippedElsewhere { get; init; }

    /// <summary>Orders sent in more than one parcel.</summary>
    public required int SplitShipments { get; init; }

    /// <summary>Goods received back, by outcome.</summary>
    public required IReadOnlyDictionary<string, int> Receipts { get; init; }

    /// <summary>Tracked parcels, by what their track looks like.</summary>
    public required IReadOnlyDictionary<string, int> Tracks { get; init; }

    /// <summary>Answers of the track aggregator, those about strange waybills included.</summary>
    public required int TrackAnswers { get; init; }

    /// <summary>Orders by scenario.</summary>
    public required IReadOnlyDictionary<string, int> Scenarios { get; init; }
}
