namespace OrderKernel.Orders;

/// <summary>Money of the order that no line explains. <c>default</c> is unset.</summary>
/// <param name="Freight">Freight.</param>
/// <param name="Other">Tax, surcharges and the unattributed amount: refunded last.</param>
public readonly record struct OrderParts(Money Freight, Money Other)
{
    /// <summary>Both together.</summary>
    public Money Sum => Freight + Other;

    internal bool IsNone => Freight.IsZero && Other.IsZero;

    /// <summary>Nothing, in one currency.</summary>
    /// <param name="currency">The currency of both parts.</param>
    public static OrderParts None(Currency currency) => new(Money.Zero(currency), Money.Zero(currency));

    /// <summary>The sum, part by part.</summary>
    public static OrderParts operator +(OrderParts a, OrderParts b) => new(a.Freight + b.Freight, a.Other + b.Other);

    /// <summary>The difference, part by part.</summary>
    public static OrderParts operator -(OrderParts a, OrderParts b) => new(a.Freight - b.Freight, a.Other - b.Other);
}
