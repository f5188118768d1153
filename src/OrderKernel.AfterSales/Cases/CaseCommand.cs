using System.Text.Json.Serialization;

namespace OrderKernel.AfterSales;

/// <summary>Something that is to happen to an after-sales case: only what the asker says. What others own comes as <see cref="CaseGiven"/>.</summary>
public abstract record CaseCommand : ICommand
{
    /// <inheritdoc/>
    public virtual Refusal? Missing() => null;
}

/// <summary>Opens a case and judges it. From a channel it is a fact: a verdict that refuses is recorded. From anybody else such a request is refused.</summary>
/// <param name="Request">What is asked for.</param>
public sealed record OpenCase(CaseRequest Request) : CaseCommand
{
    /// <summary>True for a case that was over before anybody here heard of it: it is judged for the record, and nothing is granted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOver { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Request.Missing();
}

/// <summary>
/// Opens a case about a refund that the channel paid already: judged for the record, refunded whatever the tier. Nobody but a channel can say it.
/// </summary>
/// <param name="Request">What was asked for; its asked money is what was paid.</param>
/// <param name="Refund">The channel's id of the refund.</param>
public sealed record RecordPaidRefund(CaseRequest Request, MessageId Refund) : CaseCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Request.Missing() ?? Required.Id("refund", Refund);
}

/// <summary>Judges an open request again: time, standing or balance changed. Approvals given so far lapse when the verdict changes.</summary>
public sealed record JudgeCase : CaseCommand;

/// <summary>Gives the approval that is awaited.</summary>
public sealed record ApproveCase : CaseCommand;

/// <summary>Refuses the request, or the goods at receipt.</summary>
/// <param name="By">The party that refuses.</param>
/// <param name="Why">A stable word for the reason, or somebody's own: phone numbers in it are masked; never blank.</param>
public sealed record RejectCase(Party By, string Why) : CaseCommand
{
    /// <summary>The reason, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Word("by", By) ?? Required.Reason("why", Why);
}

/// <summary>The buyer takes the request back.</summary>
public sealed record WithdrawCase : CaseCommand;

/// <summary>Ends a case without effect: time ran out, or the channel ended it.</summary>
/// <param name="By">The party that ends it.</param>
public sealed record CloseCase(Party By) : CaseCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Word("by", By);
}

/// <summary>Calls the platform in.</summary>
/// <param name="By">Who calls.</param>
public sealed record DisputeCase(Party By) : CaseCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Word("by", By);
}

/// <summary>The goods left for the seller.</summary>
/// <param name="Waybill">The return parcel.</param>
/// <param name="Carrier">Its carrier, when known.</param>
public sealed record SendReturn(Waybill Waybill, CarrierId? Carrier) : CaseCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("waybill", Waybill) ?? Required.Id("carrier", Carrier);
}

/// <summary>The warehouse inspected returned goods; a later inspection replaces an earlier one.</summary>
/// <param name="Units">What was found of all units that arrived.</param>
public sealed record ReceiveGoods(ValueList<InspectedUnits> Units) : CaseCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() =>
        Required.Each("units", Units, static u => Required.Id("line", u.Line) ?? Required.Word("outcome", u.Outcome));
}

/// <summary>The replacement left.</summary>
/// <param name="Waybill">The parcel.</param>
public sealed record SendReplacement(Waybill Waybill) : CaseCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("waybill", Waybill);
}

/// <summary>The replacement arrived.</summary>
public sealed record ConfirmReplacement : CaseCommand;

/// <summary>Money went back: under an id that was ordered, or (from a channel) under one of its own.</summary>
/// <param name="Refund">The refund's id.</param>
/// <param name="Amount">How much.</param>
public sealed record SettleRefund(MessageId Refund, Money Amount) : CaseCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("refund", Refund) ?? Required.Id("amount", Amount.Currency);
}

/// <summary>The clock says that a step waits too long: reminds, later escalates.</summary>
public sealed record AgeStep : CaseCommand;
