using System.Globalization;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A signed change of a count of base units, as a posting carries it. <c>default</c> is no change.</summary>
[JsonConverter(typeof(QuantityDeltaConverter))]
public readonly record struct QuantityDelta : IComparable<QuantityDelta>
{
    private QuantityDelta(long units) => Units = units;

    /// <summary>The signed number of base units.</summary>
    public long Units { get; }

    /// <summary>A change from a signed count.</summary>
    /// <param name="units">Base units; negative takes away.</param>
    public static QuantityDelta Of(long units) => new(units);

    /// <summary>The change that adds a quantity.</summary>
    /// <param name="quantity">What is added.</param>
    public static QuantityDelta Plus(Quantity quantity) => new(quantity.Units);

    /// <summary>The change that takes a quantity away.</summary>
    /// <param name="quantity">What is taken away.</param>
    public static QuantityDelta Minus(Quantity quantity) => new(-quantity.Units);

    /// <inheritdoc/>
    public int CompareTo(QuantityDelta other) => Units.CompareTo(other.Units);

    /// <inheritdoc/>
    public override string ToString() => Units.ToString("+#;-#;0", CultureInfo.InvariantCulture);
}
