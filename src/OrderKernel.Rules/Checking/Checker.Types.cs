using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>The types of operators and functions.</summary>
internal sealed partial class Checker
{
    private FactType TypeOf(Node node, FactType[] types)
    {
        switch (node.Op)
        {
            case NodeOp.And or NodeOp.Or or NodeOp.Not:
                return All(node, types, FactType.Bool, FactType.Bool);
            case NodeOp.Conditional:
                return Conditional(node, types);
            case NodeOp.Equal or NodeOp.NotEqual:
                return types[0].MayEqual(types[1]) ? FactType.Bool : Mismatch(node.Children[1], types[1], types[0].Name);
            case NodeOp.Less or NodeOp.LessOrEqual or NodeOp.Greater or NodeOp.GreaterOrEqual:
                return Relation(node, types[0], types[1]);
            case NodeOp.In:
                return Membership(node, types[0], types[1]);
            case >= NodeOp.Add and <= NodeOp.Remainder:
                return Arithmetic(node, types[0], types[1]);
            case NodeOp.Negate:
                if (types[0] == FactType.Never || types[0].Kind is ValueKind.Int or ValueKind.Double or ValueKind.Money) return types[0];
                return Mismatch(node.Children[0], types[0], "int, double or money");
            case NodeOp.Index:
                return Index(node, types[0], types[1]);
            case NodeOp.List:
                return FactType.ListOf(types.Aggregate(FactType.Never, FactType.Join));
            case NodeOp.Map:
                return Map(node, types);
            case NodeOp.Size:
                if (types[0] == FactType.Never || types[0].Kind is ValueKind.String or ValueKind.Bytes or ValueKind.List or ValueKind.Map) return FactType.Int;
                return Mismatch(node.Children[0], types[0], "string, bytes, list or map");
            case NodeOp.StartsWith or NodeOp.EndsWith or NodeOp.Contains:
                return All(node, types, FactType.String, FactType.Bool);
            case NodeOp.Money:
                return All(node, types, FactType.String, FactType.Money);
            case NodeOp.Dyn:
                return FactType.Any;
            case NodeOp.TypeOf:
                return FactType.Type;
            case NodeOp.Matches:
                return All(node, types, FactType.String, FactType.Bool);
            case >= NodeOp.ToBool and <= NodeOp.ToUint:
                return Converted(node, types[0]);
            case >= NodeOp.Date and <= NodeOp.Milliseconds:
                return Moment(node, types);
            default:
                problems.Add(RulesCodes.UnknownFunction, node.Position, ("expression", Printer.Print(node)), ("suggestion", Suggestion.ForFunction(node)));
                return FactType.Never;
        }
    }

    private FactType All(Node node, FactType[] types, FactType required, FactType result)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (!types[i].Fits(required)) Mismatch(node.Children[i], types[i], required.Name);
        }

        return result;
    }

    private FactType Conditional(Node node, FactType[] types)
    {
        if (!types[0].Fits(FactType.Bool)) Mismatch(node.Children[0], types[0], FactType.Bool.Name);
        var joined = FactType.Join(types[1], types[2]);
        return joined != FactType.Any || types[1] == FactType.Any || types[2] == FactType.Any ? joined : Mismatch(node.Children[2], types[2], types[1].Name);
    }

    private FactType Relation(Node node, FactType a, FactType b)
    {
        if (a == FactType.Never || b == FactType.Never) return FactType.Bool;
        if (a.Kind is 0 or ValueKind.Null or ValueKind.List or ValueKind.Map or ValueKind.Type) return Mismatch(node.Children[0], a, "a type with an order");
        return a == b || (a.IsNumber && b.IsNumber) ? FactType.Bool : Mismatch(node.Children[1], b, a.Name);
    }

    private FactType Membership(Node node, FactType sought, FactType container)
    {
        if (container == FactType.Never) return FactType.Bool;
        if (container.Kind is not (ValueKind.List or ValueKind.Map)) return Mismatch(node.Children[1], container, $"list<{sought}> or map");
        var member = container.Key ?? container.Element!;
        return sought.MayEqual(member) ? FactType.Bool : Mismatch(node.Children[0], sought, member.Name);
    }

    private FactType Arithmetic(Node node, FactType a, FactType b)
    {
        if (a == FactType.Never || b == FactType.Never) return FactType.Never;
        if (node.Op == NodeOp.Multiply && ((a == FactType.Money && b == FactType.Int) || (a == FactType.Int && b == FactType.Money))) return FactType.Money;
        if (a.Kind == ValueKind.List && b.Kind == ValueKind.List && node.Op == NodeOp.Add) return FactType.Join(a, b);
        if (a.Kind is ValueKind.Instant or ValueKind.Duration) return Times(node, a, b);
        var isPermitted = a.Kind switch
        {
            ValueKind.Int or ValueKind.Uint => true,
            ValueKind.Double => node.Op != NodeOp.Remainder,
            ValueKind.Money => node.Op is NodeOp.Add or NodeOp.Subtract,
            ValueKind.String or ValueKind.Bytes => node.Op == NodeOp.Add,
            _ => false,
        };
        if (!isPermitted) return Mismatch(node.Children[0], a, $"an operand of {Printer.SignOf(node.Op)}");
        return a == b ? a : Mismatch(node.Children[1], b, a.Name);
    }

    private FactType Index(Node node, FactType container, FactType index)
    {
        if (container == FactType.Never) return FactType.Never;
        if (container.Kind is not (ValueKind.List or ValueKind.Map)) return Mismatch(node.Children[0], container, "list or map");
        var isFit = container.Kind == ValueKind.List
            ? index == FactType.Never || index.Kind is ValueKind.Int or ValueKind.Uint
            : index != FactType.Any && index.MayEqual(container.Key!) && index.Kind is not (ValueKind.Null or ValueKind.List or ValueKind.Map);
        return isFit ? container.Element! : Mismatch(node.Children[1], index, container.Key?.Name ?? FactType.Int.Name);
    }

    private FactType Map(Node node, FactType[] types)
    {
        var (key, value) = (FactType.Never, FactType.Never);
        for (var i = 0; i < types.Length; i += 2)
        {
            if (types[i] == FactType.Never || types[i].Kind is ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.String)
                key = FactType.Join(key, types[i]);
            else Mismatch(node.Children[i], types[i], "bool, int, uint or string");
            value = FactType.Join(value, types[i + 1]);
        }

        return FactType.MapOf(key, value);
    }
}
