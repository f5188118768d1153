using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace OrderKernel.Cli.Input;

/// <summary>
/// A workbook (xlsx), opened for reading. Read here and not by a library: those that were tried turn each number into a floating one before anybody sees its
/// digits, pass over cells with an error as over blank ones, or do not tell which dates the built-in formats of Chinese versions are.
/// </summary>
internal sealed class Workbook : IDisposable
{
    private const long PartBytesMax = 4L * 1024 * 1024 * 1024;
    private static readonly XmlReaderSettings Plain = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };
    private readonly ZipArchive _zip;

    private Workbook(ZipArchive zip)
    {
        _zip = zip;
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var links = Part("xl/_rels/workbook.xml.rels"))
        {
            while (links.Read())
            {
                if (links is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && links.GetAttribute("Id") is { } id)
                    targets[id] = PathOf(links.GetAttribute("Target") ?? "");
            }
        }

        using var book = Part("xl/workbook.xml");
        while (book.Read())
        {
            if (book.NodeType != XmlNodeType.Element) continue;
            if (book.LocalName == "workbookPr") IsFrom1904 = book.GetAttribute("date1904") is "1" or "true";
            if (book.LocalName == "sheet" && targets.TryGetValue(LinkOf(book), out var path) && zip.GetEntry(path) is not null)
                Sheets.Add((book.GetAttribute("name") ?? path, path));
        }
    }

    /// <summary>True where days are counted from 1904.</summary>
    public bool IsFrom1904 { get; }

    /// <summary>The sheets, in their order: name and part.</summary>
    public List<(string Name, string Path)> Sheets { get; } = [];

    private static ReadOnlySpan<byte> Zip => [(byte)'P', (byte)'K', 3, 4];

    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>True for the first bytes of a workbook, or of another file in the same container.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith(Zip) || head.StartsWith(Compound);

    /// <summary>Does something with an opened workbook.</summary>
    /// <exception cref="FileFormException">It is protected, of the old format, or broken.</exception>
    public static T With<T>(Stream file, Func<Workbook, T> work)
    {
        ThrowIfCompound(file);
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            using var workbook = new Workbook(zip);
            return work(workbook);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or OverflowException or ArgumentException
            or NotSupportedException)
        {
            throw new FileFormException(CliCodes.WorkbookBroken, ("detail", e.GetType().Name));
        }
    }

    /// <summary>A part of it as XML.</summary>
    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public XmlReader Part(string path) => PartOrNull(path) ?? throw new InvalidDataException(path);

    /// <summary>A part of it as XML; null where there is none.</summary>
    public XmlReader? PartOrNull(string path)
    {
        if (_zip.GetEntry(path) is not { } entry) return null;
        return entry.Length > PartBytesMax ? throw new InvalidDataException(path) : XmlReader.Create(entry.Open(), Plain);
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>The old format and encrypted workbooks lie in a container of their own, whose directory says which of both it is.</summary>
    private static void ThrowIfCompound(Stream file)
    {
        var head = new byte[512];
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (!head.AsSpan(0, read).StartsWith(Compound)) return;
        var sector = 1L << Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(30)), 16);
        var directory = new byte[4096];
        file.Position = Math.Min(file.Length, sector * (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(48)) + 1));
        read = file.ReadAtLeast(directory, directory.Length, throwOnEndOfStream: false);
        var isProtected = directory.AsSpan(0, read).IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
        throw new FileFormException(isProtected ? CliCodes.WorkbookProtected : CliCodes.WorkbookOld);
    }

    private static string PathOf(string target) => target.StartsWith('/') ? target[1..] : "xl/" + target;

    private static string LinkOf(XmlReader sheet)
    {
        var link = "";
        while (sheet.MoveToNextAttribute())
        {
            if (sheet.LocalName == "id" && sheet.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) link = sheet.Value;
        }

        sheet.MoveToElement();
        return link;
    }
}
