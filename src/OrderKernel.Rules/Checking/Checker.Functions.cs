using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Patterns;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>The types of conversions and of what is asked of times; and what can be computed or found wrong before any evaluation.</summary>
internal sealed partial class Checker
{
    private FactType Converted(Node node, FactType from)
    {
        var (to, sources) = node.Op switch
        {
            NodeOp.ToBool => (FactType.Bool, new[] { FactType.Bool, FactType.String }),
            NodeOp.ToBytes => (FactType.Bytes, [FactType.Bytes, FactType.String]),
            NodeOp.ToDouble => (FactType.Double, [FactType.Double, FactType.Int, FactType.Uint, FactType.String]),
            NodeOp.ToDuration => (FactType.Duration, [FactType.Duration, FactType.String]),
            NodeOp.ToInt => (FactType.Int, [FactType.Int, FactType.Uint, FactType.Double, FactType.String, FactType.Instant]),
            NodeOp.ToTimestamp => (FactType.Instant, [FactType.Instant, FactType.String, FactType.Int]),
            NodeOp.ToUint => (FactType.Uint, [FactType.Uint, FactType.Int, FactType.Double, FactType.String]),
            _ => (FactType.String, [FactType.String, FactType.Bool, FactType.Int, FactType.Uint, FactType.Double, FactType.Bytes, FactType.Instant,
                FactType.Duration]),
        };
        if (from != FactType.Never && !sources.Contains(from)) Mismatch(node.Children[0], from, Listed(sources));
        return to;
    }

    private static string Listed(FactType[] types) =>
        types.Length == 1 ? types[0].Name : $"{string.Join(", ", types.Take(types.Length - 1).Select(t => t.Name))} or {types[^1].Name}";

    // Lengths of time have hours to milliseconds, and no time zone.
    private FactType Moment(Node node, FactType[] types)
    {
        var isOfLength = types.Length == 1 && types[0] == FactType.Duration && node.Op >= NodeOp.Hours;
        if (!isOfLength && !types[0].Fits(FactType.Instant))
        {
            var expected = types.Length == 1 && node.Op >= NodeOp.Hours ? Listed([FactType.Instant, FactType.Duration]) : FactType.Instant.Name;
            Mismatch(node.Children[0], types[0], expected);
        }

        if (types.Length == 2 && !types[1].Fits(FactType.String)) Mismatch(node.Children[1], types[1], FactType.String.Name);
        return FactType.Int;
    }

    private FactType Times(Node node, FactType a, FactType b)
    {
        var isSum = node.Op == NodeOp.Add;
        if (node.Op is not (NodeOp.Add or NodeOp.Subtract)) return Mismatch(node.Children[0], a, $"an operand of {Printer.SignOf(node.Op)}");
        if (a == FactType.Duration)
        {
            if (b == FactType.Duration || (b == FactType.Instant && isSum)) return b;
            return Mismatch(node.Children[1], b, isSum ? Listed([FactType.Duration, FactType.Instant]) : FactType.Duration.Name);
        }

        if (b == FactType.Duration) return FactType.Instant;
        if (b == FactType.Instant && !isSum) return FactType.Duration;
        return Mismatch(node.Children[1], b, isSum ? FactType.Duration.Name : Listed([FactType.Duration, FactType.Instant]));
    }

    // A conversion of a constant is computed once; one that can never be, a zone that there is not and a pattern that is none are reported.
    private (Node, FactType) Computed(Node node, FactType type)
    {
        var last = node.Children.Length == 0 ? node : node.Children[^1];
        if (last.Op != NodeOp.Constant) return (node, type);
        if (node.Op is >= NodeOp.ToBool and <= NodeOp.ToUint)
        {
            var value = Conversions.Convert(node, last.Value);
            if (!value.IsError) return (new Node(NodeOp.Constant, node.Position) { Value = value, Written = node }, type);
            if ((Fault)value.Extra == Fault.ConversionInvalid) problems.Add(RulesCodes.ConversionInvalid, node.Position, ("expression", Printer.Print(node)));
        }
        else if (node.IsMoment && node.Children.Length == 2 && last.Value.Kind == ValueKind.String && !Calendar.IsZone(last.Value.Characters))
            problems.Add(RulesCodes.UnknownTimeZone, last.Position, ("expression", Printer.Print(node)));
        else if (node.Op == NodeOp.Matches && last.Value.Kind == ValueKind.String && node.Pattern is null
            && Pattern.TryParse(last.Value.Characters, out var problem) is null)
            problems.Add(last.Position, problem!.ToReason(last.Position + 1));
        return (node, type);
    }
}
