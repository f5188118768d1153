// What our own code expects of the framework and netstandard2.0 lacks. Compiled into each assembly, never public.
// What the compiler expects (attributes, Index and Range) is PolySharp's.
#pragma warning disable CS1591, SA1649
using System.Runtime.CompilerServices;

namespace System.Diagnostics
{
    /// <summary>The kernel broke its own invariant.</summary>
    internal sealed class UnreachableException(string? message = null) : Exception(message ?? "Unreachable code was reached.");
}

namespace System
{
    internal static class Polyfill
    {
        extension(ArgumentNullException)
        {
            public static void ThrowIfNull([Diagnostics.CodeAnalysis.NotNull] object? argument,
                [CallerArgumentExpression(nameof(argument))] string? paramName = null)
            {
                if (argument is null) throw new ArgumentNullException(paramName);
            }
        }

        extension(ArgumentOutOfRangeException)
        {
            public static void ThrowIfNegative(long value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
            {
                if (value < 0) throw new ArgumentOutOfRangeException(paramName, value, "Must not be negative.");
            }
        }

        extension(ArgumentException)
        {
            public static void ThrowIfNullOrEmpty([Diagnostics.CodeAnalysis.NotNull] string? argument,
                [CallerArgumentExpression(nameof(argument))] string? paramName = null)
            {
                if (argument is null) throw new ArgumentNullException(paramName);
                if (argument.Length == 0) throw new ArgumentException("Must not be empty.", paramName);
            }
        }

        extension(string text)
        {
            public bool Contains(char c) => text.IndexOf(c) >= 0;
            public bool StartsWith(char c) => text.Length > 0 && text[0] == c;
            public bool EndsWith(char c) => text.Length > 0 && text[text.Length - 1] == c;
        }

        extension<TKey, TValue>(System.Collections.Generic.Dictionary<TKey, TValue> map) where TKey : notnull
        {
            public bool TryAdd(TKey key, TValue value)
            {
                if (map.ContainsKey(key)) return false;
                map.Add(key, value);
                return true;
            }
        }

        extension<TKey, TValue>(System.Collections.Generic.KeyValuePair<TKey, TValue> pair)
        {
            public void Deconstruct(out TKey key, out TValue value) => (key, value) = (pair.Key, pair.Value);
        }
    }
}
