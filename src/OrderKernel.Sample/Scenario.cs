namespace OrderKernel.Sample;

/// <summary>What happens to an order.</summary>
internal enum Scenario
{
    Ordinary = 1,
    UnpaidExpires,
    UnpaidCancelled,
    PaidLate,
    PaidLateForScarceGoods,
    BigTicket,
    AwaitingGoods,
    Duplicate,
    UpdatedCopy,
    OlderCopy,
    CancelledBeforeSeen,
    PaidAndCancelledBeforeSeen,
    UnknownStatus,
    PriceTypeChanged,
    UnmappedSku,
    NegativeQuantity,
    SplitShipment,
    ShippedElsewhere,
    HeldForGroup,
    HeldForRisk,
    HeldAndLocked,
    HeldAndPaused,
    HeldForShortage,
    CancelledBeforeShipping,
    RefundUnder50,
    Refund50To500,
    Refund500To5000,
    RefundAbove5000,
    RefundDisputed,
    RefundInQuietPeriod,
    RefundRepeated,
    RefundEndsOrder,
    ReturnRestocked,
    ReturnWrittenOff,
    ShippedAfterCancel,
    TrackRepeats,
    TrackOutOfOrder,
    TrackThroughLocker,
    TrackRefused,
    TrackLost,
    TrackDoubtful,
    TrackFirstScanLate,
    TrackNeverScanned,
}

/// <summary>How many orders of a channel live through a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Channel">Where.</param>
/// <param name="PerMille">Share of all orders.</param>
/// <param name="AtLeast">However few orders there are.</param>
internal sealed record ScenarioRow(Scenario Scenario, SampleChannel Channel, int PerMille, int AtLeast)
{
    public int Count(int orders) => Math.Max(AtLeast, orders * PerMille / 1_000);
}
