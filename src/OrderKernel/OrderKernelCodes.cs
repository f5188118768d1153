namespace OrderKernel;

/// <summary>The codes that the kernel itself gives, where no package of the first floor decides.</summary>
public static class OrderKernelCodes
{
    /// <summary>A record names an order that is not there.</summary>
    public const string OrderUnknown = "kernel.order-unknown";

    /// <summary>A reservation is held by a planned shipment: its order is to be told, not the reservation.</summary>
    public const string ReservationOwned = "kernel.reservation-owned";

    /// <summary>Finding: a planned shipment whose units its reservation does not hold, or not all.</summary>
    public const string HoldMissing = "kernel.hold-missing";

    /// <summary>Finding: a reservation holds more than the planned shipment that names it.</summary>
    public const string HoldOver = "kernel.hold-over";

    /// <summary>Finding: a reservation holds units for an order that does not want them, or that is not there.</summary>
    public const string HoldUnwanted = "kernel.hold-unwanted";

    /// <summary>The movement of stock was booked before, under another message.</summary>
    public const string MovementExists = "kernel.movement-exists";

    /// <summary>Money that came for an order whose time had run out goes back in full.</summary>
    public const string LatePaymentRefunded = "kernel.late-payment-refunded";

    /// <summary>A hold waits for a person.</summary>
    public const string HoldPlaced = "kernel.hold-placed";

    /// <summary>A rule of a chain tells people of an order.</summary>
    public const string RuleNotified = "kernel.rule-notified";

    /// <summary>A rule of a chain could not be evaluated for an order.</summary>
    public const string RuleErred = "kernel.rule-erred";

    /// <summary>A step waits for a person, and its workflow names nobody to tell.</summary>
    public const string StepReminded = "kernel.step-reminded";

    /// <summary>An after-sales case waits for a person.</summary>
    public const string CaseWaits = "kernel.case-waits";

    /// <summary>A channel says that a case which ended here was refunded, and not how much.</summary>
    public const string RefundUntold = "kernel.refund-untold";

    /// <summary>A channel tells of a refund in a sum and, later, of one case as much: once the same money, or twice.</summary>
    public const string RefundInDoubt = "kernel.refund-in-doubt";

    /// <summary>A channel says of a case what contradicts a decision of ours.</summary>
    public const string CaseContradicted = "kernel.case-contradicted";

    /// <summary>A record was put away for a person.</summary>
    public const string RecordParked = "kernel.record-parked";

    /// <summary>No record was put away under this key.</summary>
    public const string RecordUnknown = "kernel.record-unknown";

    /// <summary>A record says that it is of a time to come.</summary>
    public const string RecordOfFuture = "kernel.record-of-future";

    /// <summary>A record that was put away needs nobody any more; there is nothing to replay or discard.</summary>
    public const string RecordSettled = "kernel.record-settled";

    /// <summary>A record was booked as found and lies there to be looked at: it cannot be delivered again, only discarded.</summary>
    public const string RecordBooked = "kernel.record-booked";

    /// <summary>The bytes of a record that was put away are gone.</summary>
    public const string RecordErased = "kernel.record-erased";

    /// <summary>Nobody knows by what the bytes of a record that was put away are read.</summary>
    public const string DoorUnknown = "kernel.door-unknown";

    /// <summary>A partner's record names more units than the order has for it.</summary>
    public const string GoodsSurplus = "kernel.goods-surplus";

    /// <summary>A partner's record names goods that the order does not have.</summary>
    public const string GoodsUnordered = "kernel.goods-unordered";

    /// <summary>A receipt names no order, and a serial number that was never sent.</summary>
    public const string SerialUnknown = "kernel.serial-unknown";

    /// <summary>A receipt names no order, and serial numbers that were sent with several.</summary>
    public const string SerialsOfSeveralOrders = "kernel.serials-of-several-orders";

    /// <summary>A receipt names neither an order nor a serial number by which its order could be found.</summary>
    public const string ReceiptWithoutOrder = "kernel.receipt-without-order";

    /// <summary>Units that should have come back are missing, or other goods came in their place.</summary>
    public const string GoodsNotBack = "kernel.goods-not-back";

    /// <summary>The lines of an order do not sum to what is due.</summary>
    public const string LinesDiffer = "kernel.lines-differ";

    /// <summary>A command names another aggregate than the one that is told.</summary>
    public const string KeyMismatch = "kernel.key-mismatch";

    /// <summary>A shipment's pieces ended differently, or its track goes on after its end.</summary>
    public const string TrackContradicts = "kernel.track-contradicts";

    /// <summary>The channel told of an end and then, again, that paid goods wait to be sent.</summary>
    public const string StatusDrift = "kernel.status-drift";

    /// <summary>A channel refused the news of a parcel for good, or has no words for it.</summary>
    public const string WriteBackRefused = "kernel.write-back-refused";

    /// <summary>A channel could not be told of a parcel several times; it is told again.</summary>
    public const string WriteBackDelayed = "kernel.write-back-delayed";

    /// <summary>A shop refused numbers of stock for good: it shows older ones.</summary>
    public const string StockRefused = "kernel.stock-refused";

    /// <summary>A shop could not be told of stock several times; it is told again.</summary>
    public const string StockDelayed = "kernel.stock-delayed";

    /// <summary>A warehouse refused a parcel for good, or cannot be told of it.</summary>
    public const string DispatchRefused = "kernel.dispatch-refused";

    /// <summary>A warehouse does not give up what it was told to send: it left, or leaves, although it is changed or cancelled here.</summary>
    public const string DispatchStands = "kernel.dispatch-stands";

    /// <summary>A warehouse could not be told of a parcel several times; it is told again.</summary>
    public const string DispatchDelayed = "kernel.dispatch-delayed";

    /// <summary>A document names a channel that no profile reads.</summary>
    public const string DocumentChannelUnknown = "kernel.document-channel-unknown";

    /// <summary>A document names a location that the network does not have.</summary>
    public const string DocumentLocationUnknown = "kernel.document-location-unknown";

    /// <summary>A document asks for a kind of location of which the network has none.</summary>
    public const string DocumentLocationKindMissing = "kernel.document-location-kind-missing";

    /// <summary>A record of history tells of an order that is still open: it waits for a kernel that runs.</summary>
    public const string HistoryOpen = "kernel.history-open";

    /// <summary>A record of history tells of what runs here, or of a warehouse: it is passed over.</summary>
    public const string HistoryRuns = "kernel.history-runs";

    /// <summary>A track names a waybill that no order has.</summary>
    public const string WaybillUnknown = "kernel.waybill-unknown";

    /// <summary>A message id was used before with other content.</summary>
    public const string MessageReused = "kernel.message-exists-with-different-content";

    /// <summary>Another writer took over this tenant.</summary>
    public const string Fenced = "kernel.fenced";

    /// <summary>Other writers were faster too often; the same request may succeed later.</summary>
    public const string Contended = "kernel.contended";

    /// <summary>A policy of this kind is not one that the kernel knows.</summary>
    public const string PolicyKindUnknown = "kernel.policy-kind-unknown";

    /// <summary>A rule of write-backs decides for no shop: one before it fits wherever it would.</summary>
    public const string WriteBackShadowed = "kernel.write-back-shadowed";

    /// <summary>A rule of write-backs names a channel of which no profile says how it is told of parcels.</summary>
    public const string WriteBackChannelUnknown = "kernel.write-back-channel-unknown";

    /// <summary>A tag of dispatch notes has a condition that no order fulfils.</summary>
    public const string DispatchTagNever = "kernel.dispatch-tag-never";

    /// <summary>A feed is not pulled: its state is damaged or cannot be kept, or nothing reads it.</summary>
    public const string FeedStopped = "kernel.feed-stopped";

    /// <summary>A host added the kernel a second time, with another choice.</summary>
    public const string AddedTwice = "kernel.added-twice";

    /// <summary>An id of a record or message is longer than the kernel can join into ids of its own.</summary>
    public const string IdTooLong = "kernel.id-too-long";
}
