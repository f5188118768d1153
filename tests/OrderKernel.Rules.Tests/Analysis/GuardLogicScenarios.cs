namespace OrderKernel.Rules.Tests;

/// <summary>What is known of guards without facts.</summary>
/// <remarks>Fails when a decided question becomes undecided, or a Yes turns into a No.</remarks>
public class GuardLogicScenarios
{
    [Theory]
    [InlineData("order.units > 3 && order.units < 5", GuardAnswer.Yes)]
    [InlineData("order.units > 3 && order.units < 4", GuardAnswer.No)]
    [InlineData("order.units > 3.5 && order.units < 4", GuardAnswer.No)]
    [InlineData("order.units > 9223372036854775807", GuardAnswer.No)]
    [InlineData("order.units >= 9223372036854775807", GuardAnswer.Yes)]
    [InlineData("order.units > 9223372036854775808.0", GuardAnswer.No)]
    [InlineData("order.units >= 9223372036854775808.0", GuardAnswer.Yes)]
    [InlineData("order.units > 9007199254740992.0 && order.units < 9007199254740994.0", GuardAnswer.No)]
    [InlineData("order.units > 9007199254740992.0 && order.units < 9007199254740996.0", GuardAnswer.Yes)]
    [InlineData("order.units > 1152921504606846976.0 && order.units < 1152921504606847488.0", GuardAnswer.Yes)]
    [InlineData("order.placedAt > timestamp('2026-01-01T00:00:00Z') && order.placedAt < timestamp('2026-01-01T00:00:00.000000001Z')", GuardAnswer.No)]
    [InlineData("order.placedAt > timestamp('2026-01-01T00:00:00Z') && order.placedAt < timestamp('2026-01-01T00:00:00.000000002Z')", GuardAnswer.Yes)]
    [InlineData("order.placedAt - timestamp(0) > duration('1h') && order.placedAt - timestamp(0) < duration('2h')", GuardAnswer.Unknown)]
    [InlineData("order.placedAt - timestamp(0) > duration('2h') && order.placedAt - timestamp(0) < duration('1h')", GuardAnswer.No)]
    [InlineData("duration('1h') + order.placedAt > timestamp(5) && duration('1h') + order.placedAt <= timestamp(5)", GuardAnswer.No)]
    [InlineData("order.placedAt.getHours() > 23 && order.placedAt.getHours() < 3", GuardAnswer.Unknown)]
    [InlineData("order.total > money('1') && order.total < money('1.01')", GuardAnswer.Yes)]
    [InlineData("order.total > money('1') && order.total < money('1.001')", GuardAnswer.No)]
    [InlineData("order.total == money('0.0001')", GuardAnswer.No)]
    [InlineData("order.total > money('90000000000000000')", GuardAnswer.Yes)]
    [InlineData("order.channel == 'a' && order.channel == 'b'", GuardAnswer.No)]
    [InlineData("order.channel in ['a', 'b'] && order.channel != 'a' && order.channel != 'b'", GuardAnswer.No)]
    [InlineData("order.channel in ['a', 'b'] && !(order.channel in ['b', 'c'])", GuardAnswer.Yes)]
    [InlineData("order.channel in []", GuardAnswer.No)]
    [InlineData("order.channel.startsWith('tm') && order.channel.startsWith('jd')", GuardAnswer.No)]
    [InlineData("order.channel.startsWith('tm') && order.channel < 'tm'", GuardAnswer.No)]
    [InlineData("order.channel.startsWith('tm') && order.channel > 'tmall' && order.channel < 'tn'", GuardAnswer.Yes)]
    [InlineData("order.channel > 'a' && order.channel < 'a\\u0000'", GuardAnswer.No)]
    [InlineData("order.channel < ''", GuardAnswer.No)]
    [InlineData("order.vip && !order.vip", GuardAnswer.No)]
    [InlineData("order.vip == true && order.vip == false", GuardAnswer.No)]
    [InlineData("has(order.coupon) && !has(order.coupon)", GuardAnswer.No)]
    [InlineData("!has(order.note) && has(order.note) && order.note == 'x'", GuardAnswer.No)]
    [InlineData("has(order.note) && order.note == 'x'", GuardAnswer.Yes)]
    [InlineData("has(order.units)", GuardAnswer.Yes)]
    [InlineData("!has(order.units)", GuardAnswer.No)]
    [InlineData("order.units < customer.level && customer.level < order.units", GuardAnswer.No)]
    [InlineData("order.units < customer.level && customer.level < 3 && order.units > 1", GuardAnswer.No)]
    [InlineData("order.units < customer.level && customer.level < 4 && order.units > 1", GuardAnswer.Yes)]
    [InlineData("shipment.weight > 1.0 && shipment.weight < 1.0000000000000002", GuardAnswer.No)]
    [InlineData("!(shipment.weight < 1.0) && !(shipment.weight >= 1.0)", GuardAnswer.Yes)]
    [InlineData("'gift' in order.tags && !('gift' in order.tags)", GuardAnswer.No)]
    [InlineData("size(order.tags) < 0 || size(order.tags) > 2 && size(order.tags) < 3", GuardAnswer.Unknown)]
    [InlineData("order.lines.exists(l, l.bulky) && !order.lines.exists(l, l.bulky)", GuardAnswer.No)]
    [InlineData("order.units / 0 == 1", GuardAnswer.Unknown)]
    [InlineData("order.units + 1 > 5 && order.units + 1 < 3", GuardAnswer.No)]
    [InlineData("(order.vip ? order.units > 5 : order.units > 7) && order.units < 6", GuardAnswer.No)]
    [InlineData("(order.vip ? order.units > 5 : order.units > 7) && order.units < 7", GuardAnswer.Yes)]
    [InlineData("true", GuardAnswer.Yes)]
    [InlineData("false", GuardAnswer.No)]
    public void Whether_a_guard_can_hold(string guard, GuardAnswer answer) => Assert.Equal(answer, GuardLogic.CanHold(Of(guard)));

    [Theory]
    [InlineData("order.units > 5", "order.units > 3", GuardAnswer.Yes)]
    [InlineData("order.units > 3", "order.units > 5", GuardAnswer.No)]
    [InlineData("order.units > 3", "order.units >= 4", GuardAnswer.Yes)]
    [InlineData("order.channel == 'tmall'", "order.channel in ['jd', 'tmall']", GuardAnswer.Yes)]
    [InlineData("order.channel.startsWith('tmall')", "order.channel.startsWith('tm')", GuardAnswer.Yes)]
    [InlineData("order.vip && order.units > 1", "order.units > 1", GuardAnswer.Yes)]
    [InlineData("order.units == 1 || order.units == 2", "order.units > 0 && order.units < 3", GuardAnswer.Yes)]
    [InlineData("order.units > 0 && order.units < 3", "order.units == 1 || order.units == 2", GuardAnswer.Yes)]
    [InlineData("order.total > money('5')", "order.total > money('4.999')", GuardAnswer.Yes)]
    [InlineData("order.total >= money('4.999')", "order.total > money('4.998')", GuardAnswer.Yes)]
    [InlineData("has(order.coupon) && order.coupon > money('1')", "has(order.coupon)", GuardAnswer.Yes)]
    [InlineData("order.units > 1", "order.units > 1 && 6 / order.units > 0", GuardAnswer.Unknown)]
    [InlineData("order.units > 1 && 6 / order.units > 0", "order.units > 1", GuardAnswer.Yes)]
    [InlineData("order.units == 1", "order.vip || !order.vip", GuardAnswer.Yes)]
    [InlineData("true", "'gift' in order.tags || !('gift' in order.tags)", GuardAnswer.Yes)]
    [InlineData("true", "6 / order.units > 0 || !(6 / order.units > 0)", GuardAnswer.No)]
    [InlineData("false", "order.vip", GuardAnswer.Yes)]
    [InlineData("order.units < customer.level", "order.units <= customer.level", GuardAnswer.Yes)]
    [InlineData("order.units <= customer.level && order.units != customer.level", "order.units < customer.level", GuardAnswer.Yes)]
    public void Whether_one_guard_implies_another(string guard, string other, GuardAnswer answer) =>
        Assert.Equal(answer, GuardLogic.Implies(Of(guard), Of(other)));

    [Fact]
    public void Several_guards_may_cover_one_together()
    {
        Assert.Equal(GuardAnswer.Yes, GuardLogic.ImpliesAny(Of("order.units >= 0"), [Of("order.units < 5"), Of("order.units > 3")]));
        Assert.Equal(GuardAnswer.No, GuardLogic.ImpliesAny(Of("order.units >= 0"), [Of("order.units < 5"), Of("order.units > 5")]));
        Assert.Equal(GuardAnswer.No, GuardLogic.ImpliesAny(Of("order.vip"), []));
    }

    [Theory]
    [InlineData("order.units > 5", "order.units < 6", GuardAnswer.Yes)]
    [InlineData("order.units > 5", "order.units < 7", GuardAnswer.No)]
    [InlineData("order.channel == 'a'", "order.channel != 'a'", GuardAnswer.Yes)]
    [InlineData("order.vip", "order.units == 1", GuardAnswer.No)]
    public void Whether_two_guards_exclude_each_other(string a, string b, GuardAnswer answer) => Assert.Equal(answer, GuardLogic.AreDisjoint(Of(a), Of(b)));

    [Fact]
    public void An_example_holds()
    {
        var guard = Of("order.units > 3 && order.channel.startsWith('tm') && has(order.coupon) && order.coupon < money('0.5')");
        Assert.True(guard.Holds(GuardLogic.ExampleOf(guard)!).ValueOrThrow());
        Assert.Null(GuardLogic.ExampleOf(Of("order.vip && !order.vip")));
    }

    [Fact]
    public void Guards_over_other_facts_are_not_compared()
    {
        var other = Expression.Compile("x", FactSchema.Of(FactField.Required("x", FactType.Bool))).ValueOrThrow();
        Assert.Equal(GuardAnswer.Unknown, GuardLogic.Implies(Of("order.vip"), other));
        Assert.Throws<ArgumentException>(() => GuardLogic.CanHold(Expression.Compile("order.units", Sample.Schema).ValueOrThrow()));
    }

    [Fact]
    public void Too_many_cases_are_left_undecided_soon()
    {
        var parts = Enumerable.Range(0, 120).Select(i => $"(order.units != {i} || order.channel == 'c{i}' || customer.level == {i} || '{i}' in order.tags)");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(GuardAnswer.Unknown,
            GuardLogic.CanHold(Of(string.Join(" && ", parts) + " && 1 / (order.units + 1) > 2 && !order.vip && order.lines == []")));
        Assert.NotEqual(GuardAnswer.No, GuardLogic.CanHold(Of($"order.units in [{string.Join(", ", Enumerable.Range(0, 2_000))}]")));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Many_questions_share_one_effort()
    {
        var effort = new GuardEffort(5_000);
        var guard = Of("order.units > 3 && order.units < 4");
        Assert.Equal(GuardAnswer.No, GuardLogic.CanHold(guard, effort));
        for (var i = 0; i < 1_000 && effort.Left > 0; i++) GuardLogic.CanHold(guard, effort);
        Assert.Equal((GuardAnswer.Unknown, 0L), (GuardLogic.CanHold(guard, effort), effort.Left));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GuardEffort(-1));
    }

    private static Expression Of(string text) => Expression.Compile(text, Sample.Schema, FactType.Bool).ValueOrThrow();
}
