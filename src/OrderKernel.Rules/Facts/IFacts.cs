namespace OrderKernel.Rules;

/// <summary>The facts that a checked expression is evaluated on: one value a slot of its <see cref="FactSchema"/>.</summary>
/// <remarks>Implement it over your own type with a <see cref="FactTable{T}"/>: nothing is copied, nothing is looked up by name.</remarks>
public interface IFacts
{
    /// <summary>
    /// The value in a slot, of the declared type throughout; <c>default</c> when an
    /// optional fact is absent. Must not throw and must give the same value each time.
    /// </summary>
    /// <param name="slot">From zero, below the count of the schema's fields.</param>
    ExpressionValue Get(int slot);
}
