namespace OrderKernel.Rules;

/// <summary>What an <see cref="ExpressionValue"/> holds. 0 is unset: an absent fact.</summary>
public enum ValueKind : byte
{
    /// <summary>The null value, equal only to itself.</summary>
    Null = 1,

    /// <summary>True or false.</summary>
    Bool = 2,

    /// <summary>A signed 64-bit integer.</summary>
    Int = 3,

    /// <summary>An unsigned 64-bit integer.</summary>
    Uint = 4,

    /// <summary>A binary floating-point number.</summary>
    Double = 5,

    /// <summary>A text; its size counts code points.</summary>
    String = 6,

    /// <summary>Octets.</summary>
    Bytes = 7,

    /// <summary>An exact amount in a currency, or one that takes the currency of its counterpart.</summary>
    Money = 8,

    /// <summary>A moment.</summary>
    Instant = 9,

    /// <summary>A length of time.</summary>
    Duration = 10,

    /// <summary>A list of values.</summary>
    List = 11,

    /// <summary>Values by key; a key is a bool, int, uint or string.</summary>
    Map = 12,

    /// <summary>The type of a value, such as what <c>type(1)</c> gives.</summary>
    Type = 13,
}
