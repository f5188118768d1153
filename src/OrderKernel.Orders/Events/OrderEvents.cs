using System.Text.Json.Serialization;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The stable names of order events and their canonical bytes.</summary>
public static class OrderEvents
{
    private static readonly OrdersJsonContext Json = new(CanonicalJson.Options(
        new OrderPlacedConverter(), new PlacedLineConverter(), new OrderPaidConverter(), new StepEnteredConverter(), CanonicalJson.Amounts(withRest: true),
        CanonicalJson.WordOf<SentPlace>(), CanonicalJson.WordOf<HoldOrigin>(), CanonicalJson.WordOf<CancelCause>(), CanonicalJson.WordOf<ReinstateCause>(),
        CanonicalJson.WordOf<CompletionCause>(), CanonicalJson.WordOf<StepBackKind>(), CanonicalJson.WordOf<ChangeKind>(),
        CanonicalJson.ListOf<PlacedLine>(), CanonicalJson.ListOf<LineShare>(), CanonicalJson.ListOf<RefundShare>(), CanonicalJson.ListOf<LineUnits>(),
        CanonicalJson.ListOf<CancelledUnits>(),
        CanonicalJson.ListOf<AmendedUnits>(), CanonicalJson.ListOf<ChangedLine>(),
        CanonicalJson.ListOf<HandedUnits>(), CanonicalJson.ListOf<TakenShipment>(), CanonicalJson.ListOf<ShipmentId>(),
        CanonicalJson.ListOf<Scan>(), CanonicalJson.ListOf<SerialUnit>(), CanonicalJson.WordOf<SerialFault>(),
        CanonicalJson.ListOf<ShipmentUnits>(), CanonicalJson.ListOf<RefundedUnits>(), CanonicalJson.ListOf<TenderAmount>(), CanonicalJson.ListOf<Hold>(),
        CanonicalJson.ListOf<RegionStart>(), CanonicalJson.ListOf<WorkflowAction>(), CanonicalJson.ListOf<ActionArgument>(), CanonicalJson.ListOf<string>(),
        CanonicalJson.ListOf<Waybill>(), CanonicalJson.ListOf<LineId>(), CanonicalJson.ListOf<OrderedLine>(), CanonicalJson.ListOf<BundleComponent>()));

    /// <summary>The events of an order's stream.</summary>
    public static EventCodec<OrderEvent> Codec { get; } = new EventCodec<OrderEvent>()
        .With("orders.placed", () => Json.OrderPlaced)
        .With("orders.price-amended", () => Json.PriceAmended)
        .With("orders.change-proposed", () => Json.ChangeProposed)
        .With("orders.change-confirmed", () => Json.ChangeConfirmed)
        .With("orders.change-declined", () => Json.ChangeDeclined)
        .With("orders.change-lapsed", () => Json.ChangeLapsed)
        .With("orders.line-amended", () => Json.LineAmended)
        .With("orders.line-exchanged", () => Json.LineExchanged)
        .With("orders.content-amended", () => Json.ContentAmended)
        .With("orders.address-changed", () => Json.AddressChanged)
        .With("orders.remark-changed", () => Json.RemarkChanged)
        .With("orders.units-handed-over", () => Json.UnitsReassigned)
        .With("orders.units-taken-over", () => Json.UnitsTakenOver)
        .With("orders.invoice-requested", () => Json.InvoiceRequested)
        .With("orders.invoice-issued", () => Json.InvoiceIssued)
        .With("orders.invoice-failed", () => Json.InvoiceFailed)
        .With("orders.tagged", () => Json.OrderTagged)
        .With("orders.replacement-added", () => Json.ReplacementAdded)
        .With("orders.paid", () => Json.OrderPaid)
        .With("orders.payment-noted", () => Json.PaymentNoted)
        .With("orders.refund-owed", () => Json.RefundOwed)
        .With("orders.refund-paid", () => Json.RefundPaid)
        .With("orders.refund-failed", () => Json.RefundFailed)
        .With("orders.refund-withdrawn", () => Json.RefundWithdrawn)
        .With("orders.refund-reversed", () => Json.RefundReversed)
        .With("orders.money-withheld", () => Json.MoneyWithheld)
        .With("orders.withheld-released", () => Json.WithheldReleased)
        .With("orders.payment-reversed", () => Json.PaymentReversed)
        .With("orders.expired", () => Json.OrderExpired)
        .With("orders.units-cancelled", () => Json.UnitsCancelled)
        .With("orders.reinstated", () => Json.OrderReinstated)
        .With("orders.ended", () => Json.OrderEnded)
        .With("orders.completed", () => Json.OrderCompleted)
        .With("orders.shipment-planned", () => Json.ShipmentPlanned)
        .With("orders.shipment-reserved", () => Json.ShipmentReserved)
        .With("orders.shipment-released", () => Json.ShipmentReleased)
        .With("orders.shipment-split", () => Json.ShipmentSplit)
        .With("orders.shipment-handed-over", () => Json.ShipmentHandedOver)
        .With("orders.shipment-confirmed", () => Json.ShipmentConfirmed)
        .With("orders.shipment-step-entered", () => Json.ShipmentStepEntered)
        .With("orders.shipment-step-reminded", () => Json.ShipmentStepReminded)
        .With("orders.items-scanned", () => Json.ItemsScanned)
        .With("orders.shipment-weighed", () => Json.ShipmentWeighed)
        .With("orders.serials-recorded", () => Json.SerialsRecorded)
        .With("orders.serials-returned", () => Json.SerialsReturned)
        .With("orders.waybills-assigned", () => Json.WaybillsAssigned)
        .With("orders.first-scan-seen", () => Json.FirstScanSeen)
        .With("orders.shipment-delivered", () => Json.ShipmentDelivered)
        .With("orders.sign-off-suspected", () => Json.SignOffSuspected)
        .With("orders.shipment-lost", () => Json.ShipmentLost)
        .With("orders.units-given-back", () => Json.UnitsGivenBack)
        .With("orders.units-returned", () => Json.UnitsReturned)
        .With("orders.units-sent-back", () => Json.UnitsSentBack)
        .With("orders.units-stepped-back", () => Json.UnitsSteppedBack)
        .With("orders.hold-placed", () => Json.HoldPlaced)
        .With("orders.hold-released", () => Json.HoldReleased)
        .With("orders.hold-rejected", () => Json.HoldRejected)
        .With("orders.channel-holds-set", () => Json.ChannelHoldsSet)
        .With("orders.write-back-answered", () => Json.WriteBackAnswered)
        .With("orders.evidence-attached", () => Json.EvidenceAttached)
        .With("orders.legal-hold-set", () => Json.LegalHoldSet)
        .With("orders.legal-hold-released", () => Json.LegalHoldReleased)
        .With("orders.step-entered", () => Json.StepEntered)
        .With("orders.region-step-entered", () => Json.RegionStepEntered)
        .With("orders.trigger-fired", () => Json.TriggerFired)
        .With("orders.rule-fired", () => Json.RuleFired)
        .With("orders.rule-erred", () => Json.RuleErred)
        .With("orders.workflow-moved", () => Json.WorkflowMoved)
        .With("orders.step-reminded", () => Json.StepReminded)
        .With("orders.deadline-refused", () => Json.DeadlineRefused)
        .With("orders.deadline-due-again", () => Json.DeadlineDueAgain);
}

[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(PriceAmended))]
[JsonSerializable(typeof(ChangeProposed))]
[JsonSerializable(typeof(ChangeConfirmed))]
[JsonSerializable(typeof(ChangeDeclined))]
[JsonSerializable(typeof(ChangeLapsed))]
[JsonSerializable(typeof(LineAmended))]
[JsonSerializable(typeof(LineExchanged))]
[JsonSerializable(typeof(AddressChanged))]
[JsonSerializable(typeof(ContentAmended))]
[JsonSerializable(typeof(OrderedLine))]
[JsonSerializable(typeof(BundleComponent))]
[JsonSerializable(typeof(RemarkChanged))]
[JsonSerializable(typeof(AmendedUnits))]
[JsonSerializable(typeof(ChangedLine))]
[JsonSerializable(typeof(UnitsReassigned))]
[JsonSerializable(typeof(UnitsTakenOver))]
[JsonSerializable(typeof(HandedUnits))]
[JsonSerializable(typeof(TakenShipment))]
[JsonSerializable(typeof(ShipmentId))]
[JsonSerializable(typeof(InvoiceRequested))]
[JsonSerializable(typeof(InvoiceIssued))]
[JsonSerializable(typeof(InvoiceFailed))]
[JsonSerializable(typeof(OrderTagged))]
[JsonSerializable(typeof(ReplacementAdded))]
[JsonSerializable(typeof(OrderPaid))]
[JsonSerializable(typeof(PaymentNoted))]
[JsonSerializable(typeof(RefundOwed))]
[JsonSerializable(typeof(RefundPaid))]
[JsonSerializable(typeof(RefundFailed))]
[JsonSerializable(typeof(RefundWithdrawn))]
[JsonSerializable(typeof(RefundReversed))]
[JsonSerializable(typeof(MoneyWithheld))]
[JsonSerializable(typeof(WithheldReleased))]
[JsonSerializable(typeof(PaymentReversed))]
[JsonSerializable(typeof(OrderExpired))]
[JsonSerializable(typeof(UnitsCancelled))]
[JsonSerializable(typeof(OrderReinstated))]
[JsonSerializable(typeof(RefundShare))]
[JsonSerializable(typeof(OrderEnded))]
[JsonSerializable(typeof(OrderCompleted))]
[JsonSerializable(typeof(ShipmentPlanned))]
[JsonSerializable(typeof(ShipmentReserved))]
[JsonSerializable(typeof(ShipmentReleased))]
[JsonSerializable(typeof(ShipmentSplit))]
[JsonSerializable(typeof(ShipmentHandedOver))]
[JsonSerializable(typeof(ShipmentConfirmed))]
[JsonSerializable(typeof(ShipmentStepEntered))]
[JsonSerializable(typeof(ShipmentStepReminded))]
[JsonSerializable(typeof(ItemsScanned))]
[JsonSerializable(typeof(ShipmentWeighed))]
[JsonSerializable(typeof(Scan))]
[JsonSerializable(typeof(SerialsRecorded))]
[JsonSerializable(typeof(SerialsReturned))]
[JsonSerializable(typeof(SerialUnit))]
[JsonSerializable(typeof(WaybillsAssigned))]
[JsonSerializable(typeof(FirstScanSeen))]
[JsonSerializable(typeof(ShipmentDelivered))]
[JsonSerializable(typeof(SignOffSuspected))]
[JsonSerializable(typeof(ShipmentLost))]
[JsonSerializable(typeof(UnitsGivenBack))]
[JsonSerializable(typeof(UnitsReturned))]
[JsonSerializable(typeof(UnitsSentBack))]
[JsonSerializable(typeof(UnitsSteppedBack))]
[JsonSerializable(typeof(HoldPlaced))]
[JsonSerializable(typeof(HoldReleased))]
[JsonSerializable(typeof(HoldRejected))]
[JsonSerializable(typeof(ChannelHoldsSet))]
[JsonSerializable(typeof(EvidenceAttached))]
[JsonSerializable(typeof(WriteBackAnswered))]
[JsonSerializable(typeof(LegalHoldSet))]
[JsonSerializable(typeof(LegalHoldReleased))]
[JsonSerializable(typeof(StepEntered))]
[JsonSerializable(typeof(RegionStepEntered))]
[JsonSerializable(typeof(TriggerFired))]
[JsonSerializable(typeof(RuleFired))]
[JsonSerializable(typeof(RuleErred))]
[JsonSerializable(typeof(RegionStart))]
[JsonSerializable(typeof(WorkflowAction))]
[JsonSerializable(typeof(ActionArgument))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(WorkflowMoved))]
[JsonSerializable(typeof(StepReminded))]
[JsonSerializable(typeof(DeadlineRefused))]
[JsonSerializable(typeof(DeadlineDueAgain))]
[JsonSerializable(typeof(PlacedLine))]
[JsonSerializable(typeof(LineShare))]
[JsonSerializable(typeof(LineUnits))]
[JsonSerializable(typeof(CancelledUnits))]
[JsonSerializable(typeof(ShipmentUnits))]
[JsonSerializable(typeof(RefundedUnits))]
[JsonSerializable(typeof(TenderAmount))]
[JsonSerializable(typeof(Hold))]
[JsonSerializable(typeof(Waybill))]
internal sealed partial class OrdersJsonContext : JsonSerializerContext;
