namespace OrderKernel.Rules.Patterns;

/// <summary>The few characters that change a state which all others leave as it is: a text is searched for the next of them, many characters at once.</summary>
internal sealed class Stops
{
    /// <summary>The most characters that are searched for at once.</summary>
    internal const int CharactersMax = 64;

#if NET10_0_OR_GREATER
    private readonly System.Buffers.SearchValues<char> _characters;

    internal Stops(char[] characters) => _characters = System.Buffers.SearchValues.Create(characters);

    /// <summary>Where the next of them stands, from a place on; the text's length when none does.</summary>
    internal int Next(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny(_characters);
        return found < 0 ? text.Length : from + found;
    }
#else
    private readonly char[] _characters;

    internal Stops(char[] characters) => _characters = characters;

    /// <summary>Where the next of them stands, from a place on; the text's length when none does.</summary>
    internal int Next(string text, int from)
    {
        var found = text.IndexOfAny(_characters, from);
        return found < 0 ? text.Length : found;
    }
#endif
}
