namespace OrderKernel.Orders;

// What is found of serial numbers.
public static partial class OrdersCodes
{
    /// <summary>The goods need a serial number, and none was read.</summary>
    public const string SerialMissing = "orders.serial-missing";

    /// <summary>A serial number has not the form that the goods' rule names.</summary>
    public const string SerialMalformed = "orders.serial-malformed";

    /// <summary>A barcode of several units was scanned with the serial number of one.</summary>
    public const string SerialOfCarton = "orders.serial-of-carton";

    /// <summary>The unit went with another order, or in another parcel, and has not come back.</summary>
    public const string SerialElsewhere = "orders.serial-elsewhere";

    /// <summary>The unit was scanned or told before for the same parcel.</summary>
    public const string SerialTwice = "orders.serial-twice";

    /// <summary>Each unit of the parcel has a serial number, and this is none of them.</summary>
    public const string SerialOther = "orders.serial-other";

    /// <summary>Fewer serial numbers are known than units leave that need one.</summary>
    public const string SerialsShort = "orders.serials-short";

    /// <summary>More serial numbers are known than units leave: which of them stay must be told.</summary>
    public const string SerialsOver = "orders.serials-over";

    /// <summary>Serial numbers of a parcel became known.</summary>
    public const string SerialsKnown = "orders.serials-known";

    /// <summary>Units that came back are those that were sent.</summary>
    public const string SerialFits = "orders.serial-fits";

    /// <summary>A unit that came back is not one that was sent with the order.</summary>
    public const string SerialStrange = "orders.serial-strange";

    /// <summary>An earlier rule takes all that this rule is about.</summary>
    public const string SerialRuleShadowed = "orders.serial-rule-shadowed";

    /// <summary>A rule names a category that the document does not list.</summary>
    public const string SerialCategoryUnknown = "orders.serial-category-unknown";
}
