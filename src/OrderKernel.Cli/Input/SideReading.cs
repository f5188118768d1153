using System.Text.RegularExpressions;
using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Input;

/// <summary>Reads one file of a side, record by record; memory does not grow with it.</summary>
/// <param name="file">The file.</param>
/// <param name="number">Its number among all files.</param>
/// <param name="latest">No record can be later.</param>
internal sealed partial class SideReading(SideFile file, int number, Instant latest)
{
    private static readonly TenantId Tenant = TenantId.Of("diagnosis");
    private readonly Dictionary<Reason, (int Count, long Line)> _reasons = [];
    private readonly PolicyDocument<ChannelProfile> _profile = file.File.Profile!;
    private SideWords? _words;

    /// <summary>The file.</summary>
    public SideFile File => file;

    /// <summary>How many records it has.</summary>
    public long Records { get; private set; }

    /// <summary>How many of them could not be read.</summary>
    public long Parked { get; private set; }

    /// <summary>How many its profile passes over.</summary>
    public long PassedOver { get; private set; }

    /// <summary>What delimits its fields, of CSV.</summary>
    public char? Delimiter { get; private set; }

    /// <summary>Why records could not be read: each reason once, with how many have it and the first line; the most frequent first.</summary>
    public IEnumerable<(Reason Why, int Count, long Line)> Reasons => _reasons.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Value.Line)
        .Select(r => (r.Key, r.Value.Count, r.Value.Line));

    /// <summary>Reads.</summary>
    /// <param name="take">Told of each order that a record tells of.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FileFormException">The file is not what it looked like.</exception>
    public void Read(Action<SideRecord> take, CancellationToken cancellationToken)
    {
        var parser = RecordParser.For(_profile.Policy);
        var reader = new ProfileReader(_profile, SkuMap.Same, new ShopContext(Tenant, file.File.Shop));
        using (var bytes = System.IO.File.OpenRead(file.File.Path))
        using (var text = new ParserStream(parser, Take)) file.File.Form.Copy(bytes, text);
        parser.Complete(Take);

        void Take(RecordSlice slice)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Records++;
            Delimiter ??= file.File.Form.Sheet is null ? (parser as CsvRecordParser)?.Delimiter : null;
            _words ??= parser is CsvRecordParser { Delimiter: { } delimiter }
                ? SideWords.Of(_profile.Policy, slice.Header, delimiter)
                : SideWords.Of(_profile.Policy);
            One(reader.Read(slice, file.File.ArrivedAt), slice.Position.Line, take);
        }
    }

    private void One(RecordReading reading, long line, Action<SideRecord> take)
    {
        // What a warehouse tells of parcels and counts says nothing of how an order stands.
        if (reading.Kind is ReadingKind.Skipped or ReadingKind.Partner)
        {
            PassedOver++;
            return;
        }

        var source = file.Side == DiagnosisSide.Channel ? new RecordSource(_profile.Policy.Channel.Value, file.File.Shop.Value, null) : reading.Source;
        if (reading.Claim is { } claim && claim.SourceTime <= latest)
        {
            foreach (var record in SideRecord.Of(file.Side, claim, source, _words!.Value, number)) take(record);
            return;
        }

        Parked++;
        var refusal = reading.Refusal ?? Refusal.Of(OrderKernelCodes.RecordOfFuture, ("at", reading.Claim?.SourceTime), ("latest", latest));
        foreach (var why in (refusal.Reasons.IsEmpty ? [new Reason(refusal.Code, refusal.Arguments)] : refusal.Reasons.Items.Select(Anywhere)).Distinct())
            _reasons[why] = _reasons.TryGetValue(why, out var known) ? (known.Count + 1, known.Line) : (1, line);
        // A time that nobody can believe would tell until when the export reaches.
        if (reading.Identity is { } identity && identity.SourceTime <= latest) take(SideRecord.Parked(file.Side, identity, source, number));
    }

    // The same reason in another row is the same: $.orders[3].code and $.orders[7].code.
    private static Reason Anywhere(Reason why) => why with
    {
        Arguments = why.Arguments.Items.Select(a => a.Name == "path" ? new Argument("path", RowNumber().Replace(a.Value, "[]")) : a).ToValueList(),
    };

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex RowNumber();
}
