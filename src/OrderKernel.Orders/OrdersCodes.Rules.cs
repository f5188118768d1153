namespace OrderKernel.Orders;

// What rules of chains do with an order.
public static partial class OrdersCodes
{
    /// <summary>A rule of a chain fired.</summary>
    public const string RuleFiredNow = "orders.rule-fired";

    /// <summary>A rule of a chain could not be evaluated.</summary>
    public const string RuleErredNow = "orders.rule-erred";

    /// <summary>A rule computed a value that its lever does not take.</summary>
    public const string RuleValueInvalid = "orders.rule-value-invalid";
}
