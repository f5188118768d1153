namespace OrderKernel.Rules;

/// <summary>The largest sizes that facts can have, as far as a host promises: what <see cref="Expression.CostMax"/> is a bound for. Immutable.</summary>
public sealed class FactSizes
{
    private readonly Dictionary<string, (int Characters, int Elements)> _byPath;

    /// <summary>The same sizes for all facts.</summary>
    /// <param name="charactersMax">UTF-16 code units of a text, octets of bytes; not negative.</param>
    /// <param name="elementsMax">Elements of a list, entries of a map, at every level; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public FactSizes(int charactersMax, int elementsMax) : this(charactersMax, elementsMax, new(StringComparer.Ordinal))
    {
    }

    private FactSizes(int charactersMax, int elementsMax, Dictionary<string, (int Characters, int Elements)> byPath)
    {
        if (charactersMax < 0) throw new ArgumentOutOfRangeException(nameof(charactersMax), charactersMax, "A size is negative.");
        if (elementsMax < 0) throw new ArgumentOutOfRangeException(nameof(elementsMax), elementsMax, "A size is negative.");
        (CharactersMax, ElementsMax, _byPath) = (charactersMax, elementsMax, byPath);
    }

    /// <summary>UTF-16 code units of a text, octets of bytes, where a fact has no size of its own.</summary>
    public int CharactersMax { get; }

    /// <summary>Elements of a list, entries of a map, where a fact has no size of its own.</summary>
    public int ElementsMax { get; }

    /// <summary>The same sizes but for one fact.</summary>
    /// <param name="path">The fact's path; what lies inside the fact has these sizes too.</param>
    /// <param name="charactersMax">UTF-16 code units of a text, octets of bytes; not negative.</param>
    /// <param name="elementsMax">Elements of a list, entries of a map, at every level; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public FactSizes With(string path, int charactersMax, int elementsMax)
    {
        ArgumentNullException.ThrowIfNull(path);
        var own = new FactSizes(charactersMax, elementsMax);
        return new(CharactersMax, ElementsMax, new(_byPath, StringComparer.Ordinal) { [path] = (own.CharactersMax, own.ElementsMax) });
    }

    internal (int Characters, int Elements) Of(string path) => _byPath.TryGetValue(path, out var own) ? own : (CharactersMax, ElementsMax);
}
