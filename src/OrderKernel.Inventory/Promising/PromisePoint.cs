using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Inventory;

/// <summary>Units that are promised for an instant at the latest.</summary>
/// <param name="At">The instant.</param>
/// <param name="Units">How many, not negative.</param>
public readonly record struct PromisedUnits(Instant At, long Units);

/// <summary>What can be promised for an instant, with every term that led to it.</summary>
/// <param name="At">The instant.</param>
/// <param name="Available">What is available now, all cells together; negative where more is promised than there is.</param>
/// <param name="Inbound">What is expected until then.</param>
/// <param name="Promised">What is promised until then, beside what is held.</param>
/// <param name="Least">The least that is left at that instant or any later one: what is promised later is not promised again.</param>
/// <param name="LeastAt">At which instant it is the least.</param>
public sealed record PromisePoint(Instant At, long Available, long Inbound, long Promised, long Least, Instant LeastAt)
{
    /// <summary>What is left at that instant: available + inbound − promised.</summary>
    /// <exception cref="OverflowException">The terms sum past 64 bits.</exception>
    public long Balance => checked(Available + Inbound - Promised);

    /// <summary>Units that can be promised for that instant: the least that is left from there on, at least zero.</summary>
    public Quantity Units => Quantity.Of(Math.Max(0, Least));

    /// <summary>The terms in one line, such as <c>5 Available + 20 Inbound − 3 Promised ≤ 2 at 2026-03-01T00:00:00Z</c>.</summary>
    public string TermsText()
    {
        var text = FormattableString.Invariant($"{Available} Available + {Inbound} Inbound − {Promised} Promised");
        return Least < Balance ? $"{text} ≤ {Least.ToString(CultureInfo.InvariantCulture)} at {InstantPattern.ExtendedIso.Format(LeastAt)}" : text;
    }
}
