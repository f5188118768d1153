using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Explaining;

/// <summary>One way to decide a leaf the other way: a subject that takes another value.</summary>
/// <param name="Leaf">The comparison, or whatever else is true or false and has no such parts.</param>
/// <param name="Subject">The part that takes the value.</param>
/// <param name="From">What it is.</param>
/// <param name="To">What it would be; absent when a fact would not be there.</param>
/// <param name="Outcome">What the leaf would be.</param>
internal sealed record Turn(Node Leaf, Node Subject, ExpressionValue From, ExpressionValue To, bool Outcome)
{
    /// <summary>The tree with the value in place of the subject, wherever the subject stands.</summary>
    internal Node AppliedTo(Node node)
    {
        if (IsSubject(node)) return Constant(node, To);
        // Asking for a fact that now has a value.
        if (node.Op == NodeOp.HasFact && Subject.Op == NodeOp.Fact && node.Slot == Subject.Slot) return Constant(node, ExpressionValue.Of(true));
        if (node.Children.Length == 0) return node;
        Node[]? changed = null;
        for (var i = 0; i < node.Children.Length; i++)
        {
            var child = AppliedTo(node.Children[i]);
            if (ReferenceEquals(child, node.Children[i])) continue;
            changed ??= (Node[])node.Children.Clone();
            changed[i] = child;
        }

        return changed is null ? node : node.With(changed);
    }

    private bool IsSubject(Node node) => ReferenceEquals(node, Subject) || (node.Op == Subject.Op && node.Height == Subject.Height && node.Op switch
    {
        NodeOp.Fact or NodeOp.HasFact => node.Slot == Subject.Slot,
        NodeOp.Local => false,
        _ => Printer.Print(node) == Printer.Print(Subject),
    });

    private static Node Constant(Node node, ExpressionValue value) => new(NodeOp.Constant, node.Position) { Value = value };
}
