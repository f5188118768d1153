using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>Reports optional facts and fields that are read where nothing assures that they are there.</summary>
internal sealed class OptionalReads(FactSchema schema, Problems problems)
{
    internal void Check(Node node, HashSet<string> assured)
    {
        switch (node.Op)
        {
            case NodeOp.Fact:
                if (schema[node.Slot].IsOptional) Require(node, Assurance.FactKey(node.Name), assured);
                break;
            case NodeOp.And or NodeOp.Or:
                var inside = Join(assured, Assurance.Of(node, node.Op == NodeOp.And));
                foreach (var child in node.Children) Check(child, inside);
                break;
            case NodeOp.Conditional or NodeOp.Transform when node.Children.Length == 3:
                Choice(node, assured);
                break;
            default:
                if (node.IsOptionalField) Require(node, Assurance.FieldKey(node.Children[0], node.Name), assured);
                foreach (var child in node.Children) Check(child, assured);
                break;
        }
    }

    private void Choice(Node node, HashSet<string> assured)
    {
        var condition = node.Children[node.IsMacro ? 1 : 0];
        Check(node.Children[0], assured);
        if (node.IsMacro) Check(condition, assured);
        else Check(node.Children[1], Join(assured, Assurance.Of(condition, true)));
        Check(node.Children[2], Join(assured, Assurance.Of(condition, node.IsMacro)));
    }

    private void Require(Node node, string? key, HashSet<string> assured)
    {
        if (key is null || !assured.Contains(key)) problems.Add(RulesCodes.OptionalFieldNeedsHas, node.Position, ("field", Printer.Print(node)));
    }

    private static HashSet<string> Join(HashSet<string> a, HashSet<string> b) => b.IsSubsetOf(a) ? a : new(a.Concat(b), StringComparer.Ordinal);
}
