using System.Runtime.InteropServices;

namespace OrderKernel.Orders.Decisions;

/// <summary>A list for the two or so things that most decisions gather; handed out without a copy when it is full. <c>default</c> is empty.</summary>
internal struct Few<T>
{
    private T[]? _items;

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (_items is null) _items = new T[2];
        else if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    /// <summary>All items; the list must not be added to afterwards.</summary>
    public readonly ValueList<T> ToValueList()
    {
        if (_items is null) return [];
        var items = _items;
        if (Count < items.Length) Array.Resize(ref items, Count);
        return ImmutableCollectionsMarshal.AsImmutableArray(items).ToValueList();
    }
}
