namespace OrderKernel.AfterSales;

/// <summary>Which command a status permits and where a granted case goes: the table behind every case.</summary>
internal static class CaseFlow
{
    /// <summary>True when a status permits a kind of command; whether the facts permit it is another question.</summary>
    public static bool Permits(AfterSalesStatus status, CaseCommand command) => command switch
    {
        JudgeCase or ApproveCase or AgeStep => status is AfterSalesStatus.Requested or AfterSalesStatus.Disputed,
        RejectCase => status is AfterSalesStatus.Requested or AfterSalesStatus.Disputed or AfterSalesStatus.ReturnReceived,
        WithdrawCase =>
            status is AfterSalesStatus.Requested or AfterSalesStatus.Disputed or AfterSalesStatus.AwaitingReturn or AfterSalesStatus.ReplacementDue
                or AfterSalesStatus.Rejected,
        CloseCase =>
            status is not (AfterSalesStatus.None or AfterSalesStatus.Refunding or AfterSalesStatus.Refunded or AfterSalesStatus.Completed
                or AfterSalesStatus.Closed),
        DisputeCase =>
            status is AfterSalesStatus.Requested or AfterSalesStatus.AwaitingReturn or AfterSalesStatus.ReturnInTransit or AfterSalesStatus.ReturnReceived
            or AfterSalesStatus.ReplacementDue or AfterSalesStatus.ReplacementShipped or AfterSalesStatus.Rejected,
        SendReturn => status == AfterSalesStatus.AwaitingReturn,
        ReceiveGoods => status is AfterSalesStatus.AwaitingReturn or AfterSalesStatus.ReturnInTransit or AfterSalesStatus.ReturnReceived,
        SendReplacement => status == AfterSalesStatus.ReplacementDue,
        ConfirmReplacement => status == AfterSalesStatus.ReplacementShipped,
        SettleRefund => status != AfterSalesStatus.None,
        _ => status == AfterSalesStatus.None,
    };

    /// <summary>True when a case of the kind makes no sense without money.</summary>
    public static bool NeedsMoney(CaseKind kind) =>
        kind is CaseKind.RefundOnly or CaseKind.ReturnRefund or CaseKind.PriceProtection or CaseKind.CancelBeforeShipping;

    /// <summary>True when a case of the kind ends with goods sent to the buyer.</summary>
    public static bool SendsGoods(CaseKind kind) => kind is CaseKind.Exchange or CaseKind.Reship or CaseKind.Repair;

    /// <summary>The status that a granted case enters.</summary>
    public static AfterSalesStatus Granted(CaseKind kind, bool goodsAreHere) => kind switch
    {
        CaseKind.Intercept when !goodsAreHere => AfterSalesStatus.ReturnInTransit,
        CaseKind.ReturnRefund or CaseKind.Exchange or CaseKind.Repair when !goodsAreHere => AfterSalesStatus.AwaitingReturn,
        CaseKind.Exchange or CaseKind.Repair or CaseKind.Reship => AfterSalesStatus.ReplacementDue,
        _ => AfterSalesStatus.Refunding,
    };
}
