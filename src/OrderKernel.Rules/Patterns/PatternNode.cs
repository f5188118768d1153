namespace OrderKernel.Rules.Patterns;

/// <summary>A part of a pattern. What is greedy and what is captured says nothing about whether there is a match, so neither is kept.</summary>
/// <param name="Height">How many parts stand inside one another, this one included.</param>
/// <param name="Times">The product of the counted repetitions inside one another, at most.</param>
internal abstract record PatternNode(int Height, int Times)
{
    /// <summary>The node without brackets around it: they say nothing about a match.</summary>
    internal PatternNode Inner => this is Sequence { Parts: [var only] } ? only.Inner : this;

    /// <summary>One character out of a set.</summary>
    internal sealed record One(CharSet Set) : PatternNode(1, 1);

    /// <summary>A place between two characters.</summary>
    internal sealed record Place(PlaceKind Kind) : PatternNode(1, 1);

    /// <summary>Parts one after the other; of none it is the empty text.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode(HeightOf(Parts), TimesOf(Parts));

    /// <summary>One of several parts.</summary>
    internal sealed record Choice(IReadOnlyList<PatternNode> Parts) : PatternNode(HeightOf(Parts), TimesOf(Parts));

    /// <summary>A part several times; <c>Most</c> is -1 where there is no limit. The position is where that is said, from 1.</summary>
    internal sealed record Repeat(PatternNode Part, int Least, int Most, int Position)
        : PatternNode(1 + Part.Height, Math.Max(1, Most < 0 ? Least : Most) * Part.Times);

    private static int HeightOf(IReadOnlyList<PatternNode> parts) => 1 + parts.Select(p => p.Height).DefaultIfEmpty(0).Max();

    private static int TimesOf(IReadOnlyList<PatternNode> parts) => parts.Select(p => p.Times).DefaultIfEmpty(1).Max();
}
