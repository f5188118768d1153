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

    /// <summary>Month, day, year in the profile's zone; of a day without an hour its start.</summary>
    MonthFirst = 4,
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

    /// <summary>Capital letters become small ones.</summary>
    LowerCase = 6,

    /// <summary>Small letters become capital ones.</summary>
    UpperCase = 7,

    /// <summary>Takes all blanks out, inside too: a number that is written in groups.</summary>
    StripBlanks = 8,

    /// <summary>Takes out what nobody sees: marks of byte order and direction, blanks of no width.</summary>
    StripInvisible = 9,

    /// <summary>Takes off what keeps a spreadsheet from reading a text as a number: <c>="…"</c>, an apostrophe or a backtick before it.</summary>
    Unguard = 10,

    /// <summary>Keeps the digits alone.</summary>
    DigitsOnly = 11,

    /// <summary>Takes zeros off the front; one stays of nothing but zeros.</summary>
    StripZeros = 12,

    /// <summary>Takes out what stands in brackets, and the brackets: a remark behind a word.</summary>
    StripBrackets = 13,

    /// <summary>Takes dashes out, of every script.</summary>
    StripDashes = 14,

    /// <summary>Keeps what stands before the first line break.</summary>
    FirstLine = 15,

    /// <summary>Entities of HTML become their characters.</summary>
    HtmlDecode = 16,

    /// <summary>Takes tags of HTML out.</summary>
    StripTags = 17,
}

/// <summary>Rows of one list that count: those of which all comparisons hold.</summary>
/// <param name="Scope">The list's scope.</param>
/// <param name="Tests">The comparisons.</param>
internal sealed record RowFilter(int Scope, RowTest[] Tests);

/// <summary>A place of a field: its slot, and which rows on the way to it count.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Filters">Of the lists on the way, those of which not all rows count; null for none.</param>
internal sealed record Place(Slot Slot, RowFilter[]? Filters)
{
    /// <summary>True when two name the same slot and the same filters.</summary>
    public bool IsSame(Place other) => Slot == other.Slot && Filters is null && other.Filters is null;
}

/// <summary>A list of rows that a block reads: the lines, the parcels, the cases.</summary>
/// <param name="Parts">The path from the record's root.</param>
/// <param name="Scope">The scope of the rows.</param>
/// <param name="Filters">Which rows count; null for all.</param>
internal sealed record RowList(IReadOnlyList<PathPart> Parts, int Scope, RowFilter[]? Filters)
{
    public override string ToString() => string.Join(".", Parts);
}

/// <summary>One amount of a sum.</summary>
/// <param name="Sign">Minus one when it is taken off, else one.</param>
/// <param name="Money">The amount.</param>
/// <param name="Factors">Numbers that it is multiplied by, in the row of the amount.</param>
internal sealed record Term(int Sign, FieldRule Money, FieldRule[] Factors);

/// <summary>What of a text counts: from behind one mark to before another. A mark that is not there cuts nothing.</summary>
internal sealed record TextCut(string? AfterFirst, string? AfterLast, string? BeforeFirst, string? BeforeLast);

/// <summary>Where a canonical field stands in a record and how it is cleaned.</summary>
internal sealed record FieldRule(Place[] Places, string PathText)
{
    /// <summary>Where the field stands in its document, such as <c>$.records[0].amounts.due</c>; of a part of a field empty.</summary>
    public string Name { get; init; } = "";

    public CleaningStep[] Cleaning { get; init; } = [];

    public MoneyUnit Unit { get; init; }

    public TimeFormat Time { get; init; }

    public bool Unquotes { get; init; }

    /// <summary>True for texts that come again in other records and name no person.</summary>
    public bool Repeats { get; init; }

    public TextCut? Cut { get; init; }

    /// <summary>True for the entries of lists of plain words: of a status field each counts.</summary>
    public bool IsWords { get; init; }

    /// <summary>For sums: the amounts, each over all rows that it stands in; null when the first place that is told counts.</summary>
    public Term[]? Terms { get; init; }

    /// <summary>For texts of several fields: their fields, joined by <see cref="With"/>.</summary>
    public FieldRule[]? Parts { get; init; }

    public string With { get; init; } = " ";

    /// <summary>The same text in every record.</summary>
    public string? Constant { get; init; }

    /// <summary>The field tells only where these hold.</summary>
    public RowTest[]? When { get; init; }

    /// <summary>What counts where this field tells nothing.</summary>
    public FieldRule? Otherwise { get; init; }

    /// <summary>The code of this amount's own currency.</summary>
    public FieldRule? Currency { get; init; }

    /// <summary>The whole number that this amount is divided by to become major units.</summary>
    public FieldRule? Divisor { get; init; }

    /// <summary>In how many decimal parts units are counted: 3 makes 1500 of 1.5.</summary>
    public int Decimals { get; init; }

    /// <summary>The places in whose rows the field stands: its own, or of joined texts those of the first.</summary>
    public Place[] Standing => Places.Length == 0 && Parts is { Length: > 0 } parts ? parts[0].Standing : Places;

    /// <summary>The field, and what counts instead of it, as texts that come again.</summary>
    public FieldRule Repeating() => this with { Repeats = true, Otherwise = Otherwise?.Repeating() };

    /// <summary>True when the raw bytes are not yet what is looked up in a table.</summary>
    public bool NeedsText => Parts is not null || Constant is not null || Cut is not null || Cleaning.Length > 0;

    /// <summary>The place that is named when the field is missing.</summary>
    public Slot FirstSlot => Places.Length > 0 ? Places[0].Slot : Terms is { Length: > 0 } terms ? terms[0].Money.FirstSlot
        : Parts is { Length: > 0 } parts ? parts[0].FirstSlot : Otherwise?.FirstSlot ?? default;
}

/// <summary>A field whose words are looked up in a table, or whose mere presence or absence means something.</summary>
internal sealed record StatusSource(FieldRule Field)
{
    public StatusTable? Table { get; init; }

    public StatusRow? WhenPresent { get; init; }

    public StatusRow? WhenAbsent { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>True where what it says may decide what other words mean: it names terms or what a case asks for.</summary>
    public bool MayPrepare => Table is { MayPrepare: true } || WhenPresent is { MayPrepare: true } || WhenAbsent is { MayPrepare: true };

    /// <summary>Of several words only what they all say alike counts.</summary>
    public bool MustAgree { get; init; }

    /// <summary>The field is looked at only where these hold.</summary>
    public RowTest[]? When { get; init; }
}
