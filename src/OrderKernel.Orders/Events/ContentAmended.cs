namespace OrderKernel.Orders;

/// <summary>The order consists of what the channel told anew.</summary>
/// <param name="Amounts">The amounts now.</param>
/// <param name="Parts">By how much the part of what is due that no line explains changes, signed.</param>
/// <param name="Lines">By how much each line changes; units and money may have different signs.</param>
/// <param name="Added">Lines that the order did not have.</param>
/// <param name="Reclaimed">Money owed back that counts for the order again.</param>
/// <param name="IsShippingNeverTold">True when the channel never tells whether it shipped.</param>
public sealed record ContentAmended(
    OrderAmounts Amounts, OrderParts Parts, ValueList<AmendedUnits> Lines, ValueList<PlacedLine> Added, Money Reclaimed, bool IsShippingNeverTold) : OrderEvent;
