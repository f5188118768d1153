namespace OrderKernel.AfterSales;

/// <summary>The stable names of commands on cases and their canonical bytes.</summary>
public static class CaseCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<CaseCommand> Codec { get; } = new CommandCodec<CaseCommand>()
        .With("open", AfterSalesJson.Context.OpenCase)
        .With("record-paid-refund", AfterSalesJson.Context.RecordPaidRefund)
        .With(CaseVerbs.Judge, AfterSalesJson.Context.JudgeCase)
        .With(CaseVerbs.Approve, AfterSalesJson.Context.ApproveCase)
        .With(CaseVerbs.Reject, AfterSalesJson.Context.RejectCase)
        .With(CaseVerbs.Withdraw, AfterSalesJson.Context.WithdrawCase)
        .With(CaseVerbs.Close, AfterSalesJson.Context.CloseCase)
        .With(CaseVerbs.Dispute, AfterSalesJson.Context.DisputeCase)
        .With(CaseVerbs.SendReturn, AfterSalesJson.Context.SendReturn)
        .With(CaseVerbs.ReceiveGoods, AfterSalesJson.Context.ReceiveGoods)
        .With(CaseVerbs.SendReplacement, AfterSalesJson.Context.SendReplacement)
        .With(CaseVerbs.ConfirmReplacement, AfterSalesJson.Context.ConfirmReplacement)
        .With(CaseVerbs.SettleRefund, AfterSalesJson.Context.SettleRefund)
        .With(CaseVerbs.AgeStep, AfterSalesJson.Context.AgeStep);
}
