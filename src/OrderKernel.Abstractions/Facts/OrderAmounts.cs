namespace OrderKernel;

/// <summary>The amounts of an order, fixed when it is placed; all in one currency, none negative but the unattributed.</summary>
/// <param name="Due">What the buyer pays.</param>
/// <remarks>Law: due = list price − seller discount − platform subsidy − coupon + freight + tax + surcharges + unattributed.</remarks>
public sealed record OrderAmounts(Money Due)
{
    /// <summary>The goods at list price.</summary>
    public Money ListPrice { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Discounts that the seller bears.</summary>
    public Money SellerDiscount { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Discounts that the platform bears.</summary>
    public Money PlatformSubsidy { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Coupons used.</summary>
    public Money Coupon { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Freight that the buyer pays.</summary>
    public Money Freight { get; init; } = Money.Zero(Due.Currency);

    /// <summary>Tax on top.</summary>
    public Money Tax { get; init; } = Money.Zero(Due.Currency);

    /// <summary>COD fee, packing, insurance.</summary>
    public Money Surcharges { get; init; } = Money.Zero(Due.Currency);

    /// <summary>What the parts above leave unexplained, signed: kept with a finding, refunded last.</summary>
    public Money Unattributed => Due - (ListPrice - SellerDiscount - PlatformSubsidy - Coupon + Freight + Tax + Surcharges);
}
