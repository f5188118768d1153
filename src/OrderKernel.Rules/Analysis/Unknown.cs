namespace OrderKernel.Rules.Analysis;

/// <summary>
/// One thing that conditions ask about: a fact, or something computed that is not
/// followed any further. It has a slot, and samples that stand for all its values.
/// </summary>
internal sealed class Unknown(int slot, ValueKind kind, bool isFact, bool mayBeAbsent)
{
    internal int Slot { get; } = slot;

    internal ValueKind Kind { get; } = kind;

    /// <summary>False for what is computed: samples of it need not come about.</summary>
    internal bool IsFact { get; } = isFact;

    /// <summary>An optional fact, or something computed that may err.</summary>
    internal bool MayBeAbsent { get; } = mayBeAbsent;

    /// <summary>The first of those that are compared with one another.</summary>
    internal Unknown Linked { get; set; } = null!;

    internal List<ExpressionValue> Constants { get; } = [];

    internal List<string> Prefixes { get; } = [];

    internal ExpressionValue[] Samples { get; set; } = [];

    internal Unknown Root() => Linked is null ? this : Linked.Root();

    internal void Link(Unknown other)
    {
        var (root, theirs) = (Root(), other.Root());
        if (root != theirs) theirs.Linked = root;
    }
}

/// <summary>A condition without connectives over one or two unknowns.</summary>
internal sealed class Atom(Syntax.Node node, Unknown[] unknowns)
{
    internal Syntax.Node Node { get; } = node;

    internal Unknown[] Unknowns { get; } = unknowns;

    /// <summary>For one unknown: what the atom ends in at each of its samples.</summary>
    internal Outcome[] Ends { get; set; } = [];
}

/// <summary>Values by slot, also of slots that no host knows.</summary>
internal sealed class Assignment(int slots) : IFacts
{
    internal ExpressionValue[] Values { get; } = new ExpressionValue[slots];

    public ExpressionValue Get(int slot) => Values[slot];
}
