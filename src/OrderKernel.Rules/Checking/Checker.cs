using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Checking;

/// <summary>Resolves names to slots and finds the type of every part, so that evaluation never meets a type error.</summary>
internal sealed partial class Checker(FactSchema schema, Problems problems)
{
    private readonly List<FactType> _locals = [];

    private static readonly (Node, FactType) Failed = (new Node(NodeOp.Constant, 0), FactType.Never);

    internal (Node Node, FactType Type) Check(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.Constant: return (node, TypeOf(node.Value));
            case NodeOp.Variable: return Named(node);
            case NodeOp.Select: return Select(node);
            case NodeOp.Has: return Has(node);
            case NodeOp.Local: return (node, _locals[node.Slot]);
            case >= NodeOp.All and <= NodeOp.Transform: return Macro(node);
        }

        var children = new Node[node.Children.Length];
        var types = new FactType[children.Length];
        for (var i = 0; i < children.Length; i++) (children[i], types[i]) = Check(node.Children[i]);
        var resolved = node.With(children);
        return Computed(resolved, TypeOf(resolved, types));
    }

    // Requires the whole to have a type.
    internal void Require(Node node, FactType type, FactType? expected)
    {
        if (expected is not null && !type.Fits(expected)) Mismatch(node, type, expected.Name);
    }

    private static FactType TypeOf(ExpressionValue constant) => constant.Kind switch
    {
        ValueKind.Null => FactType.Null,
        ValueKind.Bool => FactType.Bool,
        ValueKind.Int => FactType.Int,
        ValueKind.Uint => FactType.Uint,
        ValueKind.Double => FactType.Double,
        ValueKind.String => FactType.String,
        ValueKind.Bytes => FactType.Bytes,
        ValueKind.Instant => FactType.Instant,
        ValueKind.Duration => FactType.Duration,
        ValueKind.Type => FactType.Type,
        _ => FactType.Money,
    };

    private (Node, FactType) Named(Node node)
    {
        if (schema.TrySlotOf(node.Path!, out var slot)) return Fact(node, slot);
        var isGroup = schema.IsGroup(node.Name);
        if (!isGroup && !node.Value.IsAbsent) return TypeNamed(node);
        return Unknown(node.Position, isGroup ? node.Name + "." : node.Name, isGroup ? node.Name : "", isGroup ? "" : node.Name);
    }

    private static (Node, FactType) TypeNamed(Node node) => (new Node(NodeOp.Constant, StartOf(node)) { Value = node.Value, Written = node }, FactType.Type);

    // Whether no part of a dotted name is declared.
    private bool IsFree(Node node) =>
        !schema.TrySlotOf(node.Path!, out _) && !schema.IsGroup(node.Path!) && (node.Op == NodeOp.Variable || IsFree(node.Children[0]));

    private (Node, FactType) Select(Node node)
    {
        if (node.Path is not null)
        {
            if (schema.TrySlotOf(node.Path, out var slot)) return Fact(node, slot);
            if (schema.IsGroup(node.Path)) return Unknown(node.Position, node.Path + ".", node.Path, "");
            var group = node.Children[0].Path!;
            if (schema.IsGroup(group)) return Unknown(node.Position, node.Path, group, node.Name);
            if (!node.Value.IsAbsent && IsFree(node)) return TypeNamed(node);
        }
        else if (node.Children[0].Path is { } holder && schema.IsGroup(holder)) return Unknown(node.Position, $"{holder}.{node.Name}", holder, node.Name);

        var (operand, type) = Check(node.Children[0]);
        var isOptional = type.Field(node.Name) is { IsOptional: true };
        return (new Node(NodeOp.Select, node.Position, operand) { Name = node.Name, Path = node.Path, IsOptionalField = isOptional },
            EntryOf(node, operand, type));
    }

    private (Node, FactType) Has(Node node)
    {
        if (node.Path is not null)
        {
            if (schema.TrySlotOf(node.Path, out var slot))
                return (new Node(NodeOp.HasFact, node.Position) { Name = node.Path, Slot = slot, IsRooted = IsRooted(node) }, FactType.Bool);
            var group = node.Children[0].Path!;
            if (schema.IsGroup(group)) return Unknown(node.Position, node.Path, group, node.Name);
        }

        var (operand, type) = Check(node.Children[0]);
        EntryOf(node, operand, type);
        return (node.With(operand), FactType.Bool);
    }

    private FactType EntryOf(Node node, Node operand, FactType type)
    {
        if (type == FactType.Never) return FactType.Never;
        if (type.Fields is { } fields)
        {
            if (type.Field(node.Name) is { } field) return field.Type;
            problems.Add(RulesCodes.UnknownField, node.Position, ("field", node.Name),
                ("suggestion", Suggestion.For(node.Name, [.. fields.Select(f => f.Path)])));
            return FactType.Never;
        }

        if (type.Kind == ValueKind.Map && type.Key!.MayEqual(FactType.String)) return type.Element!;
        Mismatch(operand, type, $"map with field {node.Name}");
        return FactType.Never;
    }

    private (Node, FactType) Fact(Node node, int slot)
    {
        var field = schema[slot];
        return (new Node(NodeOp.Fact, StartOf(node)) { Name = field.Path, Slot = slot, Declared = field.Type.Kind, IsRooted = IsRooted(node) }, field.Type);
    }

    private static bool IsRooted(Node node) => node.Op == NodeOp.Variable ? node.IsRooted : IsRooted(node.Children[0]);

    private static int StartOf(Node node) => node.Op == NodeOp.Select ? StartOf(node.Children[0]) : node.Position;

    private (Node, FactType) Unknown(int position, string field, string group, string word)
    {
        problems.Add(RulesCodes.UnknownField, position, ("field", field), ("suggestion", Suggestion.For(word, schema.NamesIn(group))));
        return Failed;
    }

    private FactType Mismatch(Node node, FactType found, string expected)
    {
        problems.Add(RulesCodes.TypeMismatch, node.Position, ("expression", Printer.Print(node)), ("found", found.Name), ("expected", expected));
        return FactType.Never;
    }
}
