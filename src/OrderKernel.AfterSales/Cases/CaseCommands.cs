namespace OrderKernel.AfterSales;

/// <summary>The stable names of commands on cases and their canonical bytes.</summary>
public static class CaseCommands
{
    private const string Family = "aftersales.";

    /// <summary>The codec.</summary>
    public static CommandCodec<CaseCommand> Codec { get; } = new CommandCodec<CaseCommand>()
        .With("aftersales.open", () => AfterSalesJson.Context.OpenCase)
        .With("aftersales.record-paid-refund", () => AfterSalesJson.Context.RecordPaidRefund)
        .With(Family + CaseVerbs.Judge, () => AfterSalesJson.Context.JudgeCase)
        .With(Family + CaseVerbs.Approve, () => AfterSalesJson.Context.ApproveCase)
        .With(Family + CaseVerbs.Reject, () => AfterSalesJson.Context.RejectCase)
        .With(Family + CaseVerbs.Withdraw, () => AfterSalesJson.Context.WithdrawCase)
        .With(Family + CaseVerbs.Close, () => AfterSalesJson.Context.CloseCase)
        .With(Family + CaseVerbs.Dispute, () => AfterSalesJson.Context.DisputeCase)
        .With(Family + CaseVerbs.SendReturn, () => AfterSalesJson.Context.SendReturn)
        .With(Family + CaseVerbs.ReceiveGoods, () => AfterSalesJson.Context.ReceiveGoods)
        .With(Family + CaseVerbs.SendReplacement, () => AfterSalesJson.Context.SendReplacement)
        .With(Family + CaseVerbs.ConfirmReplacement, () => AfterSalesJson.Context.ConfirmReplacement)
        .With(Family + CaseVerbs.SettleRefund, () => AfterSalesJson.Context.SettleRefund)
        .With(Family + CaseVerbs.AgeStep, () => AfterSalesJson.Context.AgeStep);
}
