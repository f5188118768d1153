using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>
/// A condition made ready to be asked often: its terms in the order in which they are looked at, each with the one that follows when it holds and when it
/// does not. Immutable.
/// </summary>
/// <remarks>
/// The second speed of <see cref="Evaluator"/>, for <see cref="Expression.Holds"/>: most rules compare facts with constants, and of those nothing but the
/// truth is wanted. The first term that errs ends it, for another that decides may stand behind: then the evaluator has to be asked.
/// Law: it is true and false where the evaluator gives true and false, and errs at least where the evaluator gives an error.
/// </remarks>
internal sealed class Condition
{
    private readonly Term[] _terms;

    private Condition(Term[] terms) => _terms = terms;

    /// <summary>The condition of a checked node of type bool; null where macros need a frame.</summary>
    internal static Condition? Of(Node node)
    {
        if (node.Locals != 0) return null;
        var terms = new List<Term>();
        Lay(node, Term.Holds, Term.Fails, terms);
        // Laid from the last to the first, so that each knew where those that follow it begin.
        var last = terms.Count - 1;
        terms.Reverse();
        return new(terms.Select(t => t with { IfTrue = Turned(t.IfTrue), IfFalse = Turned(t.IfFalse) }).ToArray());

        int Turned(int at) => at < 0 ? at : last - at;
    }

    internal Truth Test(IFacts facts) => facts is FactValues values ? Run(new SlotSource(values)) : Run(new FactSource(facts));

    internal Truth Test<T>(FactTable<T> table, T thing) => Run(new TableSource<T>(table, thing));

    // A body for each source, so that what is read is looked at where it lies.
    private Truth Run<TSource>(TSource facts) where TSource : struct, ISource
    {
        var at = 0;
        do
        {
            ref readonly var term = ref _terms[at];
            var truth = term.Test(in facts);
            if (truth == Truth.Errs) return truth;
            at = truth == Truth.True ? term.IfTrue : term.IfFalse;
        }
        while (at >= 0);
        return at == Term.Holds ? Truth.True : Truth.False;
    }

    // Returns where the node begins: the place in the reversed list.
    private static int Lay(Node node, int ifTrue, int ifFalse, List<Term> terms)
    {
        switch (node.Op)
        {
            case NodeOp.And:
                for (var i = node.Children.Length - 1; i >= 0; i--) ifTrue = Lay(node.Children[i], ifTrue, ifFalse, terms);
                return ifTrue;
            case NodeOp.Or:
                for (var i = node.Children.Length - 1; i >= 0; i--) ifFalse = Lay(node.Children[i], ifTrue, ifFalse, terms);
                return ifFalse;
            case NodeOp.Not:
                return Lay(node.Children[0], ifFalse, ifTrue, terms);
            case NodeOp.Conditional:
                var no = Lay(node.Children[2], ifTrue, ifFalse, terms);
                var yes = Lay(node.Children[1], ifTrue, ifFalse, terms);
                return Lay(node.Children[0], yes, no, terms);
            default:
                terms.Add(Term.Of(node) with { IfTrue = ifTrue, IfFalse = ifFalse });
                return terms.Count - 1;
        }
    }
}
