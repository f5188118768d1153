using System.Text;

namespace OrderKernel.Channels;

/// <summary>The paths of elements and attributes in the start of an XML input.</summary>
internal static class XmlPaths
{
    private const int DepthMax = 64;

    /// <summary>The dotted paths, attributes with <c>@</c>; stops quietly where the bytes end or are no XML.</summary>
    public static HashSet<string> Of(ReadOnlySpan<byte> xml)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new List<string>();
        for (var at = xml.IndexOf((byte)'<'); at >= 0; at = Next(xml, at))
        {
            var rest = xml.Slice(at);
            if (rest.StartsWith("<?"u8) || rest.StartsWith("<!"u8)) continue;
            var end = rest.IndexOf((byte)'>');
            if (end < 0) break;
            var tag = Encoding.UTF8.GetString(rest.Slice(1, end - 1).ToArray());
            if (tag.StartsWith('/'))
            {
                if (open.Count > 0) open.RemoveAt(open.Count - 1);
                continue;
            }

            var parts = tag.TrimEnd('/').Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0 || open.Count >= DepthMax) break;
            open.Add(Local(parts[0]));
            var path = string.Join(".", open);
            seen.Add(path);
            foreach (var part in parts.Skip(1).Where(p => p.IndexOf('=') > 0)) seen.Add($"{path}.@{Local(part.Substring(0, part.IndexOf('=')))}");
            if (tag.EndsWith('/')) open.RemoveAt(open.Count - 1);
        }

        return seen;
    }

    private static int Next(ReadOnlySpan<byte> xml, int at)
    {
        var rest = xml.Slice(at);
        var mark = rest.StartsWith("<!--"u8) ? "-->"u8 : rest.StartsWith("<![CDATA["u8) ? "]]>"u8 : ">"u8;
        var end = rest.IndexOf(mark);
        if (end < 0) return -1;
        var next = rest.Slice(end).IndexOf((byte)'<');
        return next < 0 ? -1 : at + end + next;
    }

    private static string Local(string name) => name.Substring(name.IndexOf(':') + 1);
}
