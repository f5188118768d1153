using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Testing;

/// <summary>
/// The family's facts as properties take them: <c>[Property(Arbitrary = [typeof(KernelArbitraries)])]</c> with FsCheck.Xunit. What fails is made smaller first.
/// </summary>
/// <remarks>All other facts have generators in <see cref="KernelGenerators"/>, without a way to make them smaller.</remarks>
public static class KernelArbitraries
{
    /// <summary>An amount; what fails shrinks towards nothing in the same currency.</summary>
    public static Arbitrary<Money> Amounts() => Arb.From(ValueGenerators.Amounts, m => Smaller(m.MinorUnits).Select(n => Money.OfMinor(n, m.Currency)));

    /// <summary>A quantity; what fails shrinks towards no unit.</summary>
    public static Arbitrary<Quantity> Quantities() => Arb.From(ValueGenerators.Quantities, q => Smaller(q.Units).Select(Quantity.Of));

    /// <summary>A change that is not nothing; what fails shrinks towards one unit of the same sign.</summary>
    public static Arbitrary<QuantityDelta> Deltas() =>
        Arb.From(ValueGenerators.Deltas, d => Smaller(d.Units).Where(n => n != 0).Select(QuantityDelta.Of));

    /// <summary>A claim; what fails shrinks to the fewest fields and the fewest lines, shipments, cases and findings.</summary>
    public static Arbitrary<Claim> Claims() => Arb.From(OrderGenerators.Claims, Smaller);

    // Nothing, then halfway there, then one less: the smallest that fails is found, however large the first was.
    private static IEnumerable<long> Smaller(long n)
    {
        if (n == 0) yield break;
        yield return 0;
        if (n / 2 != 0) yield return n / 2;
        if (n - Math.Sign(n) is var next && next != n / 2 && next != 0) yield return next;
    }

    private static IEnumerable<Claim> Smaller(Claim c)
    {
        Claim[] without =
        [
            c with { CreatedAt = null }, c with { PaidAt = null }, c with { ShippedAt = null }, c with { DeliveredAt = null }, c with { EndedAt = null },
            c with { Payment = null }, c with { Fulfilment = null }, c with { AfterSales = null }, c with { Outcome = null }, c with { Holds = null },
            c with { Terms = null }, c with { Amounts = null }, c with { PaidAmount = null, RefundedAmount = null, PaidBy = default },
            c with { PaidBy = default }, c with { RefundedAmount = null },
            c with { Recipient = null }, c with { Customer = default },
        ];
        return without.Concat(Fewer(c.Lines).Select(l => c with { Lines = l })).Concat(Fewer(c.Shipments).Select(l => c with { Shipments = l }))
            .Concat(Fewer(c.Cases).Select(l => c with { Cases = l })).Concat(Fewer(c.Findings).Select(l => c with { Findings = l }))
            .Where(smaller => smaller != c);
    }

    private static IEnumerable<ValueList<T>> Fewer<T>(ValueList<T> list) => Enumerable.Range(0, list.Count).Select(i => list.Items.RemoveAt(i).ToValueList());
}
