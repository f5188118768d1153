using System.Numerics;

namespace OrderKernel.Inventory;

/// <summary>What a metric weighs, and between which bounds its score runs.</summary>
/// <param name="Weight">The weight, 0 to 100.</param>
/// <param name="Normal">Better than this is normal; the score is whole from here on.</param>
/// <param name="Act">Worse than this asks for something to be done; the score is nothing from here on. Another number than <paramref name="Normal"/>.</param>
/// <remarks>
/// <para>Formula: score = (value − act) ÷ (normal − act), at least 0 and at most 1: linear between the bounds, whichever of
/// them is the larger. <c>default</c> is no band.</para>
/// <para>Units: hundredths of a turn a quarter for turnover, basis points for shares. Law: a better value never scores less.</para>
/// </remarks>
public readonly record struct StockHealthBand(int Weight, int Normal, int Act)
{
    private bool IsRising => Normal > Act;

    /// <summary>The score of <c>above ÷ below</c> as a fraction between 0 and 1.</summary>
    internal (BigInteger Above, BigInteger Below) Score(BigInteger above, BigInteger below)
    {
        var (distance, width) = IsRising ? (above - (Act * below), (Normal - Act) * below) : ((Act * below) - above, (Act - Normal) * below);
        return (BigInteger.Max(0, BigInteger.Min(distance, width)), width);
    }

    /// <summary>What <c>above ÷ below</c> says; a bound itself lies between.</summary>
    internal StockHealthVerdict Verdict(BigInteger above, BigInteger below)
    {
        var (normal, act) = (above.CompareTo(Normal * below), above.CompareTo(Act * below));
        if (!IsRising) (normal, act) = (-normal, -act);
        return normal > 0 ? StockHealthVerdict.Normal : act < 0 ? StockHealthVerdict.Act : StockHealthVerdict.Watch;
    }
}
