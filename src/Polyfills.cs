// What the compiler and our own code expect of the framework and netstandard2.0 lacks. Compiled into each assembly, never public.
// The nullability attributes are read by the compiler alone.
#pragma warning disable CS1591, SA1649
using System.Runtime.CompilerServices;

namespace System.Runtime.CompilerServices
{
    internal static class IsExternalInit;

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
        public bool IsOptional { get; init; }
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
    {
        public string ParameterName { get; } = parameterName;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
    internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
    {
        public Type BuilderType { get; } = builderType;
        public string MethodName { get; } = methodName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }

    [AttributeUsage(AttributeTargets.ReturnValue)]
    internal sealed class NotNullIfNotNullAttribute(string parameterName) : Attribute
    {
        public string ParameterName { get; } = parameterName;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class MaybeNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
    internal sealed class MemberNotNullWhenAttribute(bool returnValue, params string[] members) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
        public string[] Members { get; } = members;
    }

    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.ReturnValue)]
    internal sealed class NotNullAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class DoesNotReturnAttribute : Attribute;
}

namespace System.Diagnostics
{
    /// <summary>The kernel broke its own invariant.</summary>
    internal sealed class UnreachableException(string? message = null) : Exception(message ?? "Unreachable code was reached.");
}

namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        private readonly int _value = fromEnd ? ~value : value;
        public static Index Start => new(0);
        public static Index End => new(0, true);
        public int Value => _value < 0 ? ~_value : _value;
        public bool IsFromEnd => _value < 0;
        public int GetOffset(int length) => _value < 0 ? length + _value + 1 : _value;
        public static implicit operator Index(int value) => new(value);
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start { get; } = start;
        public Index End { get; } = end;
        public static Range StartAt(Index start) => new(start, Index.End);
        public static Range EndAt(Index end) => new(Index.Start, end);
        public static Range All => new(Index.Start, Index.End);
    }

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
