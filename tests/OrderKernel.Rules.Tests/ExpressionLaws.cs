using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Rules.Tests;

/// <summary>Laws over random expressions and facts.</summary>
/// <remarks>
/// Fails when a checked expression meets a type error, the modes disagree, printing
/// changes a meaning, or the order of operands of &amp;&amp; and || matters.
/// </remarks>
[Properties(Arbitrary = [typeof(RandomExpressions)])]
public class ExpressionLaws
{
    private static readonly string[] TypeErrors =
        [RulesCodes.NoOverload, RulesCodes.UnknownVariable, RulesCodes.UnknownFunction, RulesCodes.FactAbsent, RulesCodes.FactTypeMismatch];

    [Law(1_000, 200_000, EndSize = 60)]
    public bool Random_expressions_are_well_typed(AnyExpression text) =>
        Expression.Compile(text, Sample.Schema).Match(_ => "", r => r.ToString()) == "";

    [Law(1_000, 200_000, EndSize = 60)]
    public bool A_checked_expression_never_meets_a_type_error(AnyExpression text, FactValues facts) =>
        !TypeErrors.Contains(Sample.Checked(text, facts).Error?.Code);

    [Law(1_000, 200_000, EndSize = 60)]
    public bool A_checked_expression_gives_a_value_of_its_type(AnyExpression text, FactValues facts)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        return !expression.Evaluate(facts).TryGet(out var value, out _)
            || expression.Type.ToString().StartsWith(value.Kind.ToString().ToLowerInvariant(), StringComparison.Ordinal);
    }

    [Law(1_000, 200_000, EndSize = 60)]
    public bool Both_modes_give_the_same(AnyExpression text, FactValues facts) =>
        Outcome(Sample.Checked(text, facts)) == Outcome(Sample.Dynamic(text, Sample.Bindings(facts)));

    [Law(1_000, 200_000, EndSize = 60)]
    public bool Printing_and_loading_again_gives_the_same_expression(AnyExpression text, FactValues facts)
    {
        var printed = Expression.Compile(text, Sample.Schema).ValueOrThrow().ToString();
        return Expression.Compile(printed, Sample.Schema).ValueOrThrow().ToString() == printed
            && DynamicExpression.Parse(text).ValueOrThrow().ToString() == printed
            && Outcome(Sample.Checked(printed, facts)) == Outcome(Sample.Checked(text, facts));
    }

    /// <summary>Fails when a condition made ready to be asked often holds where the evaluator says no, hides an error, or errs elsewhere.</summary>
    [Law(3_000, 500_000, EndSize = 60)]
    public bool A_condition_holds_where_the_evaluator_gives_true(Condition text, FactValues facts, bool hasFacts)
    {
        // Without required facts every comparison errs, and only what another operand decides stands.
        var given = hasFacts ? facts : new FactValues(Sample.Schema).Set("order.units", 3).Set("order.vip", true);
        var expression = Expression.Compile(text, Sample.Schema, FactType.Bool).ValueOrThrow();
        var told = expression.Evaluate(given);
        return IsTold(expression.Holds(given)) && IsTold(expression.Holds(new Slotted(given))) && IsTold(expression.Holds(Sample.Table, given));

        bool IsTold(Result<bool> holds) => told.TryGet(out var value, out var error)
            ? holds.TryGet(out var isTrue, out _) && isTrue == value.AsBool()
            : holds.Refusal is { } refusal && refusal.Reasons[0] == error.ToReason();
    }

    /// <summary>Fails when a constant with other decimals than the currency is rounded to an amount that it is not.</summary>
    [Law(5_000, 500_000)]
    public bool An_amount_beside_a_constant_stands_as_decimals_do(int units, byte currency, byte decimals, sbyte beyond, byte relation)
    {
        var (money, scale) = (Money.OfMinor(units, Currency.Of(new[] { "JPY", "CNY", "KWD" }[currency % 3])), decimals % 7);
        var amount = units / (decimal)Math.Pow(10, money.Currency.Digits);
        var constant = decimal.Round(amount, scale) + (beyond % 3 / (decimal)Math.Pow(10, scale));
        var (sign, expected) = (relation % 6) switch
        {
            0 => ("<", amount < constant),
            1 => ("<=", amount <= constant),
            2 => (">", amount > constant),
            3 => (">=", amount >= constant),
            4 => ("==", amount == constant),
            _ => ("!=", amount != constant),
        };
        var facts = Sample.Facts().Set("order.total", money);
        var rule = Expression.Compile($"order.total {sign} money('{constant.ToString(System.Globalization.CultureInfo.InvariantCulture)}')", Sample.Schema);
        return rule.ValueOrThrow().Holds(facts).ValueOrThrow() == expected && rule.ValueOrThrow().Evaluate(facts).TryGet(out var value, out _)
            && value.AsBool() == expected;
    }

    // Facts that are no array: read slot by slot.
    private sealed class Slotted(FactValues values) : IFacts
    {
        public ExpressionValue Get(int slot) => values.Get(slot);
    }

    [Theory]
    [InlineData("order.total > money('188320')", false)]
    [InlineData("order.total >= money('188320')", true)]
    [InlineData("money('188320.00') <= order.total", true)]
    [InlineData("money('188319.9999') < order.total", true)]
    [InlineData("money('188320.0001') < order.total", false)]
    [InlineData("money('188319.99999') < order.total", true)]
    [InlineData("money('188320.00001') > order.total", true)]
    [InlineData("order.total == money('188320')", true)]
    [InlineData("'tmall' == order.channel && order.channel != 'jd'", true)]
    [InlineData("3 < order.units || order.units < 3.5", true)]
    [InlineData("!(order.units >= 4) && 3u == order.units", true)]
    [InlineData("order.channel < 'tmalla' && order.channel > 'tmal'", true)]
    [InlineData("order.total != money('188320.001') && !(order.total == money('188319.999'))", true)]
    [InlineData("order.total > money('-0.001') && order.total >= money('-188320.0001') && !(order.total < money('-1.00001'))", true)]
    [InlineData("order.total < money('92233720368547758.07')", true)]
    [InlineData("order.channel in ['jd', 'tmall'] && !(order.channel in ['jd']) && !(order.channel in [])", true)]
    [InlineData("order.channel in ['jd', 'tmall', order.channel] && order.channel == order.channel && order.units <= customer.level", true)]
    [InlineData("order.vip ? order.units > 3 : order.units < 4 && !order.vip", true)]
    [InlineData("(order.vip || order.units == 3) && !(order.vip && order.units == 3) && order.vip != true", true)]
    [InlineData("has(order.coupon) || order.units != 3 || 2.5 == shipment.weight", true)]
    [InlineData("order.units > customer.level || order.units == customer.level || order.total != order.total", false)]
    public void A_comparison_with_a_constant_holds_on_either_side_and_at_any_scale(string text, bool holds)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        Assert.Equal((holds, holds), (expression.Holds(Sample.Facts()).ValueOrThrow(), expression.Holds(Sample.Table, Sample.Facts()).ValueOrThrow()));
    }

    [Law(1_000, 200_000, EndSize = 60)]
    public bool And_and_or_do_not_depend_on_the_order_of_their_operands(Condition a, Condition b, FactValues facts) =>
        IsSymmetric("&&", a, b, facts) && IsSymmetric("||", a, b, facts);

    [Fact]
    public void The_law_of_order_refuses_a_conjunction_that_stops_at_the_first_error() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        RandomExpressions.Conditions(), RandomExpressions.Conditions(), RandomExpressions.Facts(),
        (a, b, facts) => TruthOf($"({a}) ? ({b}) : false", facts) == TruthOf($"({b}) ? ({a}) : false", facts)).Check(Sizes.Config(200_000).WithEndSize(60)));

    [Law(1_000, 200_000, EndSize = 60)]
    public bool De_Morgan_holds_with_errors(Condition a, Condition b, FactValues facts) =>
        TruthOf($"!(({a}) && ({b}))", facts) == TruthOf($"!({a}) || !({b})", facts);

    [Law(1_000, 200_000, EndSize = 60)]
    public bool An_explanation_has_the_same_result_and_at_least_one_reason(AnyExpression text, FactValues facts)
    {
        var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
        var explanation = expression.Explain(facts);
        return explanation.Result == expression.Evaluate(facts) && !explanation.Reasons.IsEmpty;
    }

    [Law(1_000, 200_000, EndSize = 60)]
    public bool Numbers_of_all_kinds_are_ordered_as_what_they_count(NumberOfAKind a, NumberOfAKind b)
    {
        var bindings = new Dictionary<string, ExpressionValue> { ["a"] = Value(a.Number), ["b"] = Value(b.Number) };
        var order = a.Number is double || b.Number is double ? Near(a.Number).CompareTo(Near(b.Number)) : Whole(a.Number).CompareTo(Whole(b.Number));
        return Truth("a < b") == order < 0 && Truth("a <= b") == order <= 0 && Truth("a > b") == order > 0 && Truth("a >= b") == order >= 0
            && Truth("a == b") == (order == 0) && Truth("a in [b]") == (order == 0);

        bool Truth(string text) => Sample.Dynamic(text, bindings).Value.AsBool();

        static ExpressionValue Value(object n) =>
            n switch { long l => ExpressionValue.Of(l), ulong u => ExpressionValue.Of(u), var d => ExpressionValue.Of((double)d) };

        static BigInteger Whole(object n) => n is long l ? l : (ulong)n;

        // Beside a double the nearest double counts; both zeros are one.
        static double Near(object n) => n switch { long l => l, ulong u => u, var d => (double)d + 0.0 };
    }

    [Law(1_000, 200_000, EndSize = 60)]
    public bool Integer_arithmetic_agrees_with_arithmetic_that_never_overflows(AnyInteger x, AnyInteger y)
    {
        var (a, b) = (x.Value, y.Value);
        var bindings = new Dictionary<string, ExpressionValue> { ["a"] = a, ["b"] = b };
        return Is("a + b", new BigInteger(a) + b) && Is("a - b", new BigInteger(a) - b) && Is("a * b", new BigInteger(a) * b) && Is("-a", -new BigInteger(a))
            && (b == 0 || (Is("a / b", new BigInteger(a) / b) && (a == long.MinValue && b == -1 || Is("a % b", new BigInteger(a) % b))));

        bool Is(string text, BigInteger expected)
        {
            var result = Sample.Dynamic(text, bindings);
            return expected >= long.MinValue && expected <= long.MaxValue
                ? result.IsOk && result.Value.AsInt() == expected
                : result.Error?.Code == RulesCodes.Overflow;
        }
    }

    // The bound on the cost ends an evaluation where it stands: what comes after it is not looked at, whichever way round.
    private static bool IsSymmetric(string op, string a, string b, FactValues facts)
    {
        var (left, right) = ($"({a}) {op} ({b})", $"({b}) {op} ({a})");
        return IsTooCostly(left, facts) || IsTooCostly(right, facts) || TruthOf(left, facts) == TruthOf(right, facts);
    }

    private static bool IsTooCostly(string text, FactValues facts) => Sample.Checked(text, facts) is { IsOk: false, Error.Code: RulesCodes.TooCostly };

    private static bool? TruthOf(string text, FactValues facts) => Sample.Checked(text, facts) is { IsOk: true } result ? result.Value.AsBool() : null;

    private static string Outcome(ExpressionResult result) => result.IsOk ? result.ToString() : result.Error!.Code;
}
