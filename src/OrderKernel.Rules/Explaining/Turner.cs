using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Explaining;

/// <summary>Finds the fewest comparisons that, decided the other way, turn a verdict.</summary>
/// <remarks>
/// One and two are looked for in all ways, so that one fact may turn several comparisons; more are chosen along the tree, and each that is not needed is
/// dropped. Whatever is found was tried. The work is that of one evaluation at most: beyond it nothing is found.
/// </remarks>
internal sealed class Turner
{
    private const int PairsMax = 48;

    private readonly IFacts? _facts;
    private readonly IReadOnlyDictionary<string, ExpressionValue>? _bindings;
    private readonly Frame _frame;
    private readonly Dictionary<Node, List<Turn>> _turns = [];
    private readonly Dictionary<Node, ExpressionValue> _values = [];
    private readonly Node _root;
    private readonly bool _wanted;

    private Turner(Node root, bool wanted, IFacts? facts, IReadOnlyDictionary<string, ExpressionValue>? bindings) =>
        (_root, _wanted, _facts, _bindings, _frame) = (root, wanted, facts, bindings, new Frame(root.Locals));

    internal static IReadOnlyList<Turn> Of(Node root, in ExpressionValue verdict, IFacts? facts, IReadOnlyDictionary<string, ExpressionValue>? bindings)
    {
        if (verdict.Kind != ValueKind.Bool) return [];
        var turner = new Turner(root, verdict.IsFalse, facts, bindings);
        var found = turner.Search();
        return turner._frame.IsSpent ? [] : found;
    }

    private Turn[] Search()
    {
        Enter(_root);
        var all = _turns.Values.SelectMany(t => t).ToArray();
        foreach (var turn in all)
        {
            if (Turned(turn)) return [turn];
        }

        for (var i = 0; i < all.Length && all.Length <= PairsMax; i++)
        {
            for (var j = i + 1; j < all.Length; j++)
            {
                if (Turned(all[i], all[j])) return [all[i], all[j]];
            }
        }

        return Planned();
    }

    // Along the tree, then without what is not needed.
    private Turn[] Planned()
    {
        if (Plan(_root, _wanted) is not { } plan) return [];
        var chosen = plan.Distinct().ToList();
        if (!Turned([.. chosen])) return [];
        // One that is dropped may make another needless that was passed over.
        for (var i = 0; i < chosen.Count && chosen.Count > 1; i++)
        {
            var fewer = chosen.Where((_, k) => k != i).ToArray();
            if (!Turned(fewer)) continue;
            chosen.RemoveAt(i);
            i = -1;
        }

        return [.. chosen];
    }

    private void Enter(Node node)
    {
        if (_frame.IsSpent) return;
        if (node.Op is NodeOp.And or NodeOp.Or or NodeOp.Not or NodeOp.Conditional)
        {
            foreach (var child in node.Children) Enter(child);
        }
        else if (node.Op != NodeOp.Constant && !_turns.ContainsKey(node)) _turns.Add(node, new Turns(Evaluator()).Of(node));
    }

    // The fewest turns that give a part an outcome, as far as parts do not depend on one another; null when none are known.
    private List<Turn>? Plan(Node node, bool outcome)
    {
        var value = ValueOf(node);
        if (value.Kind == ValueKind.Bool && value.IsTrue == outcome) return [];
        switch (node.Op)
        {
            case NodeOp.Not: return Plan(node.Children[0], !outcome);
            case NodeOp.And or NodeOp.Or: return outcome == (node.Op == NodeOp.And) ? All(node, outcome) : Fewest(node.Children.Select(c => Plan(c, outcome)));
            case NodeOp.Conditional:
                return Fewest([Both(node.Children[0], true, node.Children[1], outcome), Both(node.Children[0], false, node.Children[2], outcome)]);
            default: return _turns.TryGetValue(node, out var turns) && turns.Find(t => t.Outcome == outcome) is { } turn ? [turn] : null;
        }
    }

    private List<Turn>? All(Node node, bool outcome)
    {
        var all = new List<Turn>();
        foreach (var child in node.Children)
        {
            if (Plan(child, outcome) is not { } plan) return null;
            all.AddRange(plan);
        }

        return all;
    }

    private List<Turn>? Both(Node condition, bool chosen, Node branch, bool outcome) =>
        Plan(condition, chosen) is { } first && Plan(branch, outcome) is { } second ? [.. first, .. second] : null;

    private static List<Turn>? Fewest(IEnumerable<List<Turn>?> plans) => plans.Where(p => p is not null).OrderBy(p => p!.Count).FirstOrDefault();

    private ExpressionValue ValueOf(Node node)
    {
        if (_values.TryGetValue(node, out var known)) return known;
        var value = Evaluator().Evaluate(node);
        _values.Add(node, value);
        return value;
    }

    private bool Turned(params Turn[] turns)
    {
        if (!_frame.Spend(_root.Size * turns.Length)) return false;
        var turned = _root;
        foreach (var turn in turns) turned = turn.AppliedTo(turned);
        var value = Evaluator().Evaluate(turned);
        return value.Kind == ValueKind.Bool && value.IsTrue == _wanted && !_frame.IsSpent;
    }

    private Evaluator Evaluator() => new(_facts, _bindings, _frame);
}
