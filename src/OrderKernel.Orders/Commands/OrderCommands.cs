using System.Text.Json.Serialization;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The stable names of order commands and their canonical bytes.</summary>
public static class OrderCommands
{
    private static readonly OrderCommandsJsonContext Json = new(CanonicalJson.Options(
        CanonicalJson.WordOf<SentPlace>(), CanonicalJson.WordOf<StepBackKind>(), CanonicalJson.WordOf<ChangeKind>(),
        CanonicalJson.ListOf<OrderedLine>(), CanonicalJson.ListOf<BundleComponent>(), CanonicalJson.ListOf<LineUnits>(), CanonicalJson.ListOf<ScanReading>(),
        CanonicalJson.ListOf<SerialUnit>(), CanonicalJson.ListOf<HeldUnit>(),
        CanonicalJson.ListOf<RefundItem>(), CanonicalJson.ListOf<WorkflowAction>(), CanonicalJson.ListOf<ActionArgument>(), CanonicalJson.ListOf<string>(),
        CanonicalJson.ListOf<Waybill>(), CanonicalJson.ListOf<LineId>(), CanonicalJson.ListOf<HoldKind>()));

    /// <summary>The codec.</summary>
    public static CommandCodec<OrderCommand> Codec { get; } = new CommandCodec<OrderCommand>()
        .With("orders.place-order", () => Json.PlaceOrder)
        .With("orders.amend-price", () => Json.AmendPrice)
        .With("orders.tag-order", () => Json.TagOrder)
        .With("orders.propose-change", () => Json.ProposeChange)
        .With("orders.confirm-change", () => Json.ConfirmChange)
        .With("orders.decline-change", () => Json.DeclineChange)
        .With("orders.tell-content", () => Json.TellContent)
        .With("orders.tell-address", () => Json.TellAddress)
        .With("orders.split-order", () => Json.SplitOrder)
        .With("orders.merge-order", () => Json.MergeOrder)
        .With("orders.add-replacement", () => Json.AddReplacement)
        .With("orders.record-payment", () => Json.RecordPayment)
        .With("orders.note-payment", () => Json.NotePayment)
        .With("orders.record-write-back", () => Json.RecordWriteBack)
        .With("orders.owe-refund", () => Json.OweRefund)
        .With("orders.record-refund", () => Json.RecordRefund)
        .With("orders.fail-refund", () => Json.FailRefund)
        .With("orders.withdraw-refund", () => Json.WithdrawRefund)
        .With("orders.reverse-refund", () => Json.ReverseRefund)
        .With("orders.withhold-money", () => Json.WithholdMoney)
        .With("orders.release-withheld", () => Json.ReleaseWithheld)
        .With("orders.reverse-payment", () => Json.ReversePayment)
        .With("orders.request-invoice", () => Json.RequestInvoice)
        .With("orders.record-invoice", () => Json.RecordInvoice)
        .With("orders.fail-invoice", () => Json.FailInvoice)
        .With("orders.plan-shipment", () => Json.PlanShipment)
        .With("orders.reserve-shipment", () => Json.ReserveShipment)
        .With("orders.release-shipment", () => Json.ReleaseShipment)
        .With("orders.ship-shipment", () => Json.ShipShipment)
        .With("orders.ship-elsewhere", () => Json.ShipElsewhere)
        .With("orders.confirm-shipment", () => Json.ConfirmShipment)
        .With("orders.fire-shipment-trigger", () => Json.FireShipmentTrigger)
        .With("orders.scan-item", () => Json.ScanItem)
        .With("orders.record-offline-scans", () => Json.RecordOfflineScans)
        .With("orders.weigh-shipment", () => Json.WeighShipment)
        .With("orders.record-serials", () => Json.RecordSerials)
        .With("orders.return-serials", () => Json.ReturnSerials)
        .With("orders.assign-waybills", () => Json.AssignWaybills)
        .With("orders.record-first-scan", () => Json.RecordFirstScan)
        .With("orders.record-delivery", () => Json.RecordDelivery)
        .With("orders.suspect-sign-off", () => Json.SuspectSignOff)
        .With("orders.record-loss", () => Json.RecordLoss)
        .With("orders.give-back-undelivered", () => Json.GiveBackUndelivered)
        .With("orders.record-return", () => Json.RecordReturn)
        .With("orders.send-back", () => Json.SendBack)
        .With("orders.step-back", () => Json.StepBack)
        .With("orders.cancel-units", () => Json.CancelUnits)
        .With("orders.end-order", () => Json.EndOrder)
        .With("orders.reinstate-order", () => Json.ReinstateOrder)
        .With("orders.complete-order", () => Json.CompleteOrder)
        .With("orders.place-hold", () => Json.PlaceHold)
        .With("orders.release-hold", () => Json.ReleaseHold)
        .With("orders.reject-hold", () => Json.RejectHold)
        .With("orders.set-channel-holds", () => Json.SetChannelHolds)
        .With("orders.fire-trigger", () => Json.FireTrigger)
        .With("orders.fire-deadline", () => Json.FireDeadline)
        .With("orders.fire-rule", () => Json.FireRule)
        .With("orders.note-rule-error", () => Json.NoteRuleError)
        .With("orders.move-to-workflow", () => Json.MoveToWorkflow)
        .With("orders.attach-evidence", () => Json.AttachEvidence)
        .With("orders.set-legal-hold", () => Json.SetLegalHold)
        .With("orders.release-legal-hold", () => Json.ReleaseLegalHold);
}

[JsonSerializable(typeof(PlaceOrder))]
[JsonSerializable(typeof(AmendPrice))]
[JsonSerializable(typeof(TagOrder))]
[JsonSerializable(typeof(ProposeChange))]
[JsonSerializable(typeof(ConfirmChange))]
[JsonSerializable(typeof(DeclineChange))]
[JsonSerializable(typeof(TellContent))]
[JsonSerializable(typeof(TellAddress))]
[JsonSerializable(typeof(SplitOrder))]
[JsonSerializable(typeof(MergeOrder))]
[JsonSerializable(typeof(AddReplacement))]
[JsonSerializable(typeof(RecordPayment))]
[JsonSerializable(typeof(NotePayment))]
[JsonSerializable(typeof(RecordWriteBack))]
[JsonSerializable(typeof(OweRefund))]
[JsonSerializable(typeof(RecordRefund))]
[JsonSerializable(typeof(FailRefund))]
[JsonSerializable(typeof(WithdrawRefund))]
[JsonSerializable(typeof(ReverseRefund))]
[JsonSerializable(typeof(WithholdMoney))]
[JsonSerializable(typeof(ReleaseWithheld))]
[JsonSerializable(typeof(ReversePayment))]
[JsonSerializable(typeof(RequestInvoice))]
[JsonSerializable(typeof(RecordInvoice))]
[JsonSerializable(typeof(FailInvoice))]
[JsonSerializable(typeof(PlanShipment))]
[JsonSerializable(typeof(ReserveShipment))]
[JsonSerializable(typeof(ReleaseShipment))]
[JsonSerializable(typeof(ShipShipment))]
[JsonSerializable(typeof(ShipElsewhere))]
[JsonSerializable(typeof(ConfirmShipment))]
[JsonSerializable(typeof(FireShipmentTrigger))]
[JsonSerializable(typeof(ScanItem))]
[JsonSerializable(typeof(RecordOfflineScans))]
[JsonSerializable(typeof(WeighShipment))]
[JsonSerializable(typeof(RecordSerials))]
[JsonSerializable(typeof(ReturnSerials))]
[JsonSerializable(typeof(SerialUnit))]
[JsonSerializable(typeof(HeldUnit))]
[JsonSerializable(typeof(AssignWaybills))]
[JsonSerializable(typeof(RecordFirstScan))]
[JsonSerializable(typeof(RecordDelivery))]
[JsonSerializable(typeof(SuspectSignOff))]
[JsonSerializable(typeof(RecordLoss))]
[JsonSerializable(typeof(GiveBackUndelivered))]
[JsonSerializable(typeof(RecordReturn))]
[JsonSerializable(typeof(SendBack))]
[JsonSerializable(typeof(StepBack))]
[JsonSerializable(typeof(CancelUnits))]
[JsonSerializable(typeof(EndOrder))]
[JsonSerializable(typeof(ReinstateOrder))]
[JsonSerializable(typeof(CompleteOrder))]
[JsonSerializable(typeof(PlaceHold))]
[JsonSerializable(typeof(ReleaseHold))]
[JsonSerializable(typeof(RejectHold))]
[JsonSerializable(typeof(SetChannelHolds))]
[JsonSerializable(typeof(FireTrigger))]
[JsonSerializable(typeof(FireDeadline))]
[JsonSerializable(typeof(FireRule))]
[JsonSerializable(typeof(NoteRuleError))]
[JsonSerializable(typeof(MoveToWorkflow))]
[JsonSerializable(typeof(AttachEvidence))]
[JsonSerializable(typeof(SetLegalHold))]
[JsonSerializable(typeof(ReleaseLegalHold))]
[JsonSerializable(typeof(OrderedLine))]
[JsonSerializable(typeof(BundleComponent))]
[JsonSerializable(typeof(LineUnits))]
[JsonSerializable(typeof(ScanReading))]
[JsonSerializable(typeof(RefundItem))]
[JsonSerializable(typeof(Waybill))]
[JsonSerializable(typeof(HoldKind))]
internal sealed partial class OrderCommandsJsonContext : JsonSerializerContext;
