namespace OrderKernel.Orders;

/// <summary>The codes of refusals and reasons that orders give.</summary>
public static partial class OrdersCodes
{
    /// <summary>No event has placed the order.</summary>
    public const string OrderUnknown = "orders.order-unknown";

    /// <summary>The order was placed with other content.</summary>
    public const string OrderExists = "orders.order-exists-with-different-content";

    /// <summary>The payment is known with other content.</summary>
    public const string PaymentExists = "orders.payment-exists-with-different-content";

    /// <summary>The refund is known with other content.</summary>
    public const string RefundExists = "orders.refund-exists-with-different-content";

    /// <summary>The shipment is known with other content.</summary>
    public const string ShipmentExists = "orders.shipment-exists-with-different-content";

    /// <summary>The hold is known with other content.</summary>
    public const string HoldExists = "orders.hold-exists-with-different-content";

    /// <summary>The id of the hold has a colon: such ids are the kernel's.</summary>
    public const string HoldIdReserved = "orders.hold-id-reserved";

    /// <summary>A line id stands there twice.</summary>
    public const string LineExists = "orders.line-exists";

    /// <summary>The order has no such line.</summary>
    public const string LineUnknown = "orders.line-unknown";

    /// <summary>A line or a bundle component has no units.</summary>
    public const string LineEmpty = "orders.line-empty";

    /// <summary>An amount is negative or in another currency than what is due.</summary>
    public const string AmountsInvalid = "orders.amounts-invalid";

    /// <summary>The order has no such shipment.</summary>
    public const string ShipmentUnknown = "orders.shipment-unknown";

    /// <summary>A shipment needs units.</summary>
    public const string ShipmentEmpty = "orders.shipment-empty";

    /// <summary>The shipment is at another place than the command needs.</summary>
    public const string ShipmentElsewhere = "orders.shipment-status-mismatch";

    /// <summary>The shipment holds fewer such units.</summary>
    public const string ShipmentHoldsLess = "orders.shipment-holds-less";

    /// <summary>A reading lacks something, or is too long.</summary>
    public const string ScanInvalid = "orders.scan-invalid";

    /// <summary>The device used the number for another reading.</summary>
    public const string ScanExists = "orders.scan-exists-with-different-content";

    /// <summary>No goods have this barcode.</summary>
    public const string BarcodeUnknown = "orders.barcode-unknown";

    /// <summary>The barcode's check digit is wrong.</summary>
    public const string BarcodeMisread = "orders.barcode-misread";

    /// <summary>The goods are not in the shipment.</summary>
    public const string ScanNotInShipment = "orders.scan-not-in-shipment";

    /// <summary>More of the goods were scanned than the shipment holds.</summary>
    public const string ScanTooMany = "orders.scan-too-many";

    /// <summary>A weight must be positive and one that a parcel can have.</summary>
    public const string WeightInvalid = "orders.weight-invalid";

    /// <summary>The shipment runs no workflow of its own.</summary>
    public const string ShipmentWithoutProcess = "orders.shipment-without-process";

    /// <summary>A step back to reserved needs the reservation that holds the units.</summary>
    public const string ReservationMissing = "orders.reservation-missing";

    /// <summary>The order has no such refund.</summary>
    public const string RefundUnknown = "orders.refund-unknown";

    /// <summary>The refund is not where the command needs it.</summary>
    public const string RefundStanding = "orders.refund-status-mismatch";

    /// <summary>More money is asked for than the units or the line still carry.</summary>
    public const string RefundAboveUnits = "orders.refund-above-units";

    /// <summary>The amount is not what the named items come to.</summary>
    public const string RefundAmountMismatch = "orders.refund-amount-mismatch";

    /// <summary>The money of these units was asked back before.</summary>
    public const string UnitsAlreadySettled = "orders.units-already-settled";

    /// <summary>The order has no such payment.</summary>
    public const string PaymentUnknown = "orders.payment-unknown";

    /// <summary>The payment's money went back or to another order already.</summary>
    public const string PaymentSpent = "orders.payment-spent";

    /// <summary>A payment was taken back; what is due is due still.</summary>
    public const string PaymentReversedNow = "orders.payment-reversed-now";

    /// <summary>Withheld money is owed back or counts again.</summary>
    public const string WithheldReleased = "orders.withheld-released-now";

    /// <summary>Goods in place of others cost more, which is due now.</summary>
    public const string DifferenceDue = "orders.difference-due";

    /// <summary>More is to be withheld than is owed back without a refund.</summary>
    public const string PendingShort = "orders.pending-short";

    /// <summary>The order has no such hold.</summary>
    public const string HoldUnknown = "orders.hold-unknown";

    /// <summary>The hold is the channel's or a step's; nobody else releases it.</summary>
    public const string HoldOfOther = "orders.hold-of-other-origin";

    /// <summary>A hold must forbid something.</summary>
    public const string ScopesMissing = "orders.hold-without-scope";

    /// <summary>A hold forbids it.</summary>
    public const string Held = "orders.held";

    /// <summary>Bundles are cancelled whole.</summary>
    public const string BundleNotWhole = "orders.bundle-not-whole";

    /// <summary>Only orders that await fulfilment, or are partially shipped, are planned.</summary>
    public const string NotOpenForShipping = "orders.not-open-for-shipping";

    /// <summary>The price is fixed once something is paid, cancelled or sent.</summary>
    public const string PriceFixed = "orders.price-fixed";

    /// <summary>Fewer units came back or were lost than are to be replaced.</summary>
    public const string NothingToReplace = "orders.nothing-to-replace";

    /// <summary>A payment can only be announced, authorised or let go.</summary>
    public const string NoteInvalid = "orders.payment-note-invalid";

    /// <summary>The order runs under a workflow that was not given.</summary>
    public const string WorkflowUnknown = "orders.workflow-unknown";

    /// <summary>Finding: choices name a workflow of orders that is not there.</summary>
    public const string ChoiceMissing = "orders.choice-missing";

    /// <summary>Finding: a document names a workflow of shipments that is not there.</summary>
    public const string ShipmentsMissing = "orders.shipments-missing";

    /// <summary>One of the workflows that new orders start under must have no condition, so that each order has one.</summary>
    public const string ChoicesOpenEnded = "orders.choices-open-ended";

    /// <summary>A choice stands after one without condition: it is never taken.</summary>
    public const string ChoiceShadowed = "orders.choice-shadowed";

    /// <summary>The trigger does something that needs its own command.</summary>
    public const string TriggerNeedsCommand = "orders.trigger-needs-command";

    /// <summary>Only the kernel's clock fires deadlines.</summary>
    public const string KernelOnly = "orders.kernel-only";

    /// <summary>Only what was sent or needs no sending can be confirmed.</summary>
    public const string NotConfirmable = "orders.not-confirmable";

    /// <summary>The same was known before; nothing changes.</summary>
    public const string AlreadyKnown = "orders.already-known";

    /// <summary>The order was placed.</summary>
    public const string Placed = "orders.placed";

    /// <summary>A line's goods are not known; a stand-in unit moves for it.</summary>
    public const string GoodsUnknown = "orders.goods-unknown";

    /// <summary>The lines come to more than is due; their money was scaled down.</summary>
    public const string LinesExceedDue = "orders.lines-exceed-due";

    /// <summary>Part of what is due is explained by nothing; it is refunded last.</summary>
    public const string Unattributed = "orders.unattributed";

    /// <summary>The order is expedited for its amount.</summary>
    public const string VipAmount = "orders.vip-by-amount";

    /// <summary>The order is expedited for its customer.</summary>
    public const string VipLevel = "orders.vip-by-level";

    /// <summary>The buyer paid.</summary>
    public const string Paid = "orders.paid";

    /// <summary>The payment is dated at or after the deadline.</summary>
    public const string PaidLate = "orders.paid-late";

    /// <summary>The payment came after the expiry but is dated before the deadline.</summary>
    public const string PaidInTime = "orders.paid-in-time-after-expiry";

    /// <summary>Money came for an order that was cancelled; it is owed back.</summary>
    public const string PaidAfterCancel = "orders.paid-after-cancel";

    /// <summary>More was paid than is due; the rest is owed back.</summary>
    public const string Overpaid = "orders.overpaid";

    /// <summary>The payment deadline passed.</summary>
    public const string Expired = "orders.expired";

    /// <summary>Units were cancelled.</summary>
    public const string Cancelled = "orders.cancelled";

    /// <summary>Cancelled units are open again.</summary>
    public const string Reinstated = "orders.reinstated";

    /// <summary>Conflict: cancelled units were shipped; goods outrank words.</summary>
    public const string ShippedAfterCancel = "orders.shipped-after-cancel";

    /// <summary>Conflict: the channel ended an order whose units were sent; they do not move.</summary>
    public const string EndedAfterShipping = "orders.ended-after-shipping";

    /// <summary>The channel ended the order.</summary>
    public const string Ended = "orders.ended";

    /// <summary>Other orders took this one's place.</summary>
    public const string OrderReplaced = "orders.order-replaced";

    /// <summary>Units left without us.</summary>
    public const string ShippedElsewhere = "orders.shipped-elsewhere";

    /// <summary>A partner's own record told of units that had left before.</summary>
    public const string ConfirmedByRecord = "orders.confirmed-by-record";

    /// <summary>Planned units did not go with the parcel; they are open again.</summary>
    public const string LeftOut = "orders.left-out";

    /// <summary>A parcel left.</summary>
    public const string Shipped = "orders.shipped";

    /// <summary>What was due at the door is no longer due.</summary>
    public const string WrittenOff = "orders.written-off";

    /// <summary>A refund is owed.</summary>
    public const string RefundOwedNow = "orders.refund-owed";

    /// <summary>All money of unshipped units goes back: they are cancelled.</summary>
    public const string RefundCancels = "orders.refund-cancels-units";

    /// <summary>Money went back.</summary>
    public const string Refunded = "orders.refunded";

    /// <summary>The deadline no longer runs or is not due; nothing changes.</summary>
    public const string DeadlineMoot = "orders.deadline-moot";

    /// <summary>The process entered a step.</summary>
    public const string StepEnteredNow = "orders.step-entered";

    /// <summary>Scans were recorded.</summary>
    public const string Scanned = "orders.scanned";

    /// <summary>The parcel weighs what it should.</summary>
    public const string WeightRight = "orders.weight-right";

    /// <summary>The parcel's weight is off by more than the tolerance: it is held.</summary>
    public const string WeightOff = "orders.weight-off";

    /// <summary>Nobody knows what the parcel should weigh.</summary>
    public const string WeightUnjudged = "orders.weight-unjudged";

    /// <summary>A shipment's process entered a step.</summary>
    public const string ShipmentStepEnteredNow = "orders.shipment-step-entered";

    /// <summary>The order runs under another version of its workflow.</summary>
    public const string WorkflowMovedNow = "orders.workflow-moved";

    /// <summary>A deadline of the step passed.</summary>
    public const string DeadlineFired = "orders.deadline-fired";

    /// <summary>A deadline of the step passed, and what it fires was refused.</summary>
    public const string DeadlineRefusedNow = "orders.deadline-refused";

    /// <summary>Nothing refuses a deadline any more: it is due again.</summary>
    public const string DeadlineDueAgain = "orders.deadline-due-again";

    /// <summary>The fact or ask changed the order as it says.</summary>
    public const string Recorded = "orders.recorded";
}
