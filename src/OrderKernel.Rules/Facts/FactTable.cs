using System.Diagnostics;

namespace OrderKernel.Rules;

/// <summary>The facts of one kind of thing, each declared with its name, its type and how it is read; slots follow from that. Immutable.</summary>
/// <typeparam name="T">The kind of thing.</typeparam>
/// <remarks>
/// Cost: a read is a call through a delegate and a comparison of kinds; nothing is copied, boxed or looked up by name.
/// Laws: an expression reads the same whatever the order in which facts are declared, and whatever facts are added.
/// </remarks>
public sealed class FactTable<T>
{
    private readonly Func<T, ExpressionValue>[] _reads;

    /// <summary>A table of facts.</summary>
    /// <param name="facts">The facts; their order says nothing.</param>
    /// <exception cref="ArgumentException">As for <see cref="FactSchema.Of"/>.</exception>
    public FactTable(params Fact<T>[] facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        _reads = Array.ConvertAll(facts, f => f.Read);
        Schema = FactSchema.Of(Array.ConvertAll(facts, f => f.Field));
    }

    /// <summary>What expressions over the facts are checked against.</summary>
    public FactSchema Schema { get; }

    /// <summary>Reads a fact, for an <see cref="IFacts"/> over the thing.</summary>
    /// <param name="thing">The thing.</param>
    /// <param name="slot">A slot of <see cref="Schema"/>.</param>
    /// <exception cref="UnreachableException">The fact is not of the type that it was declared with.</exception>
    public ExpressionValue Get(T thing, int slot)
    {
        var value = _reads[slot](thing);
        return value.IsAbsent || value.Kind == Schema[slot].Type.Kind ? value : throw OfAnotherKind(slot, value);
    }

    // Apart, so that reading stays small.
    private UnreachableException OfAnotherKind(int slot, ExpressionValue value) =>
        new($"{Schema[slot].Path} is declared as {Schema[slot].Type}, read was {value}.");
}
