using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace OrderKernel;

/// <summary>An immutable list that compares by its elements, so that facts, events and states compare by value. <c>default</c> is the empty list.</summary>
/// <typeparam name="T">The element type; its own equality decides.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly ImmutableArray<T> _items;

    internal ValueList(ImmutableArray<T> items) => _items = items;

    /// <summary>The elements as an immutable array, never default.</summary>
    public ImmutableArray<T> Items
    {
        // Read everywhere, and by itself not small enough for the compiler.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _items.IsDefault ? ImmutableArray<T>.Empty : _items;
    }

    /// <inheritdoc/>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <summary>True when there is no element.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc/>
    public T this[int index] => _items.IsDefault ? OfNone(index) : _items[index];

    // Throws what the empty array throws; apart, so that indexing stays small.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T OfNone(int index) => ImmutableArray<T>.Empty[index];

    /// <summary>The list with one more element at its end.</summary>
    /// <param name="item">The element.</param>
    public ValueList<T> Add(T item) => new(Items.Add(item));

    /// <summary>The list with more elements at its end.</summary>
    /// <param name="items">The elements in their order.</param>
    public ValueList<T> AddRange(IEnumerable<T> items) => new(Items.AddRange(items));

    /// <summary>The list with the element at one index replaced.</summary>
    /// <param name="index">From zero, below the count.</param>
    /// <param name="item">What stands there instead.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such index.</exception>
    public ValueList<T> SetItem(int index, T item) => new(Items.SetItem(index, item));

    /// <summary>The elements that satisfy a condition, in order.</summary>
    /// <param name="condition">True for what stays; asked once per element.</param>
    public ValueList<T> Where(Func<T, bool> condition) => new(ImmutableArray.CreateRange(Enumerable.Where(Items, condition)));

    /// <summary>Enumerates without allocating.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other)
    {
        if (Count != other.Count) return false;
        var comparer = EqualityComparer<T>.Default;
        for (var i = 0; i < Count; i++)
        {
            if (!comparer.Equals(_items[i], other._items[i])) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var item in Items) hash = unchecked((hash * 31) + (item is null ? 0 : item.GetHashCode()));
        return hash;
    }

    /// <summary>True when both lists hold equal elements in the same order.</summary>
    public static bool operator ==(ValueList<T> a, ValueList<T> b) => a.Equals(b);

    /// <summary>True when the lists differ.</summary>
    public static bool operator !=(ValueList<T> a, ValueList<T> b) => !a.Equals(b);

    /// <summary>The number of elements and the elements, for messages.</summary>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

/// <summary>Makes <see cref="ValueList{T}"/> values.</summary>
public static class ValueList
{
    /// <summary>A list of the given elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="items">The elements in their order; they are copied.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(ImmutableArray.Create(items));

    /// <summary>The list over an immutable array, without a copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="items">The elements; <c>default</c> makes the empty list.</param>
    public static ValueList<T> ToValueList<T>(this ImmutableArray<T> items) => new(items);

    /// <summary>A list of a sequence's elements, in its order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="items">The elements; gone through once.</param>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new(ImmutableArray.CreateRange(items));
}
