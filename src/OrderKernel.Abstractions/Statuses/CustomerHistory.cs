namespace OrderKernel;

/// <summary>What a customer's after-sales history says. 0 is unset.</summary>
public enum CustomerHistory
{
    /// <summary>No history.</summary>
    Unknown = 1,

    /// <summary>Nothing that speaks against.</summary>
    Good = 2,

    /// <summary>Many refunds lately.</summary>
    Watched = 3,

    /// <summary>Refunds found to be abuse.</summary>
    Abusive = 4,
}
