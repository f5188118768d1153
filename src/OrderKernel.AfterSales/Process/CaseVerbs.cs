namespace OrderKernel.AfterSales;

/// <summary>The verbs that triggers of cases can do: one a command.</summary>
public static class CaseVerbs
{
    /// <summary>Judge an open request again.</summary>
    public const string Judge = "judge";

    /// <summary>Give the approval that is awaited.</summary>
    public const string Approve = "approve";

    /// <summary>Refuse the request, or the goods at receipt.</summary>
    public const string Reject = "reject";

    /// <summary>Take the request back.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>End the case without effect.</summary>
    public const string Close = "close";

    /// <summary>Call the platform in.</summary>
    public const string Dispute = "dispute";

    /// <summary>Send the goods back.</summary>
    public const string SendReturn = "send-return";

    /// <summary>Inspect returned goods.</summary>
    public const string ReceiveGoods = "receive-goods";

    /// <summary>Send other or repaired goods.</summary>
    public const string SendReplacement = "send-replacement";

    /// <summary>Say that the replacement arrived.</summary>
    public const string ConfirmReplacement = "confirm-replacement";

    /// <summary>Say that money went back.</summary>
    public const string SettleRefund = "settle-refund";

    /// <summary>Remind or escalate what waits too long.</summary>
    public const string AgeStep = "age-step";

    /// <summary>The verb of a command; null for those that open a case, which no step can do.</summary>
    /// <param name="command">The command.</param>
    public static string? Of(CaseCommand command) => command switch
    {
        JudgeCase => Judge,
        ApproveCase => Approve,
        RejectCase => Reject,
        WithdrawCase => Withdraw,
        CloseCase => Close,
        DisputeCase => Dispute,
        OrderKernel.AfterSales.SendReturn => SendReturn,
        OrderKernel.AfterSales.ReceiveGoods => ReceiveGoods,
        OrderKernel.AfterSales.SendReplacement => SendReplacement,
        OrderKernel.AfterSales.ConfirmReplacement => ConfirmReplacement,
        OrderKernel.AfterSales.SettleRefund => SettleRefund,
        OrderKernel.AfterSales.AgeStep => AgeStep,
        _ => null,
    };
}
