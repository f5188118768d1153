using NodaTime;

namespace OrderKernel.Channels;

/// <summary>
/// From when to when the exports of the sides reach: what lies outside cannot be missing. Without better knowledge an export begins with the first order
/// in it and ends with the latest thing that it tells.
/// </summary>
public sealed class ExportReach
{
    private readonly Instant?[] _first = new Instant?[5];
    private readonly Instant?[] _last = new Instant?[5];
    private readonly Dictionary<int, Instant> _files = [];
    private readonly Instant? _from;
    private readonly Instant? _until;

    /// <summary>Reaches that nothing is known of yet.</summary>
    /// <param name="from">The exports have every order placed since; null where that is not known.</param>
    /// <param name="until">When all exports were made; null where that is not known.</param>
    public ExportReach(Instant? from = null, Instant? until = null) => (_from, _until) = (from, until);

    /// <summary>The sides of which there is a record.</summary>
    public IEnumerable<DiagnosisSide> Sides
    {
        get
        {
            for (var side = DiagnosisSide.Channel; side <= DiagnosisSide.Crm; side++)
            {
                if (_last[(int)side] is not null) yield return side;
            }
        }
    }

    /// <summary>Takes a record in; the order of records does not matter.</summary>
    /// <param name="record">A record of an export.</param>
    public void Take(SideRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var side = (int)record.Side;
        var created = record.CreatedAt ?? record.SourceTime;
        if (_first[side] is not { } first || created < first) _first[side] = created;
        if (_last[side] is not { } last || record.SourceTime > last) _last[side] = record.SourceTime;
        if (!_files.TryGetValue(record.File, out var known) || record.SourceTime > known) _files[record.File] = record.SourceTime;
    }

    /// <summary>Since when the exports of a side have every order.</summary>
    internal Instant FirstOf(DiagnosisSide side) => _from ?? _first[(int)side] ?? Instant.MinValue;

    /// <summary>Until when the exports of a side know what happened.</summary>
    internal Instant LastOf(DiagnosisSide side) => _until ?? _last[(int)side] ?? Instant.MaxValue;

    /// <summary>The latest that one export tells: of two that say different things at the same time the later one counts.</summary>
    internal Instant LastOfFile(int file) => _files.TryGetValue(file, out var last) ? last : Instant.MinValue;
}
