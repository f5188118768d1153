namespace OrderKernel.Inventory;

/// <summary>The refusal, finding and reason codes of stock decisions.</summary>
public static partial class InventoryCodes
{
    /// <summary>A formula names an account twice.</summary>
    public const string FormulaAccountRepeated = "inventory.formula-account-repeated";

    /// <summary>A formula counts an account that holds no goods of ours.</summary>
    public const string FormulaCounterAccount = "inventory.formula-counter-account";

    /// <summary>A formula moves the wrong way when goods are locked or leave.</summary>
    public const string FormulaNotMonotone = "inventory.formula-not-monotone";

    /// <summary>A safety stock names neither a SKU nor a location.</summary>
    public const string SafetyStockForNothing = "inventory.safety-stock-for-nothing";

    /// <summary>What is available does not cover what is asked for.</summary>
    public const string Short = "inventory.short";

    /// <summary>One cell that does not cover what is asked of it.</summary>
    public const string CellShort = "inventory.cell-short";

    /// <summary>A command names no units.</summary>
    public const string NothingToMove = "inventory.nothing-to-move";

    /// <summary>A reservation would expire before it begins.</summary>
    public const string ExpiryPast = "inventory.expiry-past";

    /// <summary>The reservation is there with other content.</summary>
    public const string ReservationDiffers = "inventory.reservation-exists-with-different-content";

    /// <summary>The message ended other units of the reservation before.</summary>
    public const string EndingDiffers = "inventory.ending-exists-with-different-content";

    /// <summary>The command was decided before; nothing changes.</summary>
    public const string AlreadyKnown = "inventory.already-known";

    /// <summary>There is no such reservation.</summary>
    public const string ReservationUnknown = "inventory.reservation-unknown";

    /// <summary>Nothing of the reservation is open any more.</summary>
    public const string ReservationEnded = "inventory.reservation-ended";

    /// <summary>More units are to end than the reservation holds open.</summary>
    public const string MoreThanReserved = "inventory.more-than-reserved";

    /// <summary>A hold is said to be an order's and another document's.</summary>
    public const string HolderTwice = "inventory.holder-twice";

    /// <summary>A hold cannot be extended to an instant that is not later than its expiry, or has none.</summary>
    public const string ExpiryNotLater = "inventory.expiry-not-later";

    /// <summary>Held units can only be held elsewhere as the same SKU, in another cell.</summary>
    public const string MoveOfOther = "inventory.move-of-other";

    /// <summary>What adjustments and stock-takes hold is released, and never leaves.</summary>
    public const string HolderSendsNothing = "inventory.holder-sends-nothing";

    /// <summary>Units cannot be regraded so: from and to are the same, or no place where goods lie.</summary>
    public const string GradeInvalid = "inventory.grade-invalid";

    /// <summary>The book has fewer units of that grade.</summary>
    public const string GradeShort = "inventory.grade-short";

    /// <summary>Regrading leaves less than what is promised.</summary>
    public const string GradeBelowLocked = "inventory.grade-below-locked";

    /// <summary>More came from other locations of ours than ever left them.</summary>
    public const string TransferSurplus = "inventory.transfer-surplus";

    /// <summary>A balance is not what its events add up to.</summary>
    public const string Drift = "inventory.drift";

    /// <summary>A balance is not any more what it was when its repair was proposed.</summary>
    public const string CorrectionOutdated = "inventory.correction-outdated";

    /// <summary>Units are held longer.</summary>
    public const string Extended = "inventory.hold-extended";

    /// <summary>Units are held in another cell.</summary>
    public const string Moved = "inventory.hold-moved";

    /// <summary>The reservation has not reached its expiry.</summary>
    public const string NotDue = "inventory.not-due";

    /// <summary>The units are promised.</summary>
    public const string Reserved = "inventory.reserved";

    /// <summary>Promised units left.</summary>
    public const string Committed = "inventory.committed";

    /// <summary>Promised units are free again.</summary>
    public const string Released = "inventory.released";

    /// <summary>Promised units are free again because time ran out.</summary>
    public const string Expired = "inventory.expired";

    /// <summary>A count found what the book says.</summary>
    public const string CountAgrees = "inventory.count-agrees";

    /// <summary>A count found another number than the book.</summary>
    public const string CountDiffers = "inventory.count-differs";

    /// <summary>A later count of the cell is known.</summary>
    public const string CountOutdated = "inventory.count-outdated";

    /// <summary>Units were picked from a batch: of those that are not too near their end the first to expire.</summary>
    public const string BatchPicked = "inventory.batch-picked";

    /// <summary>A rule of pools decides for no order: one before it fits wherever it would.</summary>
    public const string PoolRuleShadowed = "inventory.pool-rule-shadowed";

    /// <summary>Units are promised of a batch that no longer counts: their orders are to be looked at.</summary>
    public const string BatchPromised = "inventory.batch-promised";

    /// <summary>A batch got another last day.</summary>
    public const string BatchDated = "inventory.batch-dated";

    /// <summary>A batch was told with another last day than is known: the earlier one stands, and somebody should look.</summary>
    public const string BatchDateDiffers = "inventory.batch-date-differs";

    /// <summary>Goods moved between a count and its arrival; they are taken into account.</summary>
    public const string CountMoved = "inventory.count-moved";

    /// <summary>A count leaves less than what is promised.</summary>
    public const string CountBelowLocked = "inventory.count-below-locked";

    /// <summary>An adjustment by hand comes without proof.</summary>
    public const string AdjustmentEvidenceMissing = "inventory.adjustment-evidence-missing";

    /// <summary>The adjustment is there with other content.</summary>
    public const string AdjustmentDiffers = "inventory.adjustment-exists-with-different-content";

    /// <summary>An adjustment takes more than the book has, or gives away what is promised.</summary>
    public const string AdjustmentShort = "inventory.adjustment-short";

    /// <summary>A damage leaves less than what is promised.</summary>
    public const string AdjustmentBelowLocked = "inventory.adjustment-below-locked";

    /// <summary>More was taken than the book had on hand.</summary>
    public const string OnHandNegative = "inventory.on-hand-negative";

    /// <summary>More came back than the book ever sent.</summary>
    public const string SoldNegative = "inventory.sold-negative";

    /// <summary>The inspection outcome moves no stock.</summary>
    public const string OutcomeMovesNothing = "inventory.outcome-moves-nothing";

    /// <summary>A publication rule names a channel or shop that is not told.</summary>
    public const string PublicationShopUnknown = "inventory.publication-shop-unknown";

    /// <summary>A word of a publication rule never decides: others come first.</summary>
    public const string PublicationShadowed = "inventory.publication-shadowed";

    /// <summary>Several channel SKUs show more than all of one stock together.</summary>
    public const string PublicationSharesOver = "inventory.publication-shares-over";

    /// <summary>The bounds of a publication rule leave nothing between them.</summary>
    public const string PublicationRangeEmpty = "inventory.publication-range-empty";

    /// <summary>Two campaigns of a publication rule want two numbers at one time.</summary>
    public const string PublicationLocksOverlap = "inventory.publication-locks-overlap";

    /// <summary>A publication rule keeps units for nobody in particular.</summary>
    public const string PublicationKeptForAll = "inventory.publication-kept-for-all";

    /// <summary>A channel SKU is not told, for nobody ever told the stock.</summary>
    public const string PublicationStockUnknown = "inventory.publication-stock-unknown";

    /// <summary>A channel SKU is not told, for no rule fits.</summary>
    public const string PublicationUnruled = "inventory.publication-unruled";

    /// <summary>A channel SKU shows more than there is, as its rule says.</summary>
    public const string PublicationAboveAvailable = "inventory.publication-above-available";

    /// <summary>A number is told again: an older one may have come to the shop after it.</summary>
    public const string PublicationDoubted = "inventory.publication-doubted";

    /// <summary>A number is told again: the shop refused it a while ago.</summary>
    public const string PublicationRefused = "inventory.publication-refused";

    /// <summary>A report is asked of a month that has not begun.</summary>
    public const string HealthMonthNotBegun = "inventory.health-month-not-begun";

    /// <summary>The weights of the inventory health index do not sum to 100.</summary>
    public const string HealthWeightsNotHundred = "inventory.health-weights-not-hundred";

    /// <summary>The bounds of a metric leave nothing between them.</summary>
    public const string HealthBoundsCrossed = "inventory.health-bounds-crossed";

    /// <summary>Reason: a metric without observations does not count.</summary>
    public const string HealthMetricLeftOut = "inventory.health-metric-left-out";

    /// <summary>Reason: the remaining weights were rescaled.</summary>
    public const string HealthWeightsRescaled = "inventory.health-weights-rescaled";

    /// <summary>Reason: no metric has observations.</summary>
    public const string HealthNothingObserved = "inventory.health-nothing-observed";

    /// <summary>Reason: the store knows of stock since later than the quarter's start.</summary>
    public const string HealthObservedSince = "inventory.health-observed-since";

    /// <summary>Reason: SKUs were sold of which the book never had any; they are in no turnover.</summary>
    public const string HealthSoldWithoutStock = "inventory.health-sold-without-stock";

    /// <summary>Reason: what the turnover was counted from.</summary>
    public const string HealthTurnover = "inventory.health-turnover";

    /// <summary>Reason: what the share of slow-moving stock was counted from.</summary>
    public const string HealthSlowMoving = "inventory.health-slow-moving";

    /// <summary>Reason: what the share of stock near its expiry was counted from.</summary>
    public const string HealthNearExpiry = "inventory.health-near-expiry";

    /// <summary>Reason: what the accuracy was counted from.</summary>
    public const string HealthAccuracy = "inventory.health-accuracy";

    /// <summary>Finding: stock is sold too slowly.</summary>
    public const string HealthTurnoverLow = "inventory.health-turnover-low";

    /// <summary>Finding: slow-moving stock is to be promoted.</summary>
    public const string HealthPromote = "inventory.health-promote";

    /// <summary>Finding: too much stock is near its expiry.</summary>
    public const string HealthClearNearExpiry = "inventory.health-clear-near-expiry";

    /// <summary>Finding: a batch must not be listed any more.</summary>
    public const string HealthForbidListing = "inventory.health-forbid-listing";

    /// <summary>Finding: the book is to be set right by a stock-take.</summary>
    public const string HealthStockTake = "inventory.health-stock-take";

    /// <summary>Stock is to last fewer days than what is too little.</summary>
    public const string ReplenishTargetShort = "inventory.replenish-target-short";

    /// <summary>Reason: a SKU sells fast.</summary>
    public const string ReplenishFast = "inventory.replenish-fast";

    /// <summary>Reason: a cell is under its safety level.</summary>
    public const string ReplenishBelowSafety = "inventory.replenish-below-safety";

    /// <summary>Reason: what is free lasts too short.</summary>
    public const string ReplenishCoverShort = "inventory.replenish-cover-short";

    /// <summary>Reason: how many units are suggested.</summary>
    public const string ReplenishSuggested = "inventory.replenish-suggested";

    /// <summary>A formula has money, a share or a time where units are due.</summary>
    public const string FormulaUnitMixed = "inventory.formula-unit-mixed";

    /// <summary>A part of a formula says nothing.</summary>
    public const string FormulaSaysNothing = "inventory.formula-says-nothing";
}
