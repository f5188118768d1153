using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>Reports optional facts that are read where nothing assures that they are there.</summary>
internal static class OptionalReads
{
    internal static void Check(Node node, FactSchema schema, HashSet<int> assured, Problems problems)
    {
        switch (node.Op)
        {
            case NodeOp.Fact:
                if (schema[node.Slot].IsOptional && !assured.Contains(node.Slot)) problems.Add(RulesCodes.OptionalFieldNeedsHas, node.Position, ("field", node.Name));
                break;
            case NodeOp.And or NodeOp.Or:
                var inside = Join(assured, Assurance.Of(node, node.Op == NodeOp.And));
                foreach (var child in node.Children) Check(child, schema, inside, problems);
                break;
            case NodeOp.Conditional:
                var condition = node.Children[0];
                Check(condition, schema, assured, problems);
                Check(node.Children[1], schema, Join(assured, Assurance.Of(condition, true)), problems);
                Check(node.Children[2], schema, Join(assured, Assurance.Of(condition, false)), problems);
                break;
            default:
                foreach (var child in node.Children) Check(child, schema, assured, problems);
                break;
        }
    }

    private static HashSet<int> Join(HashSet<int> a, HashSet<int> b) => b.IsSubsetOf(a) ? a : [.. a, .. b];
}
