namespace OrderKernel;

/// <summary>Who bears a discount or refund. 0 is unset.</summary>
public enum Bearer
{
    /// <summary>The merchant.</summary>
    Seller = 1,

    /// <summary>The channel.</summary>
    Platform = 2,

    /// <summary>An influencer 达人.</summary>
    Influencer = 3,

    /// <summary>A bank or wallet.</summary>
    PaymentProvider = 4,

    /// <summary>An insurer, e.g. of return freight.</summary>
    Insurer = 5,
}
