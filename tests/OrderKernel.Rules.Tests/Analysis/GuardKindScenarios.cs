namespace OrderKernel.Rules.Tests;

// Whether conditions can hold, for every kind of fact: at the bounds, between them, at the ends of the kind, and where facts are compared with one another.
// Fails when something is taken for impossible that is not, or for possible; or when an example does not have a value for every fact that has to be there.
public class GuardKindScenarios
{
    private static readonly FactSchema Schema = FactSchema.Of(
        FactField.Required("i", FactType.Int), FactField.Required("j", FactType.Int), FactField.Required("k", FactType.Int),
        FactField.Required("u", FactType.Uint), FactField.Required("v", FactType.Uint), FactField.Required("d", FactType.Double),
        FactField.Required("e", FactType.Double), FactField.Required("m", FactType.Money), FactField.Required("q", FactType.Money),
        FactField.Required("r", FactType.Money), FactField.Required("z", FactType.Money), FactField.Required("s", FactType.String),
        FactField.Required("x", FactType.String), FactField.Required("b", FactType.Bool), FactField.Required("t", FactType.Instant),
        FactField.Required("w", FactType.Instant), FactField.Required("l", FactType.Duration), FactField.Required("n", FactType.Duration),
        FactField.Required("y", FactType.Bytes), FactField.Required("list", FactType.ListOf(FactType.Int)),
        FactField.Required("line", FactType.RecordOf(FactField.Required("units", FactType.Int), FactField.Optional("note", FactType.String))),
        FactField.Optional("o.note", FactType.String));

    [Theory]
    [InlineData("u < 0u", GuardAnswer.No)]
    [InlineData("u < 1u && u != 0u", GuardAnswer.No)]
    [InlineData("u > 18446744073709551614u", GuardAnswer.Yes)]
    [InlineData("u > 18446744073709551615u", GuardAnswer.No)]
    [InlineData("u > 5u && u < 7u", GuardAnswer.Yes)]
    [InlineData("u > 5u && u < 6u", GuardAnswer.No)]
    [InlineData("u < v && v < 2u", GuardAnswer.Yes)]
    [InlineData("u < v && v < 1u", GuardAnswer.No)]
    [InlineData("u > -1", GuardAnswer.Yes)]
    [InlineData("u < -1", GuardAnswer.No)]
    [InlineData("i < -9223372036854775807", GuardAnswer.Yes)]
    [InlineData("i > -5.5 && i < -4.5", GuardAnswer.Yes)]
    [InlineData("i > -5.5 && i < -5", GuardAnswer.No)]
    [InlineData("i < -1152921504606846976.0 && i > -1152921504606847488.0", GuardAnswer.Yes)]
    [InlineData("d == 2.5", GuardAnswer.Yes)]
    [InlineData("d >= 2.5 && d <= 2.5", GuardAnswer.Yes)]
    [InlineData("d > 2.5 && d < 2.5000000000000004", GuardAnswer.No)]
    [InlineData("d > 2.5 && d < 2.500000000000001", GuardAnswer.Yes)]
    [InlineData("d < 2.5 && d > 2.4999999999999996", GuardAnswer.No)]
    [InlineData("d < 2.5 && d > 2.499", GuardAnswer.Yes)]
    [InlineData("d < 0.0 && d > -1e-300", GuardAnswer.Yes)]
    [InlineData("d > 0.0 && d < 1e-300", GuardAnswer.Yes)]
    [InlineData("d > 1.7976931348623157e308", GuardAnswer.Yes)] // infinity
    [InlineData("d == 3", GuardAnswer.Yes)]
    [InlineData("d > 3 && d < 4u", GuardAnswer.Yes)]
    [InlineData("d < e && d >= 2.5 && e <= 2.5000000000000004", GuardAnswer.Yes)]
    [InlineData("d < e && d >= 2.5 && e < 2.5000000000000004", GuardAnswer.No)]
    [InlineData("m < money('-0.005') && m > money('-0.011')", GuardAnswer.Yes)]
    [InlineData("m < money('-0.0101') && m > money('-0.0109')", GuardAnswer.No)]
    [InlineData("m > money('0.001') && m < money('0.003')", GuardAnswer.Yes)] // of three decimals
    [InlineData("m < q && q < r", GuardAnswer.Yes)]
    [InlineData("m < q && q < r && r < m", GuardAnswer.No)]
    [InlineData("m < q && q < r && r < z && z < m", GuardAnswer.Unknown)] // more currencies than are tried
    [InlineData("m < q && m > money('0') && q < money('0.003')", GuardAnswer.Yes)]
    [InlineData("m < q && m > money('0') && q < money('0.002')", GuardAnswer.No)]
    [InlineData("s == ''", GuardAnswer.Yes)]
    [InlineData("s > 'tm' && !s.startsWith('tm')", GuardAnswer.Yes)]
    [InlineData("s > 't' && !s.startsWith('t')", GuardAnswer.Yes)]
    [InlineData("s > 'tm' && !s.startsWith('tm') && s < 'tn'", GuardAnswer.No)]
    [InlineData("s > '\\uffff' && !s.startsWith('\\uffff')", GuardAnswer.Yes)]
    [InlineData("s >= '\\ud7ff' && !s.startsWith('\\ud7ff') && s < '\\ue001'", GuardAnswer.Yes)]
    [InlineData("s < x && x < 'a\\u0000\\u0000' && s > 'a'", GuardAnswer.No)]
    [InlineData("s < x && x <= 'a\\u0000\\u0000' && s > 'a'", GuardAnswer.Yes)]
    [InlineData("t > timestamp('1970-01-01T00:00:00.000000005Z') && t < timestamp('1970-01-01T00:00:00.000000007Z')", GuardAnswer.Yes)]
    [InlineData("t > timestamp('1969-12-31T23:59:59.999999997Z') && t < timestamp('1969-12-31T23:59:59.999999999Z')", GuardAnswer.Yes)]
    [InlineData("t >= timestamp('9999-12-31T23:59:59.999999999Z')", GuardAnswer.Yes)]
    [InlineData("t > timestamp('9999-12-31T23:59:59.999999999Z')", GuardAnswer.No)]
    [InlineData("t < w && w < timestamp(1) && t > timestamp(0)", GuardAnswer.Yes)]
    [InlineData("l > duration('2500000h')", GuardAnswer.Yes)]
    [InlineData("l < duration('-2500000h')", GuardAnswer.Yes)]
    [InlineData("l > duration('1s') && l < duration('1.000000001s')", GuardAnswer.No)]
    [InlineData("l > duration('1s') && l < duration('1.000000002s')", GuardAnswer.Yes)]
    [InlineData("l < n && n < duration('2ns') && l > duration('0s')", GuardAnswer.No)]
    // What is compared with another fact takes its bounds over.
    [InlineData("i == j && j == 100 && i != 3", GuardAnswer.Yes)]
    [InlineData("i == j && j == 100 && i == 3", GuardAnswer.No)]
    [InlineData("k == 100 && j == k && i == j && i != 3 && j != 4", GuardAnswer.Yes)]
    [InlineData("i == j && k == 100 && j == k && i != 3", GuardAnswer.Yes)]
    [InlineData("i < j && j < k && k < 103 && i > 100", GuardAnswer.No)]
    [InlineData("i < j && j < k && k < 104 && i > 100", GuardAnswer.Yes)]
    [InlineData("i < i", GuardAnswer.No)]
    [InlineData("i <= i", GuardAnswer.Yes)]
    [InlineData("s == x && x == 'a' && s != 'b'", GuardAnswer.Yes)]
    // What is computed has a kind, and is one thing wherever it stands.
    [InlineData("i % 7 > 5 && i % 7 < 3", GuardAnswer.No)]
    [InlineData("-i > 5 && -i < 3", GuardAnswer.No)]
    [InlineData("list[0] + 1 > 5 && list[0] + 1 < 3", GuardAnswer.No)]
    [InlineData("1 + list[0] > 5 && 1 + list[0] < 3", GuardAnswer.No)]
    [InlineData("i - j > 5 && i - j < 3", GuardAnswer.No)]
    [InlineData("m * 2 > money('5') && m * 2 < money('3')", GuardAnswer.No)]
    [InlineData("2 * m > money('5') && 2 * m < money('3')", GuardAnswer.No)]
    [InlineData("m + q > money('5') && m + q < money('3')", GuardAnswer.No)]
    [InlineData("t - w > duration('5s') && t - w < duration('3s')", GuardAnswer.No)]
    [InlineData("t + l > timestamp(5) && t + l < timestamp(3)", GuardAnswer.No)]
    [InlineData("t - l > timestamp(5) && t - l < timestamp(3)", GuardAnswer.No)]
    [InlineData("l + n > duration('5s') && l + n < duration('3s')", GuardAnswer.No)]
    [InlineData("l - n > duration('5s') && l - n < duration('3s')", GuardAnswer.No)]
    [InlineData("s + x > 'b' && s + x < 'a'", GuardAnswer.No)]
    public void Whether_a_condition_can_hold(string guard, GuardAnswer answer)
    {
        Assert.Equal(answer, GuardLogic.CanHold(Of(guard)));
        if (answer == GuardAnswer.Yes) Assert.True(Of(guard).Holds(GuardLogic.ExampleOf(Of(guard))!).ValueOrThrow());
    }

    [Theory]
    [InlineData("i > 7", "b ? i > 5 : i > 6", GuardAnswer.Yes)]
    [InlineData("i > 6", "b ? i > 5 : i > 7", GuardAnswer.No)]
    [InlineData("b ? i > 5 : i > 7", "i > 5", GuardAnswer.Yes)]
    [InlineData("b ? i > 5 : i > 7", "i > 6", GuardAnswer.No)]
    [InlineData("!(b ? i > 5 : i > 7)", "i <= 7", GuardAnswer.Yes)]
    [InlineData("!(b ? i > 5 : i > 7)", "i <= 5", GuardAnswer.No)]
    [InlineData("b && (b ? i > 5 : i > 7)", "i > 5", GuardAnswer.Yes)]
    [InlineData("!b && (b ? i > 5 : i > 7)", "i > 7", GuardAnswer.Yes)]
    [InlineData("i > 5", "b ? i > 5 : i > 4", GuardAnswer.Yes)]
    public void Choices_are_followed_both_ways(string guard, string other, GuardAnswer answer) =>
        Assert.Equal(answer, GuardLogic.Implies(Of(guard), Of(other)));

    [Fact]
    public void An_example_has_a_plain_value_for_every_fact_that_has_to_be_there()
    {
        var example = GuardLogic.ExampleOf(Of("k > 3"))!;
        Assert.Equal(
            "i=0 j=0 k=4 u=0u v=0u d=0.0 e=0.0 m=CNY 0.00 q=CNY 0.00 r=CNY 0.00 z=CNY 0.00 s=\"\" x=\"\" b=false t=1970-01-01T00:00:00Z w=1970-01-01T00:00:00Z "
            + "l=0:00:00:00 n=0:00:00:00 y=b\"\" list=[] line={\"units\": 0} o.note=absent",
            string.Join(" ", Schema.Fields.Select((f, slot) => $"{f.Path}={(example.Get(slot).IsAbsent ? "absent" : example.Get(slot).ToString())}")));
    }

    // A question takes off what it used, and no more than there was; with none left nothing is known.
    [Fact]
    public void An_effort_is_used_up()
    {
        var effort = new GuardEffort(1_000_000);
        Assert.Equal(GuardAnswer.Yes, GuardLogic.CanHold(Of("i > 3"), effort));
        Assert.InRange(effort.Left, 999_000, 999_990);
        Assert.Equal(GuardAnswer.Unknown, GuardLogic.CanHold(Of("i > 3"), new GuardEffort(0)));
        var little = new GuardEffort(20);
        Assert.Equal((GuardAnswer.Unknown, 0L), (GuardLogic.CanHold(Of("i > 3 && j > 3 && k > 3"), little), little.Left));
    }

    private static Expression Of(string text) => Expression.Compile(text, Schema, FactType.Bool).ValueOrThrow();
}
