using System.Text.RegularExpressions;
using OrderKernel.Channels;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Input;

/// <summary>What a profile makes of a sample of what it is to read.</summary>
/// <param name="File">The file.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="Claims">How many of them are claims.</param>
/// <param name="Parked">How many would be put away.</param>
/// <param name="Reasons">Why, and what is told of claims besides: each once, without the numbers of rows, with how many records have it; most first.</param>
internal sealed partial record SampleReading(string File, int Records, int Claims, int Parked, IReadOnlyList<(Reason Why, int Count)> Reasons)
{
    private static readonly ShopContext Shop = new(TenantId.Of("sample"), ShopId.Of("sample"));

    /// <summary>Reads a sample as a run would read it.</summary>
    /// <remarks>Refuses with: <see cref="CliCodes.FileUnreadable"/>, and what keeps bytes from being text.</remarks>
    public static Result<SampleReading> Read(string path, PolicyDocument<ChannelProfile> profile)
    {
        try
        {
            var file = new InputFile(path, Path.GetFileName(path), InputKind.Channel, profile, Shop.Shop, new FileInfo(path).Length)
            {
                ArrivedAt = NodaTime.Instant.FromDateTimeUtc(System.IO.File.GetLastWriteTimeUtc(path)),
            };
            var text = new MemoryStream();
            using (var bytes = System.IO.File.OpenRead(path)) FileForms.Of(file, [])[0].Copy(bytes, text);
            text.Position = 0;
            return Of(file, profile, text);
        }
        catch (FileFormException e)
        {
            var why = e.Of(path).ToReason();
            return Refusal.Of(why.Code, [.. why.Arguments.Items]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }
    }

    private static SampleReading Of(InputFile file, PolicyDocument<ChannelProfile> profile, Stream text)
    {
        var reader = new ProfileReader(profile, SkuMap.Same, Shop);
        var (records, claims, parked) = (0, 0, 0);
        var reasons = new Dictionary<Reason, int>();
        var parser = RecordParser.For(profile.Policy);
        var chunk = new byte[64 * 1024];
        for (int read; (read = text.Read(chunk)) > 0;) parser.Push(chunk.AsSpan(0, read), Take);
        parser.Complete(Take);
        return new(file.Name, records, claims, parked,
            [.. reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key.ToString(), StringComparer.Ordinal).Select(r => (r.Key, r.Value))]);

        void Take(RecordSlice record)
        {
            records++;
            var reading = record.Problem is null ? reader.Read(record, file.ArrivedAt) : default;
            if (reading.Kind == ReadingKind.Claimed) claims++;
            else if (reading.Kind != ReadingKind.Skipped) parked++;
            var refusal = record.Problem ?? (reading.Kind == ReadingKind.Parked ? reading.Refusal : null);
            var told = refusal is null ? reading.Claim?.Findings.Items.Select(f => f.ToReason()) ?? []
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
