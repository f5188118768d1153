namespace OrderKernel.Channels;

/// <summary>On what a guess of a proposal rests. 0 is unset.</summary>
public enum GuessGround
{
    /// <summary>It is called so, and what stands there can be that.</summary>
    Name = 1,

    /// <summary>All values have that form.</summary>
    Form = 2,

    /// <summary>The amounts have decimals, or a sign of a currency.</summary>
    Decimals = 3,

    /// <summary>The amounts are whole numbers without a decimal anywhere: minor units, unless nothing costs a fraction.</summary>
    WholeNumbers = 4,

    /// <summary>The times name their own offset.</summary>
    Offsets = 5,

    /// <summary>Rows of the same number follow one another.</summary>
    Repeats = 6,

    /// <summary>The word itself tells it.</summary>
    Word = 7,

    /// <summary>Nothing in the sample says so: it is what is most often so.</summary>
    Assumed = 8,
}

/// <summary>One guess of a proposal.</summary>
/// <param name="Field">What was guessed: a canonical field such as <c>amounts.due</c>, or a property of the profile such as <c>money</c>.</param>
/// <param name="Value">The path, the unit, the zone … that was guessed.</param>
/// <param name="Ground">On what it rests.</param>
/// <param name="Example">What stands there in the sample, masked; empty where nothing does.</param>
public sealed record ProfileGuess(string Field, string Value, GuessGround Ground, string Example);

/// <summary>A profile proposed from a sample: a document for a person to finish. Every row of its tables is marked as inferred.</summary>
/// <param name="Document">The document, UTF-8; it loads when the number is not among <paramref name="Missing"/>.</param>
/// <param name="Guesses">Every guess, in the document's order.</param>
/// <param name="Missing">
/// The parts without which no order is placed and that were not found: <c>number</c>, <c>times.created</c>, <c>amounts.due</c>, <c>lines</c>.
/// </param>
/// <param name="Words">The words of status fields that have no row: a record that tells one parks until a person says what it means.</param>
/// <param name="Records">How many records the sample has.</param>
public sealed record ProposedProfile(
    ReadOnlyMemory<byte> Document, ValueList<ProfileGuess> Guesses, ValueList<string> Missing, ValueList<UnmappedWord> Words, int Records);

/// <summary>A word of a sample that a person has to map.</summary>
/// <param name="Table">The table of the proposal.</param>
/// <param name="Path">The field.</param>
/// <param name="Word">The word, masked.</param>
public sealed record UnmappedWord(string Table, string Path, string Word);

/// <summary>Proposes a profile from a sample of what a channel gives: a start for a person, never a rule of its own.</summary>
public static class ProfileProposal
{
    /// <summary>Proposes.</summary>
    /// <param name="text">A JSON, JSON Lines, XML or CSV input, UTF-8.</param>
    /// <param name="name">The name of the profile and of its channel: letters, digits and dashes.</param>
    /// <remarks>Refuses with: <see cref="ChannelsCodes.SampleWithoutRecords"/>.</remarks>
    public static Result<ProposedProfile> From(ReadOnlySpan<byte> text, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (SampleRecords.Of(text) is not { } sample) return Refusal.Of(ChannelsCodes.SampleWithoutRecords);
        return new ProposalDraft(sample, OrderParts.Of(sample), name).Made();
    }
}
