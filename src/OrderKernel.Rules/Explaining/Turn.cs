using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Explaining;

/// <summary>One way to decide a leaf the other way: a subject that takes another value.</summary>
/// <param name="leaf">The comparison, or whatever else is true or false and has no such parts.</param>
/// <param name="subject">The part that takes the value.</param>
/// <param name="from">What it is.</param>
/// <param name="to">What it would be; absent when a fact would not be there.</param>
/// <param name="outcome">What the leaf would be.</param>
internal sealed class Turn(Node leaf, Node subject, ExpressionValue from, ExpressionValue to, bool outcome)
{
    private string? _text;

    internal Node Leaf { get; } = leaf;

    internal Node Subject { get; } = subject;

    internal ExpressionValue From { get; } = from;

    internal ExpressionValue To { get; } = to;

    internal bool Outcome { get; } = outcome;

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
        _ => Printer.Print(node) == (_text ??= Printer.Print(Subject)),
    });

    private static Node Constant(Node node, ExpressionValue value) => new(NodeOp.Constant, node.Position) { Value = value };
}
