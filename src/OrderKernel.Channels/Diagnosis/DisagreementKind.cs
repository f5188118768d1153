namespace OrderKernel.Channels;

/// <summary>In what sides disagree about an order. 0 is unset.</summary>
public enum DisagreementKind
{
    /// <summary>A side that has to know the order does not.</summary>
    Missing = 1,

    /// <summary>A status differs, and the side behind has not spoken of the order since.</summary>
    Status = 2,

    /// <summary>An amount differs.</summary>
    Amount = 3,

    /// <summary>Times are in no possible order: shipped before paid, or an earlier state told after a later one was reached.</summary>
    TimeOrder = 4,

    /// <summary>One side has the order twice.</summary>
    Duplicate = 5,

    /// <summary>A side names a channel or shop that nobody knows.</summary>
    UnknownSource = 6,
}

/// <summary>What of an order is compared. 0 is unset.</summary>
public enum DiagnosisSubject
{
    /// <summary>That it is there, once, and of a known shop.</summary>
    Presence = 1,

    /// <summary>The payment axis.</summary>
    Payment = 2,

    /// <summary>The fulfilment axis.</summary>
    Fulfilment = 3,

    /// <summary>The after-sales axis, in three words: none, open, ended.</summary>
    AfterSales = 4,

    /// <summary>How it ended, or that it goes on.</summary>
    Outcome = 5,

    /// <summary>What is due.</summary>
    Due = 6,

    /// <summary>What was paid.</summary>
    Paid = 7,

    /// <summary>What went back.</summary>
    Refunded = 8,

    /// <summary>The order of its times.</summary>
    Times = 9,
}

/// <summary>Why something was not compared. 0 is unset.</summary>
public enum UncomparedReason
{
    /// <summary>A side tells nothing on it in this record, or never does.</summary>
    NotTold = 1,

    /// <summary>The sides have no two words in common.</summary>
    NoCommonWords = 2,

    /// <summary>It happened so shortly before the other side's export that the other side may not know yet.</summary>
    NotYet = 3,

    /// <summary>The order is older than anything in the other side's export.</summary>
    BeforeExport = 4,

    /// <summary>The side has no business with such an order: it never was paid, or ended before anything was to be done.</summary>
    NotExpected = 5,

    /// <summary>Goods are paid at the door or later: systems tell that differently and none is wrong.</summary>
    PaymentTerms = 6,

    /// <summary>A side shows amounts after refunds, the other before.</summary>
    AfterRefunds = 7,

    /// <summary>A side has the order twice, and nobody knows which of the two is meant.</summary>
    Duplicate = 8,

    /// <summary>A side has the number under a shop that nobody knows.</summary>
    UnknownSource = 9,

    /// <summary>A side has the order in several documents that do not say the same on it.</summary>
    SeveralDocuments = 10,

    /// <summary>A record of a side could not be read.</summary>
    Parked = 11,

    /// <summary>The order ended after it was shipped: a system that only ships has done its part, and says nothing else.</summary>
    EndedAfterShipping = 12,
}
