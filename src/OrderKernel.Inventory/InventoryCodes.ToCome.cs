namespace OrderKernel.Inventory;

/// <content>Codes of goods to come and of those who wait for stock.</content>
public static partial class InventoryCodes
{
    /// <summary>Nobody said that such goods are expected.</summary>
    public const string InboundUnknown = "inventory.inbound-unknown";

    /// <summary>The expected goods are there with other content.</summary>
    public const string InboundDiffers = "inventory.inbound-exists-with-different-content";

    /// <summary>Nothing of the expected goods is to come any more.</summary>
    public const string InboundEnded = "inventory.inbound-ended";

    /// <summary>Fewer goods are to come than came.</summary>
    public const string InboundBelowReceived = "inventory.inbound-below-received";

    /// <summary>Expected goods are not overdue before their instant.</summary>
    public const string InboundNotDue = "inventory.inbound-not-due";

    /// <summary>Finding: the instant of expected goods passed, and some did not come.</summary>
    public const string InboundOverdue = "inventory.inbound-overdue";

    /// <summary>Expected goods come at another time.</summary>
    public const string InboundPutOff = "inventory.inbound-put-off";

    /// <summary>Finding: more came than was still expected.</summary>
    public const string InboundSurplus = "inventory.inbound-surplus";

    /// <summary>Finding: goods of another SKU or location came with a receipt of expected goods.</summary>
    public const string ReceiptOfOther = "inventory.receipt-of-other";

    /// <summary>A rule of selling ahead promises by goods to come and by days, or by neither.</summary>
    public const string AheadPromiseUnclear = "inventory.ahead-promise-unclear";

    /// <summary>A document of selling ahead names a criterion of the order twice.</summary>
    public const string AheadOrderRepeated = "inventory.ahead-order-repeated";

    /// <summary>No rule lets a SKU be sold ahead to a channel.</summary>
    public const string AheadNotSold = "inventory.ahead-not-sold";

    /// <summary>No more of a SKU may be promised before it is there.</summary>
    public const string AheadCapReached = "inventory.ahead-cap-reached";

    /// <summary>No goods are to come of which so many are not promised yet.</summary>
    public const string AheadNothingExpected = "inventory.ahead-nothing-expected";

    /// <summary>Units are promised before they are there.</summary>
    public const string SoldAhead = "inventory.sold-ahead";

    /// <summary>Finding: a promise is for another time than was told, or no promise any more.</summary>
    public const string PromisePutOff = "inventory.promise-put-off";

    /// <summary>Finding: the instant of a promise passed, and there is no stock for it.</summary>
    public const string PromiseMissed = "inventory.promise-missed";

    /// <summary>Stock was given to an order that waited for it.</summary>
    public const string StockGiven = "inventory.stock-given";

    /// <summary>An order gives units up for one that comes before it.</summary>
    public const string GivesUp = "inventory.gives-up";

    /// <summary>The proposal does not fit any more: the order waits for other units, comes after, or the parcel is not there or is on its way out.</summary>
    public const string RebalancingOutdated = "inventory.rebalancing-outdated";

    /// <summary>Finding: an order would not be served in full by what others could give up, as of location, pool or other goods.</summary>
    public const string RebalancingUnfit = "inventory.rebalancing-unfit";

    /// <summary>Stock is there, and others wait for it.</summary>
    public const string OthersWait = "inventory.others-wait";
}
