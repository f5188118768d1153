namespace OrderKernel.Channels;

/// <summary>How sure a row of a status table is. 0 is unset.</summary>
public enum EvidenceMark
{
    /// <summary>Read in the channel's own or a third party's source.</summary>
    Seen = 1,

    /// <summary>Deduced from such a source.</summary>
    Inferred = 2,

    /// <summary>Sources disagree.</summary>
    Conflicting = 3,
}

/// <summary>One table of a profile: raw words of one field and what they mean on every axis.</summary>
public sealed class StatusTable
{
    private readonly Utf8Map<StatusRow> _rows;

    internal StatusTable(string name, bool mayPass, IReadOnlyList<StatusRow> rows, bool ignoresCase)
    {
        Name = name;
        MayPass = mayPass;
        Rows = rows;
        IgnoresCase = ignoresCase;
        MayPrepare = rows.Any(r => r.MayPrepare);
        _rows = new(rows.Select(r => new KeyValuePair<string, StatusRow>(r.Word, r)).ToArray(), ignoresCase);
    }

    /// <summary>The table's name in the profile.</summary>
    public string Name { get; }

    /// <summary>The rows in document order.</summary>
    public IReadOnlyList<StatusRow> Rows { get; }

    /// <summary>True when an unknown word is only noted; else it parks the record.</summary>
    public bool MayPass { get; }

    internal bool MayPrepare { get; }

    /// <summary>True when capital letters of ASCII do not count in its words.</summary>
    public bool IgnoresCase { get; }

    /// <summary>Looks a raw word up, without making a string.</summary>
    /// <param name="word">The channel's word, UTF-8, octet by octet; where case does not count capital letters of ASCII are small ones.</param>
    /// <param name="row">What it means; null where the answer is false.</param>
    public bool TryGet(ReadOnlySpan<byte> word, out StatusRow row) => _rows.TryGet(word, out row);
}

/// <summary>What one raw word means. Null says nothing on that axis.</summary>
public sealed record StatusRow
{
    /// <summary>The raw word as text, numbers too; empty for a constant row.</summary>
    public required string Word { get; init; }

    /// <summary>How sure the row is.</summary>
    public required EvidenceMark Evidence { get; init; }

    /// <summary>The payment axis.</summary>
    public PaymentStatus? Payment { get; init; }

    /// <summary>The fulfilment axis.</summary>
    public FulfilmentStatus? Fulfilment { get; init; }

    /// <summary>The after-sales axis, of order, line or case.</summary>
    public AfterSalesStatus? AfterSales { get; init; }

    /// <summary>How the order ended.</summary>
    public ClaimOutcome? Outcome { get; init; }

    /// <summary>The payment terms.</summary>
    public PaymentTerms? Terms { get; init; }

    /// <summary>The holds that the word sets.</summary>
    public ValueList<HoldKind> Holds { get; init; }

    /// <summary>The holds that the word sets under certain terms only.</summary>
    public ValueList<(PaymentTerms Terms, HoldKind Hold)> HoldsUnder { get; init; }

    /// <summary>What an after-sales case asks for.</summary>
    public CaseKind? Kind { get; init; }

    /// <summary>Whose move it is in a case.</summary>
    public Party? Awaited { get; init; }

    /// <summary>Who ended a case.</summary>
    public Party? EndedBy { get; init; }

    /// <summary>True when the platform was called in.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>True when the record is counted and passed over.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>The row speaks on an axis only where nothing was said so far or the word is one of these; empty: always.</summary>
    public ValueList<string> Over { get; init; }

    /// <summary>The payment axis under other terms than prepaid.</summary>
    public ValueList<(PaymentTerms Terms, PaymentStatus Payment)> Under { get; init; }

    internal bool MayPrepare => Terms is not null || Kind is not null;

    /// <summary>The after-sales axis of a case of a certain kind.</summary>
    public ValueList<(CaseKind Kind, AfterSalesStatus Status)> ByKind { get; init; }
}
