using OrderKernel.Channels;
using OrderKernel.Deliveries;

namespace OrderKernel.Cli.Input;

/// <summary>Takes a record that was cut out of a file; its bytes are valid during the call.</summary>
internal delegate void RecordTaker(RecordPosition position, ReadOnlySpan<byte> bytes, Refusal? problem);

/// <summary>How one file is cut into records, and what each of them says.</summary>
internal abstract class RecordFile
{
    protected const int ChunkBytes = 64 * 1024;

    /// <summary>The door that its records come in by.</summary>
    public abstract DeliveryDoor Door { get; }

    /// <summary>What delimits fields, of a file that was cut; null where nothing does.</summary>
    public virtual char? Delimiter => null;

    /// <summary>Cuts a file into records, in their order there; memory is bounded by the largest record.</summary>
    public abstract void Cut(Stream stream, RecordTaker take);

    /// <summary>What a record says; the same for the same bytes. The file was cut before.</summary>
    public abstract RecordContent Read(ReadOnlySpan<byte> record);

    /// <summary>The bytes that are put away when a record cannot be used.</summary>
    public virtual byte[] Raw(ReadOnlySpan<byte> record) => record.ToArray();
}
