using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>The most work that an evaluation can spend: the evaluator's own measure, with the largest values and the dearest way through.</summary>
/// <remarks>Law: no evaluation on facts within the sizes spends more.</remarks>
internal sealed class CostBound(FactSchema schema, FactSizes sizes)
{
    private readonly List<Extent> _locals = [];

    internal static long Of(Node node, FactSchema schema, FactSizes sizes) => new CostBound(schema, sizes).Bound(node).Cost;

    private (long Cost, Extent Extent) Bound(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.Constant: return (1, Extent.Of(node.Value));
            case NodeOp.Fact: return (1, FactOf(node.Slot));
            case NodeOp.HasFact: return (1, Extent.Scalar);
            case NodeOp.Local: return (1, _locals[node.Slot]);
            case NodeOp.Conditional: return Conditional(node);
            case >= NodeOp.All and <= NodeOp.Transform: return Macro(node);
        }

        var cost = 1L;
        var parts = new Extent[node.Children.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            (var part, parts[i]) = Bound(node.Children[i]);
            cost = Work.Plus(cost, part);
        }

        var extent = ExtentOf(node, parts);
        return (Work.Plus(cost, OwnCost(node, parts, extent)), extent);
    }

    private Extent FactOf(int slot)
    {
        var (characters, elements) = sizes.Of(schema[slot].Path);
        return Extent.Of(schema[slot].Type, characters, elements);
    }

    // Beside its operands; what is built counts by its weight.
    private static long OwnCost(Node node, Extent[] parts, Extent extent) => node.Op switch
    {
        NodeOp.And or NodeOp.Or or NodeOp.Select or NodeOp.Has => 0,
        NodeOp.List or NodeOp.Map => extent.Weight,
        >= NodeOp.Add and <= NodeOp.Remainder => Work.Plus(Work.Of(node, parts[0].Weight, parts[1].Weight), extent.Weight),
        NodeOp.Matches when node.Pattern is null => Work.OfComputed(parts[0].Weight, parts[1].Weight),
        _ when parts.Length == 1 => Work.Of(node.Op, parts[0].Weight),
        _ => Work.Of(node, parts[0].Weight, parts[1].Weight),
    };

    private static Extent ExtentOf(Node node, Extent[] parts) => node.Op switch
    {
        NodeOp.List => Extent.Of(parts),
        NodeOp.Map => Extent.OfEntries(parts),
        NodeOp.Select => parts[0].Field(node.Name),
        NodeOp.Index => parts[0].Element ?? Extent.Scalar,
        NodeOp.Add => Extent.Concatenated(parts[0], parts[1]),
        NodeOp.Dyn => parts[0],
        NodeOp.ToText => Extent.AsText(parts[0]),
        NodeOp.ToBytes => Extent.AsBytes(parts[0]),
        _ => Extent.Scalar,
    };

    private (long, Extent) Conditional(Node node)
    {
        var ((condition, _), (then, first), (otherwise, second)) = (Bound(node.Children[0]), Bound(node.Children[1]), Bound(node.Children[2]));
        return (Work.Plus(Work.Plus(1, condition), Math.Max(then, otherwise)), Extent.Join(first, second));
    }

    private (long, Extent) Macro(Node node)
    {
        var (cost, range) = Bound(node.Children[0]);
        var element = range.Key ?? range.Element ?? Extent.Scalar;
        _locals.Add(element);
        var (each, last) = (0L, Extent.Scalar);
        for (var i = 1; i < node.Children.Length; i++)
        {
            (var part, last) = Bound(node.Children[i]);
            each = Work.Plus(each, part);
        }

        _locals.RemoveAt(_locals.Count - 1);
        cost = Work.Plus(Work.Plus(1, cost), Work.Times(range.Count, each));
        if (node.Op is not (NodeOp.Filter or NodeOp.Transform)) return (cost, Extent.Scalar);
        var list = Extent.OfList(range.Count, node.Op == NodeOp.Filter ? element : last);
        return (Work.Plus(cost, list.Weight), list);
    }
}
