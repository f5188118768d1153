using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>The types of macros: the variable has the type of the elements, or of the keys of a map.</summary>
internal sealed partial class Checker
{
    private (Node, FactType) Macro(Node node)
    {
        var (range, type) = Check(node.Children[0]);
        if (type != FactType.Never && type.Kind is not (ValueKind.List or ValueKind.Map)) type = Mismatch(range, type, "list or map");
        var element = type == FactType.Never ? type : type.Key ?? type.Element!;
        var children = new Node[node.Children.Length];
        children[0] = range;
        var given = FactType.Never;
        _locals.Add(element);
        for (var i = 1; i < children.Length; i++)
        {
            (children[i], given) = Check(node.Children[i]);
            var isCondition = node.Op != NodeOp.Transform || i < children.Length - 1;
            if (isCondition && !given.Fits(FactType.Bool)) Mismatch(children[i], given, FactType.Bool.Name);
        }

        _locals.RemoveAt(_locals.Count - 1);
        return (node.With(children), node.Op switch
        {
            NodeOp.Filter => FactType.ListOf(element),
            NodeOp.Transform => FactType.ListOf(given),
            _ => FactType.Bool,
        });
    }
}
