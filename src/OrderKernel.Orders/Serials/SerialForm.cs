namespace OrderKernel.Orders;

/// <summary>What form a serial number has. 0 is unset.</summary>
public enum SerialForm
{
    /// <summary>The maker's own number (SN), by the rule's pattern.</summary>
    Sn = 1,

    /// <summary>A telephone's number (IMEI): 15 digits, the last of them a check digit (Luhn).</summary>
    Imei = 2,
}

/// <summary>What is wrong with the serial number of a scan, or with its absence. 0 is unset.</summary>
public enum SerialFault
{
    /// <summary>A rule needs one, and none was read.</summary>
    Missing = 1,

    /// <summary>It has not the form that the rule names.</summary>
    Malformed = 2,

    /// <summary>The barcode stands for several units, and one number for one of them.</summary>
    OfCarton = 3,

    /// <summary>The unit was sent with another order and has not come back.</summary>
    Elsewhere = 4,
}
