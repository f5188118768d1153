namespace OrderKernel;

/// <summary>What a look at returned goods found. 0 is unset.</summary>
public enum InspectionOutcome
{
    /// <summary>As new: back on the shelf.</summary>
    Restock = 1,

    /// <summary>Not sellable: scrapped.</summary>
    WriteOff = 2,

    /// <summary>To be looked at again.</summary>
    Quarantine = 3,

    /// <summary>Not what was sent.</summary>
    WrongGoods = 4,

    /// <summary>The parcel was empty or short.</summary>
    Missing = 5,
}
