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
    private readonly ValueKind[] _kinds;

    // The reads of plain types by slot; null where a fact has another.
    internal readonly Func<T, string?>?[] Texts;
    internal readonly Func<T, long>?[] Numbers;
    internal readonly Func<T, bool>?[] Flags;
    internal readonly Func<T, Money>?[] Amounts;

    /// <summary>A table of facts.</summary>
    /// <param name="facts">The facts; their order says nothing.</param>
    /// <exception cref="ArgumentException">As for <see cref="FactSchema.Of"/>.</exception>
    public FactTable(params Fact<T>[] facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        _reads = Array.ConvertAll(facts, f => f.Read);
        (Texts, Numbers) = (Array.ConvertAll(facts, f => f.Text), Array.ConvertAll(facts, f => f.Number));
        (Flags, Amounts) = (Array.ConvertAll(facts, f => f.Flag), Array.ConvertAll(facts, f => f.Amount));
        _kinds = Array.ConvertAll(facts, f => f.Field.Type.Kind);
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
        switch (_kinds[slot])
        {
            case ValueKind.String when Texts[slot] is { } text: return text(thing) is { } known ? ExpressionValue.Of(known) : default;
            case ValueKind.Int when Numbers[slot] is { } number: return ExpressionValue.Of(number(thing));
            case ValueKind.Bool when Flags[slot] is { } flag: return ExpressionValue.Of(flag(thing));
            case ValueKind.Money when Amounts[slot] is { } amount: return amount(thing) is { Currency.Code: not null } sum ? ExpressionValue.Of(sum) : default;
        }

        var value = _reads[slot](thing);
        return value.IsAbsent || value.Kind == _kinds[slot] ? value : throw OfAnotherKind(slot, value);
    }

    // Apart, so that reading stays small.
    private UnreachableException OfAnotherKind(int slot, ExpressionValue value) =>
        new($"{Schema[slot].Path} is declared as {Schema[slot].Type}, read was {value}.");
}
