namespace OrderKernel.Rules;

/// <summary>A fact of something: what it is called, of which type it is, and how it is read, said in one place.</summary>
/// <typeparam name="T">What it is a fact of.</typeparam>
/// <param name="Field">Its path and type, and whether it may be absent.</param>
/// <param name="Read">Reads it; <c>default</c> where it is absent. Must not throw and must give the same value each time.</param>
public sealed record Fact<T>(FactField Field, Func<T, ExpressionValue> Read);
