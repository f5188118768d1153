namespace OrderKernel;

/// <summary>What a hold forbids while it stands. 0 is none and is refused.</summary>
[Flags]
public enum HoldScopes
{
    /// <summary>Shipping.</summary>
    Ship = 1,

    /// <summary>Refunding.</summary>
    Refund = 2,

    /// <summary>Changing.</summary>
    Edit = 4,

    /// <summary>Settling.</summary>
    Settle = 8,
}
