using NodaTime;

namespace OrderKernel.Channels;

/// <summary>
/// How one channel's records become claims: record kinds, field map, status tables, carriers. Read from a document, see <see cref="Profiles"/>.
/// </summary>
public sealed class ChannelProfile
{
    internal ChannelProfile(ChannelId channel, string code, DateTimeZone zone, RecordFormat format)
    {
        Channel = channel;
        Code = code;
        Zone = zone;
        Format = format;
    }

    /// <summary>The channel; several profiles may name the same.</summary>
    public ChannelId Channel { get; }

    /// <summary>The channel's code in order ids.</summary>
    public string Code { get; }

    /// <summary>The zone of texts without one, and of the creation day unless the shop has its own.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>What its inputs are written in.</summary>
    public RecordFormat Format { get; }

    /// <summary>The names of its record kinds, in the order in which they are tried.</summary>
    public IEnumerable<string> RecordKinds => Kinds.Select(k => k.Name);

    /// <summary>The status tables with their rows, as words: for documentation, lint and oracle tests.</summary>
    public IEnumerable<StatusTable> StatusTables => Tables;

    /// <summary>The JSON Schemas that records are held against, with the names of their record kinds.</summary>
    public IEnumerable<(string RecordKind, string Schema)> PayloadSchemas => Kinds.Where(k => k.Schema is not null).Select(k => (k.Name, k.Schema!));

    /// <summary>
    /// The columns of a CSV input that tell of statuses, waybills, carriers or refunds and that the profile knowingly does not read. An input with another such
    /// column that no field reads is not read by the profile; see <see cref="ChannelsCodes.ColumnUnread"/>.
    /// </summary>
    public ValueList<string> LeftAside { get; internal init; }

    /// <summary>How what the channel pushes is signed; null where it pushes nothing, or nobody has seen how.</summary>
    public PushSignature? PushSignature { get; internal init; }

    /// <summary>What the channel allows when its feeds are pulled; empty where it is read from files and pushes alone.</summary>
    public ValueList<PullTerms> Pulls { get; internal init; }

    /// <summary>What the channel takes when it is told of a parcel; null where the profile does not say.</summary>
    public WriteBackTerms? WriteBack { get; internal init; }

    /// <summary>The currency of amounts where no record kind names a field for it; null when each does.</summary>
    internal Currency? Currency { get; init; }

    /// <summary>Of CSV: rows that follow one another with the same texts in these columns are one record.</summary>
    internal IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>Of JSON: the paths, from a record on, of texts that are JSON themselves.</summary>
    internal IReadOnlyList<string> Embedded { get; init; } = [];

    internal byte[][] EmbeddedMarks { get; init; } = [];

    internal PathTree Tree { get; init; } = new();

    internal RecordKind[] Kinds { get; init; } = [];

    internal StatusTable[] Tables { get; init; } = [];

    internal Utf8Map<CarrierId> Carriers { get; init; } = new([]);

    /// <summary>The words of the carriers as the document writes them: for lint.</summary>
    internal IReadOnlyList<string> CarrierWords { get; init; } = [];

    /// <summary>What a warehouse or ERP calls channels, shops, locations and outcomes of inspections.</summary>
    internal PartnerWords PartnerWords { get; init; } = new();

    internal Utf8Map<bool> Nulls { get; init; } = new([]);

    internal Utf8Map<bool> TimeNulls { get; init; } = new([]);
}
