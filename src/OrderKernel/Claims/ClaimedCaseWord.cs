using NodaTime;
using OrderKernel.AfterSales;

namespace OrderKernel.Claims;

/// <summary>What a channel's word on a case that is known here asks of us, other than that money went back.</summary>
/// <remarks>A word that trails our own decision asks nothing: the channel will hear of it.</remarks>
internal static class ClaimedCaseWord
{
    /// <summary>The command that moves the case to where the channel says that it is; null where none may.</summary>
    public static CaseCommand? CommandOf(AfterSalesCase known, AfterSalesStatus told) => told switch
    {
        AfterSalesStatus.Disputed when known.IsOpen && known.Status != AfterSalesStatus.Refunding => new DisputeCase(Party.Buyer),
        AfterSalesStatus.Rejected when known.Status is AfterSalesStatus.Requested or AfterSalesStatus.Disputed or AfterSalesStatus.ReturnReceived =>
            new RejectCase(Party.Seller, "channel"),
        AfterSalesStatus.Closed or AfterSalesStatus.Completed when known.IsOpen && known.Status != AfterSalesStatus.Refunding => new CloseCase(Party.Platform),
        _ => null,
    };

    /// <summary>True when the word was told before the case was last decided on, so that the decision answers it.</summary>
    /// <remarks>Money that went back, and an end, stay true whatever was decided since.</remarks>
    /// <param name="known">The case.</param>
    /// <param name="told">The word.</param>
    /// <param name="toldAt">When it was told.</param>
    public static bool IsOld(AfterSalesCase known, AfterSalesStatus told, Instant toldAt) =>
        told is not (AfterSalesStatus.Refunded or AfterSalesStatus.Closed or AfterSalesStatus.Completed) && toldAt < known.DecidedAt;

    /// <summary>True when the word names no command and cannot stand beside what was decided here: a person has to look.</summary>
    /// <param name="known">The case.</param>
    /// <param name="told">The word.</param>
    /// <param name="toldAt">When it was told.</param>
    public static bool Contradicts(AfterSalesCase known, AfterSalesStatus told, Instant toldAt) => told switch
    {
        AfterSalesStatus.None => known.IsOpen && toldAt >= known.Request!.RequestedAt,
        AfterSalesStatus.Disputed => true,
        AfterSalesStatus.Rejected => known.Status != AfterSalesStatus.Closed,
        AfterSalesStatus.Closed => known.Status is AfterSalesStatus.Refunding or AfterSalesStatus.Refunded,
        AfterSalesStatus.Completed => known.Status == AfterSalesStatus.Refunding,
        AfterSalesStatus.Requested => toldAt > known.EndedAt,
        _ => known.Status switch
        {
            AfterSalesStatus.Closed => toldAt > known.EndedAt,
            AfterSalesStatus.Rejected => known.RejectedWhere != RejectionPlace.AtReceipt || !IsBeforeReceipt(told),
            _ => false,
        },
    };

    // Goods that we refused when we saw them were on their way, and here, before that.
    private static bool IsBeforeReceipt(AfterSalesStatus told) =>
        told is AfterSalesStatus.AwaitingReturn or AfterSalesStatus.ReturnInTransit or AfterSalesStatus.ReturnReceived;
}
