namespace OrderKernel.Rules.Evaluation;

/// <summary>Equality and order of values.</summary>
internal static class Equality
{
    internal const int Unordered = 2;

    // The language's == never fails: values of different kinds differ, but numbers are compared by what they count.
    internal static bool Same(in ExpressionValue a, in ExpressionValue b, bool strict = false)
    {
        if (a.Kind != b.Kind) return !strict && IsNumber(a.Kind) && IsNumber(b.Kind) && OrderNumbers(a, b) == 0;
        return a.Kind switch
        {
            0 or ValueKind.Null => true,
            ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.Type => a.Bits == b.Bits,
            ValueKind.Double => a.Number == b.Number,
            ValueKind.String => string.Equals(a.Characters, b.Characters, StringComparison.Ordinal),
            ValueKind.Bytes => a.Octets.AsSpan().SequenceEqual(b.Octets),
            ValueKind.Money =>
                strict ? a.Bits == b.Bits && a.Extra == b.Extra && Equals(a.Reference, b.Reference) : Amounts.Order(a, b, out var order) && order == 0,
            ValueKind.Instant or ValueKind.Duration => a.Bits == b.Bits && a.Extra == b.Extra,
            ValueKind.List => SameElements(a.Elements, b.Elements, strict),
            ValueKind.Map => SameEntries(a.Map, b.Map, strict),
            _ => a.Extra == b.Extra && ReferenceEquals(a.Reference, b.Reference),
        };
    }

    // False when the kinds have no common order or the currencies differ; the fault says which.
    internal static bool TryOrder(in ExpressionValue a, in ExpressionValue b, out int order, out Fault fault)
    {
        (order, fault) = (0, Fault.NoOverload);
        if (IsNumber(a.Kind) && IsNumber(b.Kind))
        {
            order = OrderNumbers(a, b);
            return true;
        }

        if (a.Kind != b.Kind) return false;
        switch (a.Kind)
        {
            case ValueKind.Bool:
                order = a.Bits.CompareTo(b.Bits);
                return true;
            case ValueKind.String:
                order = OrderCodePoints(a.Characters, b.Characters);
                return true;
            case ValueKind.Bytes:
                order = Math.Sign(a.Octets.AsSpan().SequenceCompareTo(b.Octets));
                return true;
            case ValueKind.Money:
                fault = Fault.CurrencyMismatch;
                return Amounts.Order(a, b, out order);
            case ValueKind.Instant or ValueKind.Duration:
                order = a.Bits != b.Bits ? a.Bits.CompareTo(b.Bits) : a.Extra.CompareTo(b.Extra);
                return true;
            default:
                return false;
        }
    }

    internal static bool IsNumber(ValueKind kind) => kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double;

    // A whole number meets a double as the double nearest to it, as the conformance suite says; not a number is unordered.
    private static int OrderNumbers(in ExpressionValue a, in ExpressionValue b) => (a.Kind, b.Kind) switch
    {
        (ValueKind.Int, ValueKind.Int) => a.Bits.CompareTo(b.Bits),
        (ValueKind.Uint, ValueKind.Uint) => unchecked((ulong)a.Bits).CompareTo(unchecked((ulong)b.Bits)),
        (ValueKind.Double, ValueKind.Double) => OrderDoubles(a.Number, b.Number),
        (ValueKind.Int, ValueKind.Uint) => a.Bits < 0 || b.Bits < 0 ? -1 : a.Bits.CompareTo(b.Bits),
        (ValueKind.Uint, ValueKind.Int) => -OrderNumbers(b, a),
        (ValueKind.Int, _) => OrderDoubles(a.Bits, b.Number),
        (ValueKind.Uint, _) => OrderDoubles(unchecked((ulong)a.Bits), b.Number),
        _ => OrderNumbers(b, a) is var reversed && reversed == Unordered ? Unordered : -reversed,
    };

    private static int OrderDoubles(double a, double b) => a < b ? -1 : a > b ? 1 : a == b ? 0 : Unordered;

    // UTF-16 units sort like code points except that surrogates come before U+E000..U+FFFF.
    private static int OrderCodePoints(string a, string b)
    {
        var shared = Math.Min(a.Length, b.Length);
        for (var i = 0; i < shared; i++)
        {
            if (a[i] != b[i]) return Rank(a[i]) < Rank(b[i]) ? -1 : 1;
        }

        return a.Length.CompareTo(b.Length);

        static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
    }

    private static bool SameElements(ExpressionValue[] a, ExpressionValue[] b, bool strict)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!(strict ? a[i].Equals(b[i]) : Same(a[i], b[i]))) return false;
        }

        return true;
    }

    private static bool SameEntries(MapValue a, MapValue b, bool strict)
    {
        if (a.Entries.Length != b.Entries.Length) return false;
        foreach (var entry in a.Entries)
        {
            if (!b.TryGet(entry.Key, out var other) || !(strict ? entry.Value.Equals(other) : Same(entry.Value, other))) return false;
        }

        return true;
    }
}
