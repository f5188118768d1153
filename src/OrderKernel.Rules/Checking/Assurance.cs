using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>Which optional facts an outcome assures: when such a fact is absent, the node ends in the other outcome, never in an error.</summary>
/// <remarks>Because <c>&amp;&amp;</c> and <c>||</c> absorb errors on either side, what one operand assures protects all the others, whatever their order.</remarks>
internal static class Assurance
{
    private static readonly HashSet<int> None = [];

    internal static HashSet<int> Of(Node node, bool outcome) => node.Op switch
    {
        NodeOp.HasFact when outcome => [node.Slot],
        NodeOp.Not => Of(node.Children[0], !outcome),
        NodeOp.And => outcome ? Any(node, true) : All(node, false),
        NodeOp.Or => outcome ? All(node, true) : Any(node, false),
        _ => None,
    };

    private static HashSet<int> Any(Node node, bool outcome)
    {
        var assured = new HashSet<int>();
        foreach (var child in node.Children) assured.UnionWith(Of(child, outcome));
        return assured;
    }

    private static HashSet<int> All(Node node, bool outcome)
    {
        var assured = new HashSet<int>(Of(node.Children[0], outcome));
        foreach (var child in node.Children) assured.IntersectWith(Of(child, outcome));
        return assured;
    }
}
