namespace OrderKernel.Channels;

/// <summary>The order of words on each axis, that breaks ties of source time: of two words at one instant the further one counts.</summary>
internal static class AxisProgress
{
    public static long Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Unpaid => 1,
        PaymentStatus.PendingConfirmation => 2,
        PaymentStatus.Authorized => 3,
        PaymentStatus.Voided => 4,
        PaymentStatus.PartiallyPaid => 5,
        PaymentStatus.Paid => 6,
        PaymentStatus.PartiallyRefunded => 7,
        PaymentStatus.Refunded => 8,
        _ => 0,
    };

    public static long Of(FulfilmentStatus status) => status switch
    {
        FulfilmentStatus.NotRequired => 1,
        FulfilmentStatus.Unfulfilled => 2,
        FulfilmentStatus.InPreparation => 3,
        FulfilmentStatus.PartiallyShipped => 4,
        FulfilmentStatus.Shipped => 5,
        FulfilmentStatus.PartiallyDelivered => 6,
        FulfilmentStatus.Delivered => 7,
        FulfilmentStatus.PartiallyReturned => 8,
        FulfilmentStatus.Lost => 9,
        FulfilmentStatus.Returned => 10,
        _ => 0,
    };

    public static long Of(AfterSalesStatus status) => status switch
    {
        AfterSalesStatus.None => 1,
        AfterSalesStatus.Requested => 2,
        AfterSalesStatus.Disputed => 3,
        AfterSalesStatus.AwaitingReturn => 4,
        AfterSalesStatus.ReturnInTransit => 5,
        AfterSalesStatus.ReturnReceived => 6,
        AfterSalesStatus.ReplacementDue => 7,
        AfterSalesStatus.ReplacementShipped => 8,
        AfterSalesStatus.Refunding => 9,
        AfterSalesStatus.Rejected => 10,
        AfterSalesStatus.Closed => 11,
        AfterSalesStatus.Completed => 12,
        AfterSalesStatus.Refunded => 13,
        _ => 0,
    };
}
