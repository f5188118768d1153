namespace OrderKernel.Orders;

/// <summary>The codes that the screening for anomalies gives. Their arguments name kinds and numbers, never what a person wrote.</summary>
public static class ScreeningCodes
{
    /// <summary>The address is vague; the argument lists in what.</summary>
    public const string AddressVague = "screening.address-vague";

    /// <summary>The phone number is missing or is none.</summary>
    public const string PhoneDoubtful = "screening.phone-doubtful";

    /// <summary>The amount is far beyond what the shop's orders come to.</summary>
    public const string AmountAbnormal = "screening.amount-abnormal";

    /// <summary>The amount is high.</summary>
    public const string HighValue = "screening.high-value";

    /// <summary>The buyer ordered the same to the same address shortly before.</summary>
    public const string Repeated = "screening.repeated";

    /// <summary>The buyer's last orders in a row were anomalous or the same.</summary>
    public const string Streak = "screening.streak";

    /// <summary>The verdict.</summary>
    public const string Risk = "screening.risk";
}
