using OrderKernel.Channels;

namespace OrderKernel.Cli.Input;

/// <summary>How a profile reads the records of a file, one by one.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Records">How many records the file has.</param>
/// <param name="Tried">The records that were asked for, at most <see cref="RecordsMax"/>.</param>
internal sealed record ProfileTrial(string File, PolicyDocument<ChannelProfile> Profile, int Records, ValueList<TriedRecord> Tried)
{
    /// <summary>So many are shown where none is asked for by its number.</summary>
    public const int RecordsMax = 20;

    /// <summary>Reads a file as a run would, and keeps how.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="skus">Which SKUs codes mean.</param>
    /// <param name="number">The record that is asked for, from 1; null for the first ones.</param>
    /// <remarks>Refuses with: <see cref="CliCodes.RecordMissing"/>, and what keeps a file from being read.</remarks>
    public static Result<ProfileTrial> Of(string path, PolicyDocument<ChannelProfile> profile, SkuMap skus, int? number)
    {
        if (!SampleText.Of(path, profile).TryGet(out var sample, out var unreadable)) return unreadable;
        var reader = new ProfileReader(profile, skus, SampleText.Shop, null, JsonSchemaValidator.Shared);
        var (records, tried) = (0, new List<TriedRecord>());
        sample.Cut(record =>
        {
            records++;
            if (number is { } only ? only == records : records <= RecordsMax)
                tried.Add(new(records, record.Position.Line, reader.Trace(record, sample.File.ArrivedAt)));
        });
        return number is not null && tried.Count == 0
            ? Refusal.Of(CliCodes.RecordMissing, ("path", sample.File.Name), ("number", number), ("records", records))
            : new ProfileTrial(sample.File.Name, profile, records, tried.ToValueList());
    }
}

/// <summary>One record of a trial.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Trace">How it was read.</param>
internal sealed record TriedRecord(int Number, long Line, RecordTrace Trace)
{
    /// <summary>What a person has to act on, else what is told of the claim besides.</summary>
    public ValueList<Reason> Reasons => Trace.Reading.Refusal is not { } refusal
        ? (Trace.Reading.Claim?.Findings ?? Trace.Reading.Partner?.Findings ?? default).Items.Select(f => f.ToReason()).ToValueList()
        : refusal.Reasons.IsEmpty ? [new Reason(refusal.Code, refusal.Arguments)] : refusal.Reasons;

    public bool IsParked => Trace.Reading.Kind == ReadingKind.Parked;
}
