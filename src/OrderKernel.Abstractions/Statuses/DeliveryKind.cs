namespace OrderKernel;

/// <summary>Who took a delivered parcel. 0 is unset.</summary>
public enum DeliveryKind
{
    /// <summary>The receiver.</summary>
    Self = 1,

    /// <summary>Somebody for the receiver.</summary>
    Proxy = 2,

    /// <summary>Fetched from a locker or station.</summary>
    Locker = 3,
}
