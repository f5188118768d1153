namespace OrderKernel.Channels;

/// <summary>In which forms a field of one record kind came in an hour, and what that cost.</summary>
/// <param name="Kind">The record kind; empty where it is not known.</param>
/// <param name="Path">The field's path without row numbers.</param>
public sealed record FieldTally(string Kind, string Path)
{
    /// <summary>Records by the form in which they tell the field, the first for <see cref="FieldForm.Text"/>; one that tells nothing is none.</summary>
    public ValueList<long> Forms { get; init; }

    /// <summary>Records that were read although the field's word is unknown.</summary>
    public long Tolerated { get; init; }

    /// <summary>Records that could not be read because of the field.</summary>
    public long Unread { get; init; }

    /// <summary>The records that tell it in one form.</summary>
    /// <param name="form">The form.</param>
    public long Of(FieldForm form) => Forms.Count >= (int)form ? Forms[(int)form - 1] : 0;

    /// <summary>What is counted of it in all.</summary>
    internal long Records => Forms.Items.Sum() + Tolerated + Unread;

    internal static int Order(FieldTally a, FieldTally b) =>
        string.CompareOrdinal(a.Kind, b.Kind) is not 0 and var order ? order : string.CompareOrdinal(a.Path, b.Path);

    internal static FieldTally Sum(FieldTally a, FieldTally b) => a with
    {
        Forms = Sorted.Plus(a.Forms, b.Forms), Tolerated = a.Tolerated + b.Tolerated, Unread = a.Unread + b.Unread,
    };
}

/// <summary>A word that no table of the profile has.</summary>
/// <param name="Path">The field's path without row numbers.</param>
/// <param name="Word">The word, as findings show it: what may name a person is masked.</param>
/// <param name="Records">In how many records it stood.</param>
public sealed record WordTally(string Path, string Word, long Records)
{
    internal static WordTally Sum(WordTally a, WordTally b) => a with { Records = a.Records + b.Records };

    internal static int Order(WordTally a, WordTally b) =>
        string.CompareOrdinal(a.Path, b.Path) is not 0 and var order ? order : string.CompareOrdinal(a.Word, b.Word);
}
