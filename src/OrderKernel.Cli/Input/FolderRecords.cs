using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Cli.Output;
using OrderKernel.Deliveries;
using OrderKernel.Runs;

namespace OrderKernel.Cli.Input;

/// <summary>
/// The records of a run's files: a first pass finds them, and each is read again when its
/// turn comes. A bad record is a delivery as well: it is kept raw, and the rest goes on.
/// </summary>
/// <param name="set">The files.</param>
/// <param name="latest">No record can be later: one that says so would let all deadlines before it pass, and outdate all counts.</param>
internal sealed class FolderRecords(InputSet set, Instant latest) : IDeliverySource, IDisposable
{
    // A quarter of a year by the hour; records of before count in the whole.
    private const int HoursMax = 24 * 92;

    private readonly List<(InputFile File, string Path, string Id, RecordFile Records)> _files = [];
    private readonly RecordMarks _marks = new();
    private readonly Dictionary<int, Refusal> _problems = [];
    private readonly Dictionary<string, Refusal> _whys = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(PolicyReference, ShopId), ProfileReader> _readers = [];
    private readonly Dictionary<int, int> _counts = [];
    private readonly SortedDictionary<(string Channel, string Shop), TallyBuilder> _tallies = new(Comparer<(string Channel, string Shop)>.Create(
        (a, b) => string.CompareOrdinal(a.Channel, b.Channel) is not 0 and var order ? order : string.CompareOrdinal(a.Shop, b.Shop)));
    private readonly List<string> _spooled = [];
    private readonly FileWindows _windows = new();

    /// <summary>The latest instant in the input.</summary>
    public Instant Last { get; private set; } = Instant.FromUnixTimeTicks(0);

    /// <summary>What is wrong with whole files.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How many records each file that was read has, in the order of reading; a file of the same bytes as another has none.</summary>
    public IEnumerable<FileCount> Counts => _files.Select((f, i) => new FileCount(f.File, _counts.GetValueOrDefault(i), f.Records.Delimiter));

    /// <summary>How the records of each channel and shop could be read.</summary>
    public IEnumerable<ChannelHealth> Health =>
        _tallies.Select(t => ChannelHealth.Of(t.Key.Channel, t.Key.Shop, t.Value, set.Policies.Watch.Policy));

    /// <summary>Why records could not be used, by delivery; of those that had their turn.</summary>
    public IReadOnlyDictionary<string, Refusal> Whys => _whys;

    /// <inheritdoc/>
    public int Count => _marks.Count;

    /// <summary>Finds the records of all files.</summary>
    /// <param name="progress">Told the bytes read, file by file.</param>
    public void Survey(Action<long> progress)
    {
        foreach (var file in set.Files)
        {
            var before = Count;
            try
            {
                Survey(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FileFormException)
            {
                _findings.Add(e is FileFormException form ? form.Of(file.Name)
                    : Finding.Of(file.Name, CliCodes.FileUnreadable, ("detail", IoDetail.Of(e, file.Path))));
                _marks.CutTo(before);
                _counts.Remove(_files.Count - 1);
            }

            progress(file.Length);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Records that nobody understands have no time of their own: they are put away when all else is done.</remarks>
    public Instant AtOf(int index)
    {
        ref readonly var mark = ref _marks[index];
        return mark.IsUnread ? Last : mark.At;
    }

    /// <inheritdoc/>
    /// <exception cref="InputChangedException">The file is not what it was.</exception>
    public ValueTask<Delivery> ReadAsync(int index, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mark = _marks[index];
        var (file, path, id, records) = _files[mark.File];
        var bytes = Again(file, path, mark);
        var content = _problems.TryGetValue(index, out var problem) ? RecordContent.Unread(problem) : records.Read(bytes);
        var slip = new DeliverySlip(MessageId.Of($"{id}-{mark.Number}"), Hash(bytes), $"{file.Name}:{mark.Line}", records.Raw(bytes)) { Door = records.Door };
        if (content.Why is { } why) _whys[slip.Id.Value] = why;
        return new(content.ToDelivery(slip, AtOf(index)));
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _windows.Dispose();
        foreach (var path in _spooled) File.Delete(path);
    }

    private void Survey(InputFile file)
    {
        using var told = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var stream = told.CanSeek ? told : Spool(told.CopyTo);
        var id = Short(SHA256.HashData(stream));
        if (stream.Length == 0)
        {
            _findings.Add(Finding.Of(file.Name, CliCodes.FileEmpty));
        }
        else if (!_names.TryAdd(id, file.Name))
        {
            // The same bytes under another name are the same deliveries: there is nothing to apply twice.
            _findings.Add(Finding.Of(file.Name, CliCodes.FileRepeated, ("other", _names[id])));
        }
        else
        {
            stream.Position = 0;
            using var text = file.Form.IsPlain ? stream : Spool(to => file.Form.Copy(stream, to));
            var (records, before) = (RecordsOf(file), Count);
            _files.Add((file, text.Name, id, records));
            records.Cut(text, (position, bytes, problem) => Take(records, position, bytes, problem));
            if (Count == before) _findings.Add(Finding.Of(file.Name, CliCodes.FileWithoutRecords, ("readAs", file.ReadAs)));
        }
    }

    private void Take(RecordFile records, RecordPosition position, ReadOnlySpan<byte> bytes, Refusal? problem)
    {
        var content = problem is null ? records.Read(bytes) : RecordContent.Unread(problem);
        var at = content.At;
        if (at > latest) (problem, at) = (Refusal.Of(OrderKernelCodes.RecordOfFuture, ("at", at), ("latest", latest)), null);
        Tally(_files[^1].File, content, problem ?? content.Why, at ?? content.Identity?.SourceTime);
        if (at > Last) Last = at.Value;
        if (problem is not null) _problems[Count] = problem;
        _counts[_files.Count - 1] = _counts.GetValueOrDefault(_files.Count - 1) + 1;
        _marks.Add(new(_files.Count - 1, checked((int)position.Number), checked((int)position.Line), bytes.Length, Check(bytes), at is null,
            position.ByteOffset, at ?? default));
    }

    private void Tally(InputFile file, in RecordContent content, Refusal? problem, Instant? at)
    {
        if (file.Profile is not { } profile) return;
        var key = (profile.Reference.Name, file.Shop.Value);
        if (!_tallies.TryGetValue(key, out var tally))
            _tallies.Add(key, tally = new(profile.Policy.Zone, set.Policies.Watch.Policy.Keeps with { Hours = HoursMax }));
        var end = problem is not null ? RecordEnd.Parked : content.Reading.Kind == ReadingKind.Skipped ? RecordEnd.Skipped : RecordEnd.Applied;
        tally.Record(at > latest ? null : at, content.Reading, end, problem?.Code, arrivedAt: null);
    }

    /// <summary>What can be read but once, such as a pipe, and text made of other bytes is kept in a file of our own while the run lasts.</summary>
    private FileStream Spool(Action<Stream> write)
    {
        var spool = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        _spooled.Add(spool.Name);
        write(spool);
        spool.Flush();
        spool.Position = 0;
        return spool;
    }

    private RecordFile RecordsOf(InputFile file)
    {
        if (file.Profile is not { } profile) return new LineFile(file, set.Policies.TrackWords.Policy);
        if (!_readers.TryGetValue((profile.Reference, file.Shop), out var reader))
        {
            reader = new ProfileReader(profile, set.Skus, new ShopContext(set.Tenant, file.Shop), null, JsonSchemaValidator.Shared) { TellsShape = true };
            _readers.Add((profile.Reference, file.Shop), reader);
        }

        return new ChannelFile(file, profile, reader);
    }

    private ReadOnlySpan<byte> Again(InputFile file, string path, in RecordMark mark)
    {
        try
        {
            var bytes = _windows.Read(path, mark.Offset, mark.Length);
            return bytes.Length == mark.Length && Check(bytes) == mark.Check
                ? bytes
                : throw new InputChangedException(Reason.Of(CliCodes.FileChanged, ("path", file.Name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputChangedException(Reason.Of(CliCodes.FileUnreadable, ("path", file.Name), ("detail", IoDetail.Of(e, file.Path))), e);
        }
    }

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var check = ~0u;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            check = BitOperations.Crc32C(check, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) check = BitOperations.Crc32C(check, b);
        return check;
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Short(SHA256.HashData(bytes));

    private static string Short(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash[..12]);
}
