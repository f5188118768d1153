using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Analysis;

/// <summary>
/// Takes conditions apart into atoms over unknowns. What is not followed becomes an
/// unknown of its own, so that nothing is claimed that its meaning could belie.
/// </summary>
internal sealed class Abstraction(FactSchema schema)
{
    private const int SamplesMax = 4_096;
    private readonly Dictionary<string, Atom> _atoms = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, Atom> _byNode = [];
    private readonly Dictionary<string, Unknown> _computed = new(StringComparer.Ordinal);
    private readonly Unknown?[] _facts = new Unknown?[schema.Fields.Count];

    internal List<Unknown> Unknowns { get; } = [];

    internal int Slots => schema.Fields.Count + _computed.Count;

    /// <summary>True when some unknown could not be sampled in full: then nothing is known not to be.</summary>
    internal bool IsPartial { get; private set; }

    internal void Enter(Node node)
    {
        if (node.Op is NodeOp.And or NodeOp.Or or NodeOp.Not or NodeOp.Conditional)
        {
            foreach (var child in node.Children) Enter(child);
        }
        else if (node.Op != NodeOp.Constant) AtomOf(node);
    }

    internal Atom AtomOf(Node node)
    {
        if (_byNode.TryGetValue(node, out var atom)) return atom;
        var text = Printer.Print(node);
        if (!_atoms.TryGetValue(text, out atom)) _atoms.Add(text, atom = Relation(node) ?? Membership(node) ?? Asked(node) ?? Opaque(node));
        _byNode.Add(node, atom);
        return atom;
    }

    // Once all conditions are entered: chooses samples and evaluates what depends on a single unknown.
    internal void Sample(ref long work)
    {
        foreach (var group in Unknowns.GroupBy(u => u.Root()))
        {
            var members = group.ToArray();
            var samples = Samples.Of(group.Key.Kind, members.SelectMany(m => m.Constants), members.SelectMany(m => m.Prefixes), members.Length);
            IsPartial |= samples is null || samples.Count > SamplesMax;
            foreach (var member in members)
            {
                IEnumerable<ExpressionValue> chosen = samples ?? [];
                member.Samples = [.. chosen.Take(SamplesMax), .. member.MayBeAbsent ? new ExpressionValue[1] : []];
            }
        }

        var values = new Assignment(Slots);
        var evaluator = new Evaluator(values, null, null);
        foreach (var atom in _atoms.Values)
        {
            if (atom.Unknowns is not [var unknown]) continue;
            atom.Ends = new Outcome[unknown.Samples.Length];
            for (var i = 0; i < atom.Ends.Length; i++)
            {
                work -= 1 + atom.Node.Children.Length + (atom.Node.Op == NodeOp.In ? atom.Node.Children[1].Children.Length : 0);
                values.Values[unknown.Slot] = unknown.Samples[i];
                atom.Ends[i] = work < 0 ? Outcome.Error : Outcomes.Of(evaluator.Evaluate(atom.Node));
            }
        }
    }

    private Atom? Relation(Node node)
    {
        if (node.Op is not (>= NodeOp.Equal and <= NodeOp.GreaterOrEqual)) return null;
        var (left, right) = (node.Children[0], node.Children[1]);
        if (right.Op == NodeOp.Constant) return Compared(left, right.Value) is { } unknown ? new(node.With(Read(left, unknown), right), [unknown]) : null;
        if (left.Op == NodeOp.Constant) return Compared(right, left.Value) is { } unknown ? new(node.With(left, Read(right, unknown)), [unknown]) : null;
        if (KindOf(left) is not { } kind || kind == ValueKind.Bool || KindOf(right) != kind) return null;
        var (a, b) = (TermOf(left, kind), TermOf(right, kind));
        a.Link(b);
        return new(node.With(Read(left, a), Read(right, b)), a == b ? [a] : [a, b]);
    }

    private Atom? Membership(Node node)
    {
        if (node.Op == NodeOp.StartsWith && node.Children[1].Op == NodeOp.Constant && KindOf(node.Children[0]) == ValueKind.String)
        {
            var text = TermOf(node.Children[0], ValueKind.String);
            text.Prefixes.Add(node.Children[1].Value.Characters);
            return new(node.With(Read(node.Children[0], text), node.Children[1]), [text]);
        }

        if (node.Op != NodeOp.In || node.Children[1] is not { Op: NodeOp.List } list || !Array.TrueForAll(list.Children, c => c.Op == NodeOp.Constant))
            return null;
        if (KindOf(node.Children[0]) is not { } kind || !Array.TrueForAll(list.Children, c => Fits(kind, c.Value.Kind))) return null;
        var unknown = TermOf(node.Children[0], kind);
        unknown.Constants.AddRange(list.Children.Select(c => c.Value));
        return new(node.With(Read(node.Children[0], unknown), list), [unknown]);
    }

    private Atom? Asked(Node node) => node.Op switch
    {
        NodeOp.HasFact => new(node, [FactOf(node.Slot)]),
        NodeOp.Fact when node.Declared == ValueKind.Bool => new(node, [FactOf(node.Slot)]),
        _ => null,
    };

    private Atom Opaque(Node node)
    {
        var unknown = TermOf(node, ValueKind.Bool);
        return new(Read(node, unknown), [unknown]);
    }

    private Unknown? Compared(Node term, ExpressionValue constant)
    {
        if (KindOf(term) is not { } kind || !Fits(kind, constant.Kind)) return null;
        var unknown = TermOf(term, kind);
        unknown.Constants.Add(constant);
        return unknown;
    }

    private static bool Fits(ValueKind kind, ValueKind constant) => kind == constant || (Equality.IsNumber(kind) && Equality.IsNumber(constant));

    private Unknown TermOf(Node node, ValueKind kind)
    {
        if (node.Op == NodeOp.Fact) return FactOf(node.Slot);
        var text = Printer.Print(node);
        if (_computed.TryGetValue(text, out var known)) return known;
        var unknown = new Unknown(Slots, kind, isFact: false, MayErr(node));
        _computed.Add(text, unknown);
        Unknowns.Add(unknown);
        return unknown;
    }

    private Unknown FactOf(int slot)
    {
        if (_facts[slot] is { } known) return known;
        var unknown = new Unknown(slot, schema[slot].Type.Kind, isFact: true, schema[slot].IsOptional);
        Unknowns.Add(unknown);
        return _facts[slot] = unknown;
    }

    private static Node Read(Node term, Unknown unknown) =>
        term.Op == NodeOp.Fact ? term : new Node(NodeOp.Fact, term.Position) { Name = Printer.Print(term), Slot = unknown.Slot, Declared = unknown.Kind };

    // The kind of a scalar; null when it cannot be told from the tree.
    private static ValueKind? KindOf(Node node) => node.Op switch
    {
        NodeOp.Fact when node.Declared is not (ValueKind.List or ValueKind.Map or ValueKind.Bytes) => node.Declared,
        NodeOp.Size => ValueKind.Int,
        NodeOp.Money => ValueKind.Money,
        NodeOp.Negate => KindOf(node.Children[0]),
        >= NodeOp.Add and <= NodeOp.Remainder => Arithmetic(node) is { } kind and not (ValueKind.List or ValueKind.Bytes or ValueKind.Map) ? kind : null,
        _ => null,
    };

    private static ValueKind? Arithmetic(Node node)
    {
        var (left, right) = (Part(node.Children[0]), Part(node.Children[1]));
        if (left is ValueKind.Instant or ValueKind.Duration || right is ValueKind.Instant or ValueKind.Duration) return OfTimes(node.Op, left, right);
        return left == ValueKind.Money || right == ValueKind.Money ? ValueKind.Money : left ?? right;

        static ValueKind? Part(Node node) => node.Op == NodeOp.Constant ? node.Value.Kind : KindOf(node);
    }

    // Between two moments lies a length of time; else a sum with a moment is one. Where one side is not known, neither is the other.
    private static ValueKind? OfTimes(NodeOp op, ValueKind? left, ValueKind? right)
    {
        if (left is null || right is null) return null;
        if (left == ValueKind.Instant && right == ValueKind.Instant && op == NodeOp.Subtract) return ValueKind.Duration;
        return left == ValueKind.Instant || right == ValueKind.Instant ? ValueKind.Instant : ValueKind.Duration;
    }

    private bool MayErr(Node node) => node.Op switch
    {
        NodeOp.Constant or NodeOp.HasFact => false,
        NodeOp.Fact => schema[node.Slot].IsOptional,
        NodeOp.In or NodeOp.List or NodeOp.Size or NodeOp.StartsWith or NodeOp.EndsWith or NodeOp.Contains or NodeOp.Equal or NodeOp.NotEqual =>
            Array.Exists(node.Children, MayErr),
        _ => true,
    };
}
