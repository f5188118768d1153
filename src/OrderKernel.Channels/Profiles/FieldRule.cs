namespace OrderKernel.Channels;

/// <summary>In what unit a channel writes money. 0 is unset.</summary>
internal enum MoneyUnit
{
    /// <summary>Major units with decimals, as number or text.</summary>
    Major = 1,

    /// <summary>Minor units, whole numbers.</summary>
    Minor = 2,

    /// <summary>A whole JSON number is minor units, a text with decimals or a currency sign is major units; all else is ambiguous.</summary>
    Either = 3,
}

/// <summary>How a channel writes times. 0 is unset.</summary>
internal enum TimeFormat
{
    /// <summary>Text in the profile's zone, or with its own offset.</summary>
    Text = 1,

    /// <summary>Seconds since 1970.</summary>
    EpochSeconds = 2,

    /// <summary>Milliseconds since 1970.</summary>
    EpochMilliseconds = 3,
}

/// <summary>A ready-made cleaning of a text. 0 is unset.</summary>
internal enum CleaningStep
{
    /// <summary>Takes blanks off both ends (always done).</summary>
    Trim = 1,

    /// <summary>Takes <c>#</c> and <c>@</c> off both ends.</summary>
    StripMarks = 2,

    /// <summary>Makes one blank of several, line breaks and tabs too.</summary>
    CollapseBlanks = 3,

    /// <summary>Full-width letters, digits and signs become half-width.</summary>
    HalfWidth = 4,

    /// <summary>Takes one pair of double quotes off the ends: a text that was itself written as JSON.</summary>
    Unquote = 5,
}

/// <summary>Where a canonical field stands in a record and how it is cleaned.</summary>
internal sealed record FieldRule(IReadOnlyList<Slot> Places, string PathText)
{
    public IReadOnlyList<CleaningStep> Cleaning { get; init; } = [];

    public MoneyUnit Unit { get; init; }

    public TimeFormat Time { get; init; }

    /// <summary>For sums: minus one where the place is taken off; null when the first place that is told counts.</summary>
    public IReadOnlyList<int>? Signs { get; init; }

    public bool Unquotes { get; init; }

    /// <summary>A sum of the record itself takes all rows of a list; one of a row takes its own.</summary>
    public bool SumsRows { get; init; }
}

/// <summary>A field whose words are looked up in a table, or whose mere presence or absence means something.</summary>
internal sealed record StatusSource(FieldRule Field)
{
    public StatusTable? Table { get; init; }

    public StatusRow? WhenPresent { get; init; }

    public StatusRow? WhenAbsent { get; init; }

    public bool IsRequired { get; init; }
}
