using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Testing.Tests.Facts;

// Fails when a planted fault is not brought down to its smallest case, or a smaller case leaves the currency, the sign or what it may be.
public class ShrinkTests
{
    [Fact]
    public void An_amount_ends_at_the_least_that_fails_in_its_currency()
    {
        var arbitrary = KernelArbitraries.Amounts();
        foreach (var amount in Gen.Sample(arbitrary.Generator, 200).Where(Fails))
            Assert.Equal(Money.OfMinor(1_000, amount.Currency), Least(arbitrary, amount, Fails));

        static bool Fails(Money m) => m.MinorUnits >= 1_000;
    }

    [Fact]
    public void A_quantity_ends_at_the_least_that_fails() =>
        Assert.Equal(Quantity.Of(7), Least(KernelArbitraries.Quantities(), Quantity.Of(long.MaxValue), q => q.Units >= 7));

    [Theory]
    [InlineData(long.MinValue, -1)]
    [InlineData(long.MaxValue, 1)]
    public void A_change_ends_at_one_unit_of_its_sign(long units, long least) =>
        Assert.Equal(QuantityDelta.Of(least), Least(KernelArbitraries.Deltas(), QuantityDelta.Of(units), _ => true));

    [Fact]
    public void A_claim_ends_with_the_fewest_fields()
    {
        var arbitrary = KernelArbitraries.Claims();
        var claim = Gen.Sample(arbitrary.Generator, 300).First(c => c.Lines.Count > 2 && c is { PaidAt: not null, Payment: not null, Recipient: not null });
        var least = Least(arbitrary, claim, c => !c.Lines.IsEmpty && c.Payment is not null);
        Assert.Single(least.Lines.Items);
        Assert.Equal(claim.Payment, least.Payment);
        Assert.Equal((null, null, null, null, null), (least.CreatedAt, least.PaidAt, least.ShippedAt, least.DeliveredAt, least.EndedAt));
        Assert.Equal((null, null, null, null, null), (least.Fulfilment, least.AfterSales, least.Outcome, least.Holds, least.Terms));
        Assert.Equal((null, null, null, null), (least.Amounts, least.PaidAmount, least.RefundedAmount, least.Recipient));
        Assert.True(least.Shipments.IsEmpty && least.Cases.IsEmpty && least.Findings.IsEmpty);
    }

    [Property(Arbitrary = [typeof(KernelArbitraries)], MaxTest = 200)]
    public bool Properties_take_them_by_attribute(Money amount, Quantity quantity, QuantityDelta change, Claim claim) =>
        amount.Currency.Code is not null && quantity >= Quantity.Zero && change.Units != 0 && claim.ChannelCode.Length > 0;

    // As FsCheck goes: the first smaller case that still fails, until none does.
    private static T Least<T>(Arbitrary<T> arbitrary, T value, Func<T, bool> fails)
    {
        for (var steps = 0; steps < 10_000; steps++)
        {
            var next = arbitrary.Shrinker(value).Where(fails).Take(1).ToArray();
            if (next.Length == 0) return value;
            value = next[0];
        }

        throw new InvalidOperationException("It never ends.");
    }
}
