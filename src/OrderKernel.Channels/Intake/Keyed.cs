namespace OrderKernel.Channels;

/// <summary>Lists that are sets by a key.</summary>
internal static class Keyed
{
    /// <summary>One element a key, the last told, in ordinal order of the keys.</summary>
    public static ValueList<T> Latest<T>(ValueList<T> items, Func<T, string> key)
    {
        if (items.Count == 0 || (items.Count == 1)) return items;
        var latest = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items) latest[key(item)] = item;
        return latest.Values.ToValueList();
    }

    /// <summary>The list with the element put under its key, order kept.</summary>
    public static ValueList<T> Put<T>(ValueList<T> items, T item, Func<T, string> key)
    {
        var wanted = key(item);
        for (var i = 0; i < items.Count; i++)
        {
            var order = string.CompareOrdinal(key(items[i]), wanted);
            if (order == 0) return items.SetItem(i, item);
            if (order > 0) return new ValueList<T>().AddRange(items.Items.Insert(i, item));
        }

        return items.Add(item);
    }

    /// <summary>The first item that satisfies a condition, or null.</summary>
    public static T? Find<T>(ValueList<T> items, Func<T, bool> condition) where T : class
    {
        foreach (var item in items)
        {
            if (condition(item)) return item;
        }

        return null;
    }
}
