namespace OrderKernel.Rules.Patterns;

/// <summary>What stands beside a place, as far as a pattern asks.</summary>
internal enum Neighbour : byte
{
    Other,
    Word,
    NewLine,

    /// <summary>Nothing: the text begins or ends.</summary>
    Edge,
}
