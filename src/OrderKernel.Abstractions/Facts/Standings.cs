namespace OrderKernel;

/// <summary>What is known of a customer when something is decided.</summary>
/// <param name="Level">The customer's level.</param>
/// <param name="History">What the after-sales history says.</param>
public sealed record CustomerStanding(CustomerLevel Level, CustomerHistory History)
{
    /// <summary>Nothing is known.</summary>
    public static CustomerStanding Unknown { get; } = new(CustomerLevel.Unknown, CustomerHistory.Unknown);
}

/// <summary>What is known of a carrier: sign-offs and those found false.</summary>
/// <param name="Carrier">The carrier.</param>
/// <param name="SignOffs">Sign-offs counted, not negative.</param>
/// <param name="FalseSignOffs">Of these, found false.</param>
public sealed record CarrierStanding(CarrierId Carrier, long SignOffs, long FalseSignOffs);

/// <summary>What an order's money ledger lets a case ask back.</summary>
/// <param name="Refundable">Kept and owed money, the ceiling of all refunds together.</param>
/// <param name="Asked">What open cases already ask for.</param>
public sealed record RefundableBalance(Money Refundable, Money Asked)
{
    /// <summary>What one more case may ask for, not negative.</summary>
    public Money Free => Money.Max(Refundable - Asked, Money.Zero(Refundable.Currency));
}
