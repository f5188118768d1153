namespace OrderKernel.Rules.Patterns;

/// <summary>What is asked of the characters before and after a place.</summary>
internal enum PlaceKind
{
    /// <summary>Where the text begins: <c>\A</c>, and <c>^</c> without the flag m.</summary>
    TextBegins,

    /// <summary>Where the text ends: <c>\z</c>, and <c>$</c> without the flag m.</summary>
    TextEnds,

    /// <summary>Where the text or a line begins.</summary>
    LineBegins,

    /// <summary>Where the text or a line ends.</summary>
    LineEnds,

    /// <summary>Between an ASCII word character and another: <c>\b</c>.</summary>
    WordEdge,

    /// <summary>Where there is no such edge: <c>\B</c>.</summary>
    NoWordEdge,
}
