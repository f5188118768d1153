using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Rules.Tests;

/// <summary>Laws over random expressions and facts.</summary>
/// <remarks>Fails when a checked expression meets a type error, the modes disagree, printing changes a meaning, or the order of operands of &amp;&amp; and || matters.</remarks>
public class ExpressionLaws
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ORDERKERNEL_LONG") == "1";

    private static readonly Config Config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(IsLong ? 200_000 : 1_000).WithEndSize(60);

    private static readonly string[] TypeErrors =
        [RulesCodes.NoOverload, RulesCodes.UnknownVariable, RulesCodes.UnknownFunction, RulesCodes.FactAbsent, RulesCodes.FactTypeMismatch];

    [Fact]
    public void Random_expressions_are_well_typed() =>
        Prop.ForAll(RandomExpressions.OfAnyType, text => Expression.Compile(text, Sample.Schema).Match(_ => "", r => r.ToString()) == "").Check(Config);

    [Fact]
    public void A_checked_expression_never_meets_a_type_error() =>
        Prop.ForAll(RandomExpressions.OfAnyType, RandomExpressions.Facts, (text, facts) => !TypeErrors.Contains(Sample.Checked(text, facts).Error?.Code)).Check(Config);

    [Fact]
    public void A_checked_expression_gives_a_value_of_its_type() =>
        Prop.ForAll(RandomExpressions.OfAnyType, RandomExpressions.Facts, (text, facts) =>
        {
            var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
            return !expression.Evaluate(facts).TryGet(out var value, out _) || expression.Type.ToString().StartsWith(value.Kind.ToString().ToLowerInvariant(), StringComparison.Ordinal);
        }).Check(Config);

    [Fact]
    public void Both_modes_give_the_same() =>
        Prop.ForAll(RandomExpressions.OfAnyType, RandomExpressions.Facts, (text, facts) => Outcome(Sample.Checked(text, facts)) == Outcome(Sample.Dynamic(text, Sample.Bindings(facts)))).Check(Config);

    [Fact]
    public void Printing_and_loading_again_gives_the_same_expression() =>
        Prop.ForAll(RandomExpressions.OfAnyType, RandomExpressions.Facts, (text, facts) =>
        {
            var printed = Expression.Compile(text, Sample.Schema).ValueOrThrow().ToString();
            return Expression.Compile(printed, Sample.Schema).ValueOrThrow().ToString() == printed
                && DynamicExpression.Parse(text).ValueOrThrow().ToString() == printed
                && Outcome(Sample.Checked(printed, facts)) == Outcome(Sample.Checked(text, facts));
        }).Check(Config);

    [Fact]
    public void And_and_or_do_not_depend_on_the_order_of_their_operands() =>
        Prop.ForAll(RandomExpressions.Conditions, RandomExpressions.Conditions, RandomExpressions.Facts, (a, b, facts) => IsSymmetric("&&", a, b, facts) && IsSymmetric("||", a, b, facts)).Check(Config);

    [Fact]
    public void The_law_of_order_refuses_a_conjunction_that_stops_at_the_first_error()
    {
        var found = false;
        Prop.ForAll(RandomExpressions.Conditions, RandomExpressions.Conditions, RandomExpressions.Facts, (a, b, facts) =>
        {
            found |= TruthOf($"({a}) ? ({b}) : false", facts) != TruthOf($"({b}) ? ({a}) : false", facts);
            return true;
        }).Check(Config);
        Assert.True(found, "No counterexample to the wrong variant: the generator is too tame.");
    }

    [Fact]
    public void De_Morgan_holds_with_errors() =>
        Prop.ForAll(RandomExpressions.Conditions, RandomExpressions.Conditions, RandomExpressions.Facts, (a, b, facts) =>
            TruthOf($"!(({a}) && ({b}))", facts) == TruthOf($"!({a}) || !({b})", facts)).Check(Config);

    [Fact]
    public void An_explanation_has_the_same_result_and_at_least_one_reason() =>
        Prop.ForAll(RandomExpressions.OfAnyType, RandomExpressions.Facts, (text, facts) =>
        {
            var expression = Expression.Compile(text, Sample.Schema).ValueOrThrow();
            var explanation = expression.Explain(facts);
            return explanation.Result == expression.Evaluate(facts) && !explanation.Reasons.IsEmpty;
        }).Check(Config);

    [Fact]
    public void Numbers_of_all_kinds_are_ordered_as_what_they_count()
    {
        var numbers = Gen.Elements<object>(
            0L, 1L, -1L, long.MaxValue, long.MinValue, long.MaxValue - 1, 9007199254740993L, 0UL, 1UL, ulong.MaxValue, 9223372036854775808UL, 0.0, -0.0, 0.5, -0.5, 1.0,
            9007199254740992.0, 9223372036854775808.0, -9223372036854775808.0, 18446744073709551616.0, 18446744073709549568.0, 1e300, -1e300).ToArbitrary();
        Prop.ForAll(numbers, numbers, (a, b) =>
        {
            var bindings = new Dictionary<string, ExpressionValue> { ["a"] = Value(a), ["b"] = Value(b) };
            var order = Exact(a).CompareTo(Exact(b));
            return Truth("a < b") == order < 0 && Truth("a <= b") == order <= 0 && Truth("a > b") == order > 0 && Truth("a >= b") == order >= 0 && Truth("a == b") == (order == 0) && Truth("a in [b]") == (order == 0);

            bool Truth(string text) => Sample.Dynamic(text, bindings).Value.AsBool();
        }).Check(Config);

        static ExpressionValue Value(object n) => n switch { long l => ExpressionValue.Of(l), ulong u => ExpressionValue.Of(u), var d => ExpressionValue.Of((double)d) };

        // Twice the number is whole for every one of them.
        static BigInteger Exact(object n) => n switch { long l => 2 * new BigInteger(l), ulong u => 2 * new BigInteger(u), var d => new BigInteger(2 * (double)d) };
    }

    [Fact]
    public void Integer_arithmetic_agrees_with_arithmetic_that_never_overflows()
    {
        var numbers = Gen.OneOf(Gen.Elements(0L, 1, -1, 2, long.MaxValue, long.MinValue, 3037000500, -3037000500, 4294967296), Gen.Choose(-1000, 1000).Select(i => (long)i)).ToArbitrary();
        Prop.ForAll(numbers, numbers, (a, b) =>
        {
            var bindings = new Dictionary<string, ExpressionValue> { ["a"] = a, ["b"] = b };
            return Is("a + b", new BigInteger(a) + b) && Is("a - b", new BigInteger(a) - b) && Is("a * b", new BigInteger(a) * b) && Is("-a", -new BigInteger(a))
                && (b == 0 || (Is("a / b", new BigInteger(a) / b) && (a == long.MinValue && b == -1 || Is("a % b", new BigInteger(a) % b))));

            bool Is(string text, BigInteger expected)
            {
                var result = Sample.Dynamic(text, bindings);
                return expected >= long.MinValue && expected <= long.MaxValue ? result.IsOk && result.Value.AsInt() == expected : result.Error?.Code == RulesCodes.Overflow;
            }
        }).Check(Config);
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
