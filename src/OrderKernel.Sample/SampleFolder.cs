using System.Text;

namespace OrderKernel.Sample;

/// <summary>The output folder: UTF-8 without byte-order mark, LF line ends, "/" in every path that is written down.</summary>
internal sealed class SampleFolder(string root)
{
    private const byte LineEnd = (byte)'\n';
    private readonly List<SampleFile> _files = [];

    /// <summary>The input files so far, in the order of arrival.</summary>
    public IReadOnlyList<SampleFile> Files => _files;

    public void Write(string path, byte[] content)
    {
        var full = Path.Combine([root, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    public void WriteLines(string path, IEnumerable<byte[]> lines)
    {
        using var content = new MemoryStream();
        foreach (var line in lines)
        {
            content.Write(line);
            content.WriteByte(LineEnd);
        }

        Write(path, content.ToArray());
    }

    public void Add(string path, string profile, string shop = "") => _files.Add(new SampleFile(path, profile, shop));

    /// <summary>Records inside their envelope: alone on a line, or one a line in a page.</summary>
    public static byte[] Wrap(SampleEnvelope envelope, IReadOnlyList<byte[]> records, bool page)
    {
        using var content = new MemoryStream();
        content.Write(Encoding.UTF8.GetBytes(envelope.Before));
        for (var i = 0; i < records.Count; i++)
        {
            if (page)
            {
                content.Write(i == 0 ? "\n"u8 : ",\n"u8);
            }

            content.Write(records[i]);
        }

        if (page)
        {
            content.WriteByte(LineEnd);
        }

        content.Write(Encoding.UTF8.GetBytes(envelope.After));
        if (page)
        {
            content.WriteByte(LineEnd);
        }

        return content.ToArray();
    }
}
