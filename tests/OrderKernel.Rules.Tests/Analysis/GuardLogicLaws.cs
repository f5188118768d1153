using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace OrderKernel.Rules.Tests;

/// <summary>Yes and No against facts: all of a small world, and random ones.</summary>
/// <remarks>
/// Fails when an answer is contradicted by some facts, when an exact question stays open, or
/// when a rule of thumb that ignores errors or the gaps between whole numbers passes for it.
/// </remarks>
[Properties(Arbitrary = [typeof(RandomExpressions)])]
public class GuardLogicLaws
{
    private static readonly Config Config = Sizes.Config(Sizes.Of(400, 200_000)).WithEndSize(40);

    private static readonly FactSchema Small = FactSchema.Of(
        FactField.Required("n", FactType.Int), FactField.Required("m", FactType.Int), FactField.Optional("x.o", FactType.Int),
        FactField.Required("s", FactType.String), FactField.Required("b", FactType.Bool), FactField.Required("p", FactType.Money));

    // Every value that lies differently to the constants below; two worlds, so that each stays small.
    private static readonly FactValues[] First =
    [
        .. from n in Enumerable.Range(-1, 6)
           from o in new long?[] { null, -1, 0, 1, 2, 3 }
           from s in new[] { "", "A", "a", "aa", "ab", "ac", "b", "bb", "c" }
           from b in new[] { false, true }
           select Facts(n, 0, o, s, b, 0),
    ];

    private static readonly FactValues[] Second =
    [
        .. from n in Enumerable.Range(-2, 8)
           from m in Enumerable.Range(-2, 8)
           from b in new[] { false, true }
           from p in new long[] { 99, 100, 101, 150, 151, 200, 250 }
           select Facts(n, m, null, "", b, p),
    ];

    private static Arbitrary<Expression> Guards(FactValues[] world) => Gen.Sized(size => Guard(Math.Min(size / 10, 3), world)).Select(Compile).ToArbitrary();

    private static FactValues Facts(long n, long m, long? o, string s, bool b, long p) =>
        new FactValues(Small).Set("n", n).Set("m", m).Set("x.o", o is { } known ? ExpressionValue.Of(known) : default).Set("s", s).Set("b", b)
            .Set("p", Money.Fen(p));

    [Fact]
    public void Answers_agree_with_a_whole_small_world() =>
        InBoth(world =>
            Prop.ForAll(Guards(world), Guards(world), (a, b) => Agrees(world, a, b, CanHold, (x, y) => GuardLogic.Implies(x, y), AreDisjoint)).Check(Config));

    [Fact]
    public void Questions_about_plain_comparisons_are_all_answered() => InBoth(world => Prop.ForAll(Guards(world), Guards(world), (a, b) =>
        GuardLogic.CanHold(a) != GuardAnswer.Unknown && GuardLogic.Implies(a, b) != GuardAnswer.Unknown && GuardLogic.AreDisjoint(a, b) != GuardAnswer.Unknown)
            .Check(Config.WithEndSize(29)));

    [Law(400, 200_000, EndSize = 40)]
    public bool Answers_are_never_contradicted_by_random_guards_and_facts(Condition first, Condition second, FactValues facts)
    {
        var (a, b) = (Expression.Compile(first, Sample.Schema).ValueOrThrow(), Expression.Compile(second, Sample.Schema).ValueOrThrow());
        var (isFirst, isSecond) = (IsTrue(a, facts), IsTrue(b, facts));
        return (!isFirst || GuardLogic.CanHold(a) != GuardAnswer.No)
            && (!isFirst || isSecond || GuardLogic.Implies(a, b) != GuardAnswer.Yes)
            && (!isFirst || !isSecond || GuardLogic.AreDisjoint(a, b) != GuardAnswer.Yes);
    }

    [Fact]
    public void A_yes_comes_with_facts_that_show_it() =>
        InBoth(world =>
            Prop.ForAll(Guards(world), guard => GuardLogic.CanHold(guard) != GuardAnswer.Yes || guard.Holds(GuardLogic.ExampleOf(guard)!).ValueOrThrow())
                .Check(Config));

    [Fact]
    public void A_guard_implies_what_is_weaker_and_excludes_its_negation() => InBoth(world => Prop.ForAll(Guards(world), Guards(world), (a, b) =>
        GuardLogic.Implies(a, Compile($"({a}) || ({b})")) == GuardAnswer.Yes && GuardLogic.Implies(Compile($"({a}) && ({b})"), a) == GuardAnswer.Yes
            && GuardLogic.AreDisjoint(a, Compile($"!({a})")) == GuardAnswer.Yes).Check(Config.WithEndSize(19)));

    // A negation may err with its operand: "not a" is less than "a does not hold".
    [Fact]
    public void Implication_by_the_negation_of_the_other_is_caught() =>
        Assert.True(Refutes((a, b) =>
            GuardLogic.CanHold(Compile($"({a}) && !({b})")) switch { GuardAnswer.No => GuardAnswer.Yes, GuardAnswer.Yes => GuardAnswer.No, var open => open }));

    [Fact]
    public void Implication_by_likeness_of_the_text_is_caught() =>
        Assert.True(Refutes((a, b) => b.ToString().Contains(a.ToString(), StringComparison.Ordinal) ? GuardAnswer.Yes : GuardAnswer.Unknown));

    private static GuardAnswer CanHold(Expression guard) => GuardLogic.CanHold(guard);

    private static GuardAnswer AreDisjoint(Expression a, Expression b) => GuardLogic.AreDisjoint(a, b);

    private static bool Refutes(Func<Expression, Expression, GuardAnswer> wrong)
    {
        var sample = Gen.Sample(Guards(First).Generator, 150, 30).ToArray();
        return Enumerable.Range(0, sample.Length - 1).Any(i => !Agrees(First, sample[i], sample[i + 1], CanHold, wrong, AreDisjoint))
            || sample.Any(g => !Agrees(First, g, Compile($"({g}) && n > 0"), CanHold, wrong, AreDisjoint))
            || sample.Any(g => !Agrees(First, Compile("true"), Compile($"(6 / n > 1 && ({g})) || !(6 / n > 1 && ({g}))"), CanHold, wrong, AreDisjoint));
    }

    private static void InBoth(Action<FactValues[]> law)
    {
        law(First);
        law(Second);
    }

    private static bool Agrees(FactValues[] world, Expression a, Expression b, Func<Expression, GuardAnswer> canHold,
        Func<Expression, Expression, GuardAnswer> implies, Func<Expression, Expression, GuardAnswer> areDisjoint)
    {
        var (holds, both, onlyFirst) = (false, false, false);
        foreach (var facts in world)
        {
            if (!IsTrue(a, facts)) continue;
            holds = true;
            if (IsTrue(b, facts)) both = true;
            else onlyFirst = true;
        }

        return Is(canHold(a), holds) && Is(implies(a, b), !onlyFirst) && Is(areDisjoint(a, b), !both);
    }

    // Unknown agrees with everything.
    private static bool Is(GuardAnswer answer, bool truth) => answer == GuardAnswer.Unknown || answer == GuardAnswer.Yes == truth;

    private static bool IsTrue(Expression guard, FactValues facts) => guard.Evaluate(facts) is { IsOk: true } result && result.Value.AsBool();

    private static Expression Compile(string text) => Expression.Compile(text, Small, FactType.Bool).ValueOrThrow();

    private static Gen<string> Guard(int depth, FactValues[] world)
    {
        var op = Gen.Elements("==", "!=", "<", "<=", ">", ">=");
        var number = Gen.Elements("0", "1", "2", "1.5", "2u");
        var leaf = world == First
            ? Gen.OneOf(
                Gen.Elements("b", "!b", "has(x.o)", "true", "false", "s in ['a', 'b']", "s in ['b', 'ab', '']", "n in [1, 3]", "s.startsWith('a')",
                    "s.startsWith('b')"),
                from o in op from c in number select $"n {o} {c}",
                from o in op from c in number select $"has(x.o) && x.o {o} {c}",
                from o in op from c in Gen.Elements("'a'", "'b'", "''", "'ab'") select $"s {o} {c}")
            : Gen.OneOf(
                Gen.Elements("b", "b == false", "p in [money('1'), money('2')]"),
                from f in Gen.Elements("n", "m") from o in op from c in number select $"{f} {o} {c}",
                from o in op select $"n {o} m",
                from o in op from c in Gen.Elements("money('1')", "money('2.0')", "money('1.5')") select $"p {o} {c}");
        if (depth == 0) return leaf;
        var part = Guard(depth - 1, world);
        return Gen.Frequency(
            (2, leaf),
            (3, from a in part from b in part select $"({a}) && ({b})"),
            (3, from a in part from b in part select $"({a}) || ({b})"),
            (1, from a in part select $"!({a})"),
            (1, from a in part from b in part from c in part select $"(({a}) ? ({b}) : ({c}))"),
            (world == First ? 1 : 0, from a in part from o in op select $"(x.o {o} 1 && has(x.o)) || ({a})"));
    }
}
