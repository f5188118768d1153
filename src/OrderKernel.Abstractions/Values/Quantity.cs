using System.Globalization;
using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>A count of base units (each) of one SKU. Never negative; <c>default</c> is zero.</summary>
[JsonConverter(typeof(QuantityConverter))]
public readonly record struct Quantity : IComparable<Quantity>
{
    private Quantity(long units) => Units = units;

    /// <summary>No units.</summary>
    public static Quantity Zero => default;

    /// <summary>The number of base units, not negative.</summary>
    public long Units { get; }

    /// <summary>True when there is no unit.</summary>
    public bool IsZero => Units == 0;

    /// <summary>A quantity from a count.</summary>
    /// <param name="units">Base units, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Quantity Of(long units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        return new(units);
    }

    /// <summary><c>max(0, a − b)</c>.</summary>
    /// <param name="a">What there is.</param>
    /// <param name="b">What is taken away; more than there is leaves zero.</param>
    public static Quantity SaturatingSubtract(Quantity a, Quantity b) => new(Math.Max(0, a.Units - b.Units));

    /// <summary>The smaller of two quantities.</summary>
    /// <param name="a">One quantity.</param>
    /// <param name="b">The other.</param>
    public static Quantity Min(Quantity a, Quantity b) => a.Units <= b.Units ? a : b;

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">The sum does not fit 64 bits.</exception>
    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Units + b.Units));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">More is taken away than there is.</exception>
    public static Quantity operator -(Quantity a, Quantity b) =>
        a.Units >= b.Units ? new(a.Units - b.Units) : throw new OverflowException($"{b.Units} units cannot be taken from {a.Units}.");

    /// <summary>True when the left quantity is smaller.</summary>
    public static bool operator <(Quantity a, Quantity b) => a.Units < b.Units;

    /// <summary>True when the left quantity is larger.</summary>
    public static bool operator >(Quantity a, Quantity b) => a.Units > b.Units;

    /// <summary>True when the left quantity is not larger.</summary>
    public static bool operator <=(Quantity a, Quantity b) => a.Units <= b.Units;

    /// <summary>True when the left quantity is not smaller.</summary>
    public static bool operator >=(Quantity a, Quantity b) => a.Units >= b.Units;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Units.CompareTo(other.Units);

    /// <inheritdoc/>
    public override string ToString() => Units.ToString(CultureInfo.InvariantCulture);
}
