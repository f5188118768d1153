namespace OrderKernel.Channels;

/// <summary>Which system tells of an order. 0 is unset.</summary>
public enum DiagnosisSide
{
    /// <summary>The sales channel.</summary>
    Channel = 1,

    /// <summary>The ERP or order-management system.</summary>
    Erp = 2,

    /// <summary>The warehouse's system.</summary>
    Wms = 3,

    /// <summary>The system that keeps customers.</summary>
    Crm = 4,
}

/// <summary>Two sides that are held against each other.</summary>
/// <remarks><c>default</c> is unset.</remarks>
/// <param name="One">The side with the smaller number.</param>
/// <param name="Other">The other one; the same side where it disagrees with itself, as in the order of two of its times.</param>
public readonly record struct SidePair(DiagnosisSide One, DiagnosisSide Other) : IComparable<SidePair>
{
    /// <summary>The pairs of two different sides among some.</summary>
    /// <param name="sides">The sides, each once, in ascending order.</param>
    public static IEnumerable<SidePair> Among(IReadOnlyList<DiagnosisSide> sides)
    {
        ArgumentNullException.ThrowIfNull(sides);
        for (var i = 0; i < sides.Count; i++)
        {
            for (var k = i + 1; k < sides.Count; k++) yield return new(sides[i], sides[k]);
        }
    }

    /// <summary>By the first side, then by the other.</summary>
    public int CompareTo(SidePair other) => One != other.One ? One.CompareTo(other.One) : Other.CompareTo(other.Other);

    internal static SidePair Of(DiagnosisSide a, DiagnosisSide b) => a <= b ? new(a, b) : new(b, a);
}
