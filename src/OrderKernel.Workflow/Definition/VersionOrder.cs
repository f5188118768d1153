namespace OrderKernel.Workflow;

/// <summary>Orders versions by their parts between dots: numbers as numbers; a part with a suffix stands below a plain number.</summary>
internal static class VersionOrder
{
    public static int Compare(string a, string b)
    {
        var (left, right) = (a.Split('.'), b.Split('.'));
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = CompareParts(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareParts(string a, string b)
    {
        var (isNumber, isOther) = (IsNumber(a), IsNumber(b));
        if (isNumber != isOther) return isNumber ? 1 : -1;
        if (!isNumber) return string.CompareOrdinal(a, b);
        var (x, y) = (a.TrimStart('0'), b.TrimStart('0'));
        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y);
    }

    private static bool IsNumber(string part) => part.Length > 0 && part.All(c => c is >= '0' and <= '9');
}
