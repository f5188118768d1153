using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Explaining;

/// <summary>Finds the ways to decide a leaf the other way.</summary>
internal sealed class Turns(Evaluator evaluator)
{
    private const int MembersMax = 4;

    /// <summary>All ways that are known, the plainest first; none for a leaf that errs for no want of a fact.</summary>
    internal List<Turn> Of(Node leaf)
    {
        var found = new List<Turn>();
        var value = evaluator.Evaluate(leaf);
        foreach (var outcome in value.Kind == ValueKind.Bool ? [value.IsFalse] : new[] { true, false })
        {
            if (leaf.Op is >= NodeOp.Equal and <= NodeOp.GreaterOrEqual) Comparison(leaf, outcome, found);
            else if (leaf.Op == NodeOp.In) Membership(leaf, outcome, found);
            else if (leaf.Op is NodeOp.StartsWith or NodeOp.EndsWith or NodeOp.Contains or NodeOp.Matches) OfText(leaf, outcome, found);
            else if (leaf.Op == NodeOp.Fact && leaf.Declared == ValueKind.Bool && IsAbsent(leaf))
                found.Add(new(leaf, leaf, default, ExpressionValue.Of(outcome), outcome));
        }

        if (found.Count == 0 && value.Kind == ValueKind.Bool) found.Add(new(leaf, leaf, value, ExpressionValue.Of(value.IsFalse), value.IsFalse));
        return found;
    }

    private void Comparison(Node leaf, bool outcome, List<Turn> found)
    {
        var (left, right) = (leaf.Children[0], leaf.Children[1]);
        // A plain read can change by itself, what is computed only with something that it is computed of.
        var isRightPlainer = IsRead(right) && !IsRead(left);
        Side(leaf, isRightPlainer ? right : left, isRightPlainer ? left : right, isRightPlainer ? Mirrored(leaf.Op) : leaf.Op, outcome, found);
        Side(leaf, isRightPlainer ? left : right, isRightPlainer ? right : left, isRightPlainer ? leaf.Op : Mirrored(leaf.Op), outcome, found);
    }

    private void Side(Node leaf, Node subject, Node other, NodeOp relation, bool outcome, List<Turn> found)
    {
        if (!Reads(subject) || (!IsRead(subject) && found.Count > 0) || evaluator.Evaluate(other) is not { IsError: false } bound) return;
        if (!TryValue(subject, out var value, out var kind)) return;
        var to = Nearest.Of(relation, value, kind, bound, outcome);
        if (!to.IsAbsent) found.Add(new(leaf, subject, value, to, outcome));
    }

    private void Membership(Node leaf, bool outcome, List<Turn> found)
    {
        var (subject, list) = (leaf.Children[0], evaluator.Evaluate(leaf.Children[1]));
        if (list.Kind != ValueKind.List || !Reads(subject) || !TryValue(subject, out var value, out var kind)) return;
        var members = list.Elements;
        if (!outcome)
        {
            if (Nearest.Other(kind, members) is { IsAbsent: false } other) found.Add(new(leaf, subject, value, other, false));
            return;
        }

        foreach (var member in members.Where(m => m.Kind == kind).Take(MembersMax)) found.Add(new(leaf, subject, value, member, true));
    }

    private void OfText(Node leaf, bool outcome, List<Turn> found)
    {
        var (subject, part) = (leaf.Children[0], evaluator.Evaluate(leaf.Children[1]));
        if (part.Kind != ValueKind.String || !Reads(subject) || !TryValue(subject, out var value, out _)) return;
        var to = ExpressionValue.Of(outcome ? part.Characters : "");
        var turned = new Node(leaf.Op, leaf.Position, Constant(to), Constant(part)) { Name = leaf.Name, IsMember = leaf.IsMember, Pattern = leaf.Pattern };
        if (evaluator.Evaluate(turned) is { Kind: ValueKind.Bool } result && result.IsTrue == outcome) found.Add(new(leaf, subject, value, to, outcome));

        Node Constant(ExpressionValue constant) => new(NodeOp.Constant, leaf.Position) { Value = constant };
    }

    // What a subject is and of which kind; an absent fact has the kind that it was declared with.
    private bool TryValue(Node subject, out ExpressionValue value, out ValueKind kind)
    {
        value = evaluator.Evaluate(subject);
        kind = value.Kind;
        if (!value.IsError) return true;
        var isAbsent = IsAbsent(subject);
        (value, kind) = (default, subject.Declared);
        return isAbsent;
    }

    private bool IsAbsent(Node node) => node.Op == NodeOp.Fact && evaluator.Evaluate(node) is { IsError: true } error && (Fault)error.Extra == Fault.FactAbsent;

    private static bool IsRead(Node node) => node.Op is NodeOp.Fact or NodeOp.Variable or NodeOp.Select or NodeOp.Index && Reads(node);

    private static bool Reads(Node node) => node.Op is NodeOp.Fact or NodeOp.Variable || Array.Exists(node.Children, Reads);

    private static NodeOp Mirrored(NodeOp relation) => relation switch
    {
        NodeOp.Less => NodeOp.Greater,
        NodeOp.LessOrEqual => NodeOp.GreaterOrEqual,
        NodeOp.Greater => NodeOp.Less,
        NodeOp.GreaterOrEqual => NodeOp.LessOrEqual,
        _ => relation,
    };
}
