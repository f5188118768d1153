namespace OrderKernel.Channels;

/// <summary>How a profile read one record: for people who make profiles. Values of persons are masked, and so is what nothing understood.</summary>
/// <param name="Reading">What became of it: the same as <see cref="ProfileReader.Read(RecordSlice, NodaTime.Instant?)"/> says.</param>
/// <param name="RecordKind">The record kind that took it; null when none did, or it could not be cut or parsed.</param>
/// <param name="Fields">Every field that was read, in the order of reading; those that told nothing too.</param>
/// <param name="Left">What of the record no field of its kind reads, in the record's order.</param>
public sealed record RecordTrace(RecordReading Reading, string? RecordKind, ValueList<FieldTrace> Fields, ValueList<LeftoverTrace> Left)
{
    /// <summary>What the lines come to beside what is due; null when nothing is compared.</summary>
    public TracedTie? TieOut { get; internal init; }

    /// <summary>Of a record that no kind takes, why each does not; else empty.</summary>
    public ValueList<TracedKind> Tried { get; internal init; }
}

/// <summary>One canonical field of a record.</summary>
/// <param name="Field">Its name, such as <c>amounts.due</c>, <c>lines[2].quantity</c> (the row from 0) or <c>statuses[0]</c>.</param>
/// <param name="Row">The row of its list from 0; null of the record itself.</param>
public sealed record FieldTrace(string Field, int? Row)
{
    /// <summary>Where the profile's document says how it is read, such as <c>$.records[0].amounts.due</c>.</summary>
    public string Rule { get; internal init; } = "";

    /// <summary>The places that told something, with what stands there.</summary>
    public ValueList<TracedValue> Read { get; internal init; }

    /// <summary>The text after each step that changed it.</summary>
    public ValueList<TracedStep> Steps { get; internal init; }

    /// <summary>The canonical value; of a word what its row says; null when there is none.</summary>
    public string? Value { get; internal init; }

    /// <summary>The table in which it was looked up; null when it was not.</summary>
    public string? Table { get; internal init; }

    /// <summary>The word whose row was hit; null when none was.</summary>
    public string? Word { get; internal init; }

    /// <summary>How sure that row is.</summary>
    public EvidenceMark? Evidence { get; internal init; }
}

/// <summary>A value as it stands in a record.</summary>
/// <param name="Path">Its path with the rows' numbers, such as <c>$.orders.order[0].oid</c>.</param>
/// <param name="Raw">The text there, masked.</param>
public sealed record TracedValue(string Path, string Raw);

/// <summary>A text after one cleaning step.</summary>
/// <param name="Step">
/// The step, as documents call it; also <c>unescape</c>, <c>unguard</c> (what keeps a spreadsheet off an id), <c>join</c> and <c>cut</c>.
/// </param>
/// <param name="Text">The text after it, masked.</param>
public sealed record TracedStep(string Step, string Text);

/// <summary>What of a record no field reads: a value, or all that lies below one name.</summary>
/// <param name="Path">Its path, without the numbers of rows.</param>
/// <param name="Values">How many values lie there, at least one.</param>
/// <param name="Example">The first of them, masked.</param>
public sealed record LeftoverTrace(string Path, int Values, string Example);

/// <summary>What an order's lines come to beside what is due and what was paid.</summary>
/// <param name="Lines">The totals of the lines with the parts that the profile's <c>tieOut</c> names; null where there are no lines.</param>
/// <param name="Due">What is due.</param>
/// <param name="Paid">What was paid of an order that is paid in full; else null.</param>
public sealed record TracedTie(Money? Lines, Money Due, Money? Paid);

/// <summary>Why a record kind does not take a record.</summary>
/// <param name="Kind">The record kind.</param>
/// <param name="Wanting">Paths that it needs and that are not there.</param>
/// <param name="Unwanted">Paths that it must lack and that are there.</param>
public sealed record TracedKind(string Kind, ValueList<string> Wanting, ValueList<string> Unwanted);
