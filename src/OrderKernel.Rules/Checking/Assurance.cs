using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>Which optional facts and fields an outcome assures: when such a one is absent, the node ends in the other outcome, never in an error.</summary>
/// <remarks>
/// Because <c>&amp;&amp;</c> and <c>||</c> absorb errors on either side, what one operand assures protects all the others, whatever their order.
/// </remarks>
internal static class Assurance
{
    private static readonly HashSet<string> None = new(StringComparer.Ordinal);

    internal static HashSet<string> Of(Node node, bool outcome) => node.Op switch
    {
        NodeOp.HasFact when outcome => [FactKey(node.Name)],
        NodeOp.Has when outcome && FieldKey(node.Children[0], node.Name) is { } key => [key],
        NodeOp.Not => Of(node.Children[0], !outcome),
        NodeOp.And => outcome ? Any(node, true) : All(node, false),
        NodeOp.Or => outcome ? All(node, true) : Any(node, false),
        _ => None,
    };

    internal static string FactKey(string path) => "/" + path;

    // A field of a record is known again by its way from a fact or a macro's variable; null when it has no such way.
    internal static string? FieldKey(Node record, string field) => KeyOf(record) is { } key ? $"{key}/{field}" : null;

    private static string? KeyOf(Node node) => node.Op switch
    {
        NodeOp.Fact => FactKey(node.Name),
        NodeOp.Local => $"{node.Slot}",
        NodeOp.Select => FieldKey(node.Children[0], node.Name),
        NodeOp.Index when node.Children[1].Op == NodeOp.Constant && KeyOf(node.Children[0]) is { } key => $"{key}[{node.Children[1].Value}]",
        _ => null,
    };

    private static HashSet<string> Any(Node node, bool outcome)
    {
        var assured = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in node.Children) assured.UnionWith(Of(child, outcome));
        return assured;
    }

    private static HashSet<string> All(Node node, bool outcome)
    {
        var assured = new HashSet<string>(Of(node.Children[0], outcome), StringComparer.Ordinal);
        foreach (var child in node.Children) assured.IntersectWith(Of(child, outcome));
        return assured;
    }
}
