namespace OrderKernel.AfterSales;

/// <summary>The codes of refusals, reasons and findings that this package gives.</summary>
public static class AfterSalesCodes
{
    /// <summary>Reason: the request is granted without a person.</summary>
    public const string JudgedAutomatic = "aftersales.judged-automatic";

    /// <summary>Reason: the request waits for approvals.</summary>
    public const string JudgedForApproval = "aftersales.judged-for-approval";

    /// <summary>Reason: a lower tier does not hold for the request.</summary>
    public const string TierPassedOver = "aftersales.tier-passed-over";

    /// <summary>Reason: the customer asked so often of late that a person looks at it.</summary>
    public const string RiskReview = "aftersales.risk-review";

    /// <summary>Refusal: no request without a reason so soon after sign-off; comes good with time.</summary>
    public const string QuietPeriod = "aftersales.quiet-period";

    /// <summary>Refusal: more is asked for than the order can give back.</summary>
    public const string AboveRefundable = "aftersales.above-refundable";

    /// <summary>Refusal: a case about money asks for none.</summary>
    public const string NothingAsked = "aftersales.nothing-asked";

    /// <summary>Refusal: an amount is in another currency than the tiers or the order.</summary>
    public const string CurrencyMismatch = "aftersales.currency-mismatch";

    /// <summary>Refusal: the case is there already and asks for something else.</summary>
    public const string CaseExists = "aftersales.case-exists-with-different-content";

    /// <summary>Refusal: there is no such case.</summary>
    public const string CaseUnknown = "aftersales.case-unknown";

    /// <summary>Refusal: the case's status does not permit the command.</summary>
    public const string TransitionNotPermitted = "aftersales.transition-not-permitted";

    /// <summary>Refusal: the verdict leaves nothing to approve; the request is to be judged anew first.</summary>
    public const string VerdictRefuses = "aftersales.verdict-refuses";

    /// <summary>Refusal: the actor does not act in the role that is awaited.</summary>
    public const string RoleMissing = "aftersales.role-missing";

    /// <summary>Refusal: who asked or approved before cannot approve.</summary>
    public const string FourEyes = "aftersales.four-eyes";

    /// <summary>Refusal: the refund is there already with another amount.</summary>
    public const string RefundExists = "aftersales.refund-exists-with-different-content";

    /// <summary>Refusal: nobody but a channel settles a refund that was never ordered.</summary>
    public const string RefundUnknown = "aftersales.refund-unknown";

    /// <summary>Refusal: an inspection names goods that the case does not.</summary>
    public const string UnitsNotInCase = "aftersales.units-not-in-case";

    /// <summary>Refusal: a request names units that the order does not have.</summary>
    public const string UnitsNotInOrder = "aftersales.units-not-in-order";

    /// <summary>Refusal: a step's reminder or escalation is not due.</summary>
    public const string StepNotDue = "aftersales.step-not-due";

    /// <summary>Reason: a step waits longer than it should.</summary>
    public const string StepOverdue = "aftersales.step-overdue";

    /// <summary>Reason: the channel paid the refund.</summary>
    public const string PaidByChannel = "aftersales.paid-by-channel";

    /// <summary>Finding: the channel paid what nobody here had approved.</summary>
    public const string PaidAboveTier = "aftersales.paid-above-tier";

    /// <summary>Reason: what the inspection of returned goods grants.</summary>
    public const string ReceiptJudged = "aftersales.receipt-judged";

    /// <summary>Reason: goods are not inspected in full or are to be looked at again.</summary>
    public const string ReceiptPending = "aftersales.receipt-pending";

    /// <summary>Document: a tier's bound does not lie above the bounds before it.</summary>
    public const string TiersNotAscending = "aftersales.tiers-not-ascending";

    /// <summary>Document: the last tier must hold for every request, and only the last.</summary>
    public const string TiersNotTotal = "aftersales.tiers-not-total";
}
