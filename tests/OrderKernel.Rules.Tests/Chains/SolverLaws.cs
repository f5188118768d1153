using System.Text;

namespace OrderKernel.Rules.Tests.Chains;

/// <summary>What is known of conditions without facts, beside a solver for satisfiability.</summary>
/// <remarks>
/// Fails when an answer about two conditions, or about whether one can hold, is not the solver's, when many are left open, or when the comparison would
/// not see a wrong one. To the solver a condition is two formulas, when it is true and when it is false.
/// </remarks>
public class SolverLaws
{
    private const string World = """
        (declare-const n Int) (declare-const m Int) (declare-const o Int) (declare-const h Bool) (declare-const s Int) (declare-const b Bool) (declare-const p Int)
        (define-fun long ((x Int)) Bool (and (<= (- 9223372036854775808) x) (<= x 9223372036854775807)))
        (assert (and (long n) (long m) (long o)))

        """;

    [SolverFact]
    public void Pairs_of_conditions_are_judged_as_a_solver_judges_them()
    {
        var pairs = Pairs(Sizes.Of(5_000, 200_000));
        var (judged, open, wrong) = Judge(pairs, (a, b) => [GuardLogic.CanHold(a), Not(GuardLogic.AreDisjoint(a, b)), Not(GuardLogic.Implies(a, b))]);
        Assert.Equal(3 * pairs.Count, judged);
        Assert.Empty(wrong);
        Assert.True(open * 100 <= judged, $"{open} of {judged} are open");
    }

    [SolverFact]
    public void A_judge_that_takes_the_converse_is_found_out()
    {
        var (_, _, wrong) = Judge(Pairs(300), (a, b) => [GuardAnswer.Unknown, GuardAnswer.Unknown, Not(GuardLogic.Implies(b, a))]);
        Assert.NotEmpty(wrong);
    }

    private static List<(Formula A, Formula B)> Pairs(int count)
    {
        var random = new Formulas(new Random(20260209));
        return [.. Enumerable.Range(0, count).Select(i => (random.Make(i % 4), random.Make(i % 3)))];
    }

    // Each question is whether there are facts, so that yes is "sat".
    private static (int Judged, int Open, List<string> Wrong) Judge(List<(Formula A, Formula B)> pairs, Func<Expression, Expression, GuardAnswer[]> judge)
    {
        var script = new StringBuilder(World);
        foreach (var (a, b) in pairs)
        {
            foreach (var question in new[] { a.True, $"(and {a.True} {b.True})", $"(and {a.True} (not {b.True}))" })
                script.Append("(push)(assert ").Append(question).Append(")(check-sat)(pop)\n");
        }

        var solved = SolverFactAttribute.Answers(script.ToString());
        Assert.Equal(3 * pairs.Count, solved.Length);
        var (open, wrong) = (0, new List<string>());
        for (var i = 0; i < pairs.Count; i++)
        {
            var answers = judge(Compiled(pairs[i].A), Compiled(pairs[i].B));
            for (var question = 0; question < 3; question++)
            {
                var solver = solved[(3 * i) + question];
                if (answers[question] == GuardAnswer.Unknown) open++;
                else if (solver != (answers[question] == GuardAnswer.Yes ? "sat" : "unsat"))
                    wrong.Add($"{question}: {pairs[i].A.Text} / {pairs[i].B.Text}: {answers[question]}, {solver}");
            }
        }

        return (solved.Length, open, wrong);
    }

    private static Expression Compiled(Formula formula) => Expression.Compile(formula.Text, Shop.Domain.Facts, FactType.Bool).ValueOrThrow();

    private static GuardAnswer Not(GuardAnswer answer) =>
        answer switch { GuardAnswer.Yes => GuardAnswer.No, GuardAnswer.No => GuardAnswer.Yes, _ => answer };

    /// <summary>A condition, and the formulas of when it is true and when it is false.</summary>
    private sealed record Formula(string Text, string True, string False);

    private sealed class Formulas(Random chance)
    {
        private static readonly string[] Operators = ["==", "!=", "<", "<=", ">", ">="];

        internal Formula Make(int depth)
        {
            if (depth == 0) return Leaf();
            var (a, b) = (Make(depth - 1), Make(depth - 1));
            switch (chance.Next(7))
            {
                case 0: return new($"!({a.Text})", a.False, a.True);
                case 1 or 2: return new($"({a.Text}) || ({b.Text})", $"(or {a.True} {b.True})", $"(and {a.False} {b.False})");
                case 3:
                    var c = Leaf();
                    return new($"(({c.Text}) ? ({a.Text}) : ({b.Text}))", Chosen(c, a.True, b.True), Chosen(c, a.False, b.False));
                default: return new($"({a.Text}) && ({b.Text})", $"(and {a.True} {b.True})", $"(or {a.False} {b.False})");
            }
        }

        private static string Chosen(Formula by, string yes, string no) => $"(or (and {by.True} {yes}) (and {by.False} {no}))";

        private Formula Leaf()
        {
            var (op, number) = (Operators[chance.Next(Operators.Length)], chance.Next(4));
            switch (chance.Next(9))
            {
                case 0: return new("b", "b", "(not b)");
                case 1: return Total($"s in ['a', 'b']", "(or (= s 1) (= s 2))");
                case 2:
                    var code = 1 + chance.Next(3);
                    return op is "==" or "!=" ? Total($"s {op} '{"abc"[code - 1]}'", Smt(op, "s", $"{code}")) : Total("n in [1, 3]", "(or (= n 1) (= n 3))");
                case 3: return Total($"n {op} m", Smt(op, "n", "m"));
                case 4: return Total($"p {op} money('{number}')", Smt(op, "p", $"{1_000 * number}"));
                case 5: return new($"has(x.o) && x.o {op} {number}", $"(and h {Smt(op, "o", $"{number}")})", $"(or (not h) (not {Smt(op, "o", $"{number}")}))");
                // The right side absorbs the error of the left, since it decides.
                case 6: return new($"(x.o {op} {number} && has(x.o))", $"(and h {Smt(op, "o", $"{number}")})", $"(or (not h) (not {Smt(op, "o", $"{number}")}))");
                case 7: return Known(op, number);
                default: return Total($"m {op} {number}", Smt(op, "m", $"{number}"));
            }
        }

        private static Formula Known(string op, int number) => new(
            $"(has(x.o) ? x.o {op} {number} : b)", $"(ite h {Smt(op, "o", $"{number}")} b)", $"(ite h (not {Smt(op, "o", $"{number}")}) (not b))");

        private static Formula Total(string text, string formula) => new(text, formula, $"(not {formula})");

        private static string Smt(string op, string a, string b) => op switch { "==" => $"(= {a} {b})", "!=" => $"(not (= {a} {b}))", _ => $"({op} {a} {b})" };
    }
}
