namespace OrderKernel.Orders;

/// <summary>What came of telling a channel of a parcel (a fact): the result is kept for each of the channel's lines.</summary>
/// <param name="Shipment">The parcel.</param>
/// <param name="Platform">The channel's order that was told of it: of merged orders not always this one.</param>
/// <param name="Lines">The channel's lines that were told; none where it was told of the whole order.</param>
/// <param name="Waybills">The waybills that were told.</param>
/// <param name="Refused">Why it was not taken or could not be said, as a code or the channel's own word, 1 to 128 characters; null for taken.</param>
public sealed record RecordWriteBack(ShipmentId Shipment, OrderKey Platform, ValueList<LineId> Lines, ValueList<Waybill> Waybills, string? Refused)
    : OrderCommand
{
    /// <summary>Why it was not taken, without phone numbers.</summary>
    public string? Refused { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Refused);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("shipment", Shipment) ?? Required.Key("platform", Platform) ?? Required.Ids("lines", Lines)
        ?? Required.Ids("waybills", Waybills) ?? (Refused is null ? null : Required.Reason("refused", Refused));
}
