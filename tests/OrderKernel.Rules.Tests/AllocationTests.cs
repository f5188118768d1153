namespace OrderKernel.Rules.Tests;

/// <summary>Evaluation of the common kinds of rule leaves nothing to collect.</summary>
/// <remarks>Fails when a value is boxed, an enumerator or closure is made, or an error builds texts before anybody asks.</remarks>
public class AllocationTests
{
    [Theory]
    [InlineData("order.total > money(\"50000\") && order.channel == 'tmall'")]
    [InlineData("order.units * 2 + 1 < 100 || !order.vip")]
    [InlineData("'gift' in order.tags && size(order.tags) > 1 && order.channel.startsWith('tm')")]
    [InlineData("has(order.coupon) ? order.coupon > money('5') : shipment.weight < 30")]
    [InlineData("order.total + money('0.01') > order.total && order.marks['risk'] >= 7")]
    [InlineData("order.placedAt > timestamp('2026-01-01T00:00:00Z') && order.placedAt + duration('1h') < timestamp('2027-01-01T00:00:00Z')")]
    [InlineData("order.placedAt.getHours('Asia/Shanghai') >= 8 && order.placedAt.getDayOfWeek('+08:00') == 1 && type(order.units) == int")]
    [InlineData("int('3') == order.units && double(order.units) < 4.0 && order.units == int(shipment.weight) + 1")]
    [InlineData("order.units / 0 == 1")]
    public void A_rule_over_facts_allocates_nothing(string text)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        var facts = Sample.Facts();
        for (var i = 0; i < 100; i++) expression.Evaluate(facts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) expression.Evaluate(facts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("order.total > money(\"50000\") && order.channel == 'tmall'")]
    [InlineData("order.total > money('0.005') || 3 > order.units")]
    [InlineData("has(order.coupon) || !order.vip || 'gift' in order.tags")]
    public void A_condition_that_is_asked_allocates_nothing(string text)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        var facts = Sample.Facts();
        var held = 0;
        for (var i = 0; i < 100; i++) expression.Holds(facts).AllowRefusal();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) held += expression.Holds(facts).TryGet(out var isTrue, out _) && isTrue ? 1 : 0;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1_000, held);
    }
}
