using System.Text.RegularExpressions;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Input;

/// <summary>What a profile makes of a sample of what it is to read.</summary>
/// <param name="File">The file.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="Claims">How many of them are claims.</param>
/// <param name="Parked">How many would be put away.</param>
/// <param name="Reasons">Why, and what is told of claims besides: each once, without the numbers of rows, with how many records have it; most first.</param>
internal sealed partial record SampleReading(string File, int Records, int Claims, int Parked, IReadOnlyList<(Reason Why, int Count)> Reasons)
{
    // So many records are looked at field by field.
    private const int TracedMax = 500;

    /// <summary>Reads a sample as a run would read it.</summary>
    /// <remarks>Refuses with: <see cref="CliCodes.FileUnreadable"/>, and what keeps bytes from being text.</remarks>
    /// <param name="path">The sample.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="coverage">Told which kinds and fields the records show; null where nobody asks.</param>
    public static Result<SampleReading> Read(string path, PolicyDocument<ChannelProfile> profile, SampleCoverage? coverage = null) =>
        SampleText.Of(path, profile).Then(sample => (Result<SampleReading>)Of(sample, profile, coverage));

    private static SampleReading Of(SampleText sample, PolicyDocument<ChannelProfile> profile, SampleCoverage? coverage)
    {
        var file = sample.File;
        var reader = new ProfileReader(profile, SkuMap.Same, SampleText.Shop, null, JsonSchemaValidator.Shared);
        var (records, claims, parked) = (0, 0, 0);
        var reasons = new Dictionary<Reason, int>();
        sample.Cut(Take);
        return new(file.Name, records, claims, parked,
            [.. reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key.ToString(), StringComparer.Ordinal).Select(r => (r.Key, r.Value))]);

        void Take(RecordSlice record)
        {
            records++;
            var trace = record.Problem is null && coverage is not null && records <= TracedMax ? reader.Trace(record, file.ArrivedAt) : null;
            var reading = record.Problem is not null ? default : trace?.Reading ?? reader.Read(record, file.ArrivedAt);
            if (trace is not null) coverage!.Add(trace);
            else coverage?.Add(reading);
            if (reading.Kind is ReadingKind.Claimed or ReadingKind.Partner) claims++;
            else if (reading.Kind != ReadingKind.Skipped) parked++;
            var refusal = record.Problem ?? (reading.Kind == ReadingKind.Parked ? reading.Refusal : null);
            var told = refusal is null ? (reading.Claim?.Findings ?? reading.Partner?.Findings ?? default).Items.Select(f => f.ToReason())
                : refusal.Reasons.IsEmpty ? [new Reason(refusal.Code, refusal.Arguments)] : refusal.Reasons.Items;
            foreach (var why in told.Select(Anywhere).Distinct()) reasons[why] = reasons.GetValueOrDefault(why) + 1;
        }
    }

    // The same reason in another row is the same: $.orders[3].code and $.orders[7].code.
    private static Reason Anywhere(Reason why) => why with
    {
        Arguments = why.Arguments.Items.Select(a => a.Name == "path" ? new Argument("path", RowNumber().Replace(a.Value, "[]")) : a).ToValueList(),
    };

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex RowNumber();
}
