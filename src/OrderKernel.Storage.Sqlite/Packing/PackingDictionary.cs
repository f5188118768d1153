using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// The text that packed events refer to: what recurs in the events of every shop, one phrase a line of <c>dictionary-1.txt</c>, line ends taken out.
/// </summary>
/// <remarks>Stored files need it as it is, for ever. Other phrases are another dictionary, under a form of their own.</remarks>
internal sealed class PackingDictionary
{
    /// <summary>Bytes that a phrase and an event have to share to be found.</summary>
    public const int Shortest = 5;

    /// <summary>Bytes that are read to look a place up.</summary>
    public const int LookAhead = 8;

    private const int HashBits = 13;
    private const string Resource = "OrderKernel.Storage.Sqlite.dictionary-1.txt";

    // Places are kept as place + 1: 0 ends a chain.
    private readonly ushort[] _first = new ushort[1 << HashBits];
    private readonly ushort[] _next;
    private readonly byte[] _text;

    private PackingDictionary(byte[] text)
    {
        (_text, _next) = (text, new ushort[text.Length + 1]);
        for (var place = text.Length - LookAhead; place >= 0; place--)
        {
            ref var first = ref _first[Hash(text.AsSpan(place))];
            (_next[place + 1], first) = (first, (ushort)(place + 1));
        }
    }

    /// <summary>The dictionary of form 1.</summary>
    public static PackingDictionary One { get; } = new(Load());

    public ReadOnlySpan<byte> Text => _text;

    /// <summary>The first place + 1 that may continue as bytes do; 0 when none does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(ReadOnlySpan<byte> bytes) => _first[Hash(bytes)];

    /// <summary>The next such place + 1 after one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int place) => _next[place];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ReadOnlySpan<byte> bytes) =>
        (int)(((BinaryPrimitives.ReadUInt64LittleEndian(bytes) << (64 - (8 * Shortest))) * 0x9E37_79B9_7F4A_7C15UL) >> (64 - HashBits));

    private static byte[] Load()
    {
        using var stream = typeof(PackingDictionary).Assembly.GetManifestResourceStream(Resource)!;
        using var memory = new MemoryStream((int)stream.Length);
        stream.CopyTo(memory);
        return Array.FindAll(memory.ToArray(), static b => b is not ((byte)'\n' or (byte)'\r'));
    }
}
