namespace OrderKernel.Channels;

/// <summary>
/// The words that a profile can say of a whole order, on each axis: what it never says is not held against it. A set of bits an axis, one a word.
/// </summary>
/// <remarks><c>default</c> says nothing.</remarks>
/// <param name="Payment">Words of <see cref="PaymentStatus"/>.</param>
/// <param name="Fulfilment">Words of <see cref="FulfilmentStatus"/>.</param>
/// <param name="AfterSales">Of <see cref="AfterSalesStatus"/> whether none, open or ended.</param>
/// <param name="Outcome">Words of <see cref="ClaimOutcome"/>.</param>
public readonly record struct SideWords(int Payment, int Fulfilment, int AfterSales, int Outcome)
{
    /// <summary>The words of a profile: of all rows of tables and constants by which its record kinds tell the status of an order.</summary>
    /// <param name="profile">The profile.</param>
    public static SideWords Of(ChannelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Of(profile, null);
    }

    /// <summary>The words that a CSV input can say: of columns that it does not have there are none.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="header">The input's header row, as a <see cref="RecordSlice"/> has it.</param>
    /// <param name="delimiter">What parts its columns.</param>
    public static SideWords Of(ChannelProfile profile, ReadOnlySpan<byte> header, char delimiter)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Of(profile, new HashSet<string>(CsvTokens.Names(header, (byte)delimiter), StringComparer.Ordinal));
    }

    private static SideWords Of(ChannelProfile profile, HashSet<string>? columns)
    {
        var (payment, fulfilment, afterSales, outcome) = (0, 0, 0, 0);
        foreach (var kind in profile.Kinds)
        {
            foreach (var row in Rows(kind, profile.Tree, columns)) Add(row);
            if (kind.Amounts is { PaymentFollowsRefunds: true, Refunded: { } refunded } && Stands(refunded, profile.Tree, columns))
                payment |= Bit((int)PaymentStatus.PartiallyRefunded) | Bit((int)PaymentStatus.Refunded);
        }

        return new(payment, fulfilment, afterSales, outcome);

        void Add(StatusRow row)
        {
            if (row.Payment is { } p) payment |= Bit((int)p);
            foreach (var (_, under) in row.Under) payment |= Bit((int)under);
            if (row.Fulfilment is { } f) fulfilment |= Bit((int)f);
            if (row.AfterSales is { } a) afterSales |= Bit(StageOf(a));
            if (row.Outcome is { } o) outcome |= Bit((int)o);
        }
    }

    /// <summary>What either of two profiles can say: a side may have files of several.</summary>
    /// <param name="other">The words of the other one.</param>
    public SideWords With(SideWords other) =>
        new(Payment | other.Payment, Fulfilment | other.Fulfilment, AfterSales | other.AfterSales, Outcome | other.Outcome);

    /// <summary>None, open or ended.</summary>
    internal static int StageOf(AfterSalesStatus status) => status switch
    {
        AfterSalesStatus.None => 1,
        AfterSalesStatus.Refunded or AfterSalesStatus.Completed or AfterSalesStatus.Closed => 3,
        _ => 2,
    };

    internal static int Bit(int word) => 1 << word;

    private static IEnumerable<StatusRow> Rows(RecordKind kind, PathTree tree, HashSet<string>? columns)
    {
        if (kind.Says is { } says) yield return says;
        foreach (var source in kind.Statuses)
        {
            if (!Stands(source.Field, tree, columns)) continue;
            if (source.WhenPresent is { } present) yield return present;
            if (source.WhenAbsent is { } absent) yield return absent;
            if (source.Table is not { } table) continue;
            foreach (var row in table.Rows) yield return row;
        }
    }

    // A field, or one that it falls back on, stands in the input.
    private static bool Stands(FieldRule field, PathTree tree, HashSet<string>? columns)
    {
        for (FieldRule? rule = columns is null ? null : field; rule is not null; rule = rule.Otherwise)
        {
            if (rule.Places.Length == 0) return true;
            foreach (var place in rule.Places)
            {
                var path = tree.PathOf(place.Slot);
                if (columns!.Contains(path.Substring(path.LastIndexOf("].", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 2))) return true;
            }
        }

        return columns is null;
    }
}
