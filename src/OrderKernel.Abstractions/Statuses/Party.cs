namespace OrderKernel;

/// <summary>A party of an order whose move or decision is meant. 0 is unset.</summary>
public enum Party
{
    /// <summary>The buyer.</summary>
    Buyer = 1,

    /// <summary>The merchant.</summary>
    Seller = 2,

    /// <summary>The channel.</summary>
    Platform = 3,

    /// <summary>The carrier.</summary>
    Carrier = 4,

    /// <summary>Nobody: the time ran out.</summary>
    Timeout = 5,
}
