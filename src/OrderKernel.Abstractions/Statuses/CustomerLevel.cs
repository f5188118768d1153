namespace OrderKernel;

/// <summary>A customer's level, lowest first. 0 is unset.</summary>
public enum CustomerLevel
{
    /// <summary>Nothing is known.</summary>
    Unknown = 1,

    /// <summary>No level.</summary>
    Ordinary = 2,

    /// <summary>Silver.</summary>
    Silver = 3,

    /// <summary>Gold.</summary>
    Gold = 4,

    /// <summary>Diamond: expedited.</summary>
    Diamond = 5,
}
