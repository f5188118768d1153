using System.Text;
using System.Xml;

namespace OrderKernel.Channels;

/// <summary>The records of a sample, found without a profile: what it is written in, where in it the orders lie, and what stands in them.</summary>
internal sealed record SampleRecords(RecordFormat Format, string Envelope, int Count, IReadOnlyList<SampleField> Fields)
{
    private const int SlicesMax = 200;
    private const int DepthMax = 64;

    /// <summary>Of CSV: consecutive rows of the same number are one order.</summary>
    public bool HasGroups { get; init; }

    /// <summary>The records; null where there are none.</summary>
    public static SampleRecords? Of(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(ProfileReader.Mark)) text = text.Slice(ProfileReader.Mark.Length);
        text = Cleaning.Trim(text);
        if (text.IsEmpty) return null;
        return text[0] is (byte)'{' or (byte)'[' ? OfJson(text) : text[0] == '<' ? OfXml(text) : OfCsv(text);
    }

    private static SampleRecords? OfJson(ReadOnlySpan<byte> text)
    {
        var slices = new List<List<PayloadValue>>();
        var parser = new JsonRecordParser(RecordLimits.Default);
        parser.Push(text, Take);
        parser.Complete(Take);
        return Best(RecordFormat.Json, slices, "");

        void Take(RecordSlice record)
        {
            if (record.Problem is null && slices.Count < SlicesMax) slices.Add(PayloadValues.Of(RecordFormat.Json, default, record.Bytes, 0, DepthMax));
        }
    }

    private static SampleRecords? OfXml(ReadOnlySpan<byte> text)
    {
        var values = PayloadValues.Of(RecordFormat.Xml, default, text, 0, DepthMax);
        return values.Count == 0 ? null : Best(RecordFormat.Xml, [values], RootOf(text));
    }

    private static string RootOf(ReadOnlySpan<byte> text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(text.ToArray()), settings);
        return reader.MoveToContent() == XmlNodeType.Element ? reader.LocalName : "";
    }

    // The place at which most of what an order has is found, the least deep.
    private static SampleRecords? Best(RecordFormat format, List<List<PayloadValue>> slices, string root)
    {
        SampleRecords? best = null;
        var most = 0;
        var starts = slices.SelectMany(s => s).SelectMany(v => Starts(v.Path)).Prepend("").Distinct()
            .Where(s => s.Length < 200 && s.IndexOf("[]", StringComparison.Ordinal) is var list && (list < 0 || list == s.Length - 2)).ToList();
        foreach (var start in starts)
        {
            var found = Below(format, slices, start, root);
            var score = found.Fields.Count == 0 ? 0 : OrderParts.Of(found).Score;
            if (score <= most) continue;
            (best, most) = (found, score);
        }

        return best;
    }

    private static SampleRecords Below(RecordFormat format, List<List<PayloadValue>> slices, string start, string root)
    {
        var depth = start.Length == 0 ? 0 : start.Split('.').Length;
        var fields = new Dictionary<string, SampleField>(StringComparer.Ordinal);
        var records = new HashSet<string>();
        for (var i = 0; i < slices.Count; i++)
        {
            foreach (var value in slices[i])
            {
                if (start.Length > 0 && !value.Path.StartsWith(start + ".", StringComparison.Ordinal)) continue;
                var path = start.Length == 0 ? value.Path : value.Path.Substring(start.Length + 1);
                var record = $"{i}|{string.Join(".", value.Place.Split('.').Take(depth))}";
                records.Add(record);
                if (!fields.TryGetValue(path, out var field)) fields.Add(path, field = new(path));
                field.Values.Add((value.Text, value.Kind));
                field.In.Add(record);
            }
        }

        var envelope = start.Replace("[]", "");
        return new(format, root.Length == 0 ? envelope : envelope.Length == 0 ? root : $"{root}.{envelope}", records.Count, [.. fields.Values]);
    }

    private static SampleRecords? OfCsv(ReadOnlySpan<byte> text)
    {
        var (header, delimiter, below) = HeaderOf(text);
        ReadOnlySpan<byte> rest = below;
        if (header.Length == 0) return null;
        var fields = CsvTokens.Names(header, delimiter).ConvertAll(n => new SampleField(n.Trim()));
        var rows = 0;
        while (!rest.IsEmpty && rows < SlicesMax * 10)
        {
            var length = CsvTokens.RowLength(rest, delimiter);
            var row = CsvTokens.WithoutEnd(rest.Slice(0, length));
            rest = rest.Slice(Math.Min(length + 1, rest.Length));
            if (Cleaning.Trim(row).IsEmpty) continue;
            var cells = CsvTokens.Names(row, delimiter);
            for (var i = 0; i < Math.Min(cells.Count, fields.Count); i++)
            {
                fields[i].Values.Add((cells[i], TokenKind.Text));
                if (cells[i].Length > 0) fields[i].In.Add($"{rows}");
            }

            rows++;
        }

        fields.RemoveAll(f => f.Path.Length == 0);
        var found = new SampleRecords(RecordFormat.Csv, "", rows, fields);
        return rows == 0 ? null : found with { HasGroups = OrderParts.Of(found).Number is { } number && !number.Field.IsDistinct };
    }

    // The widest of the first rows in which no cell is a number; titles above it are narrower.
    private static (byte[] Header, byte Delimiter, byte[] Below) HeaderOf(ReadOnlySpan<byte> text)
    {
        (byte[] Header, byte Delimiter, byte[] Below, int Width) best = ([], (byte)',', [], 1);
        for (var row = 0; row < CsvDialect.RowsMax && !text.IsEmpty; row++)
        {
            var length = CsvTokens.RowLength(text, null);
            var line = CsvTokens.WithoutEnd(text.Slice(0, length));
            text = text.Slice(Math.Min(length + 1, text.Length));
            foreach (var delimiter in (byte[])[(byte)',', (byte)';', (byte)'\t', (byte)'|'])
            {
                var cells = CsvTokens.Names(line, delimiter);
                var width = cells.Count(c => c.Length > 0);
                var isHeader = !cells.Exists(c => c.Length > 0 && c.All(d => d is (>= '0' and <= '9') or '.'));
                if (isHeader && width > best.Width) best = (line.ToArray(), delimiter, text.ToArray(), width);
            }
        }

        return (best.Header, best.Delimiter, best.Below);
    }

    private static IEnumerable<string> Starts(string path)
    {
        for (var dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1)) yield return path.Substring(0, dot);
    }

}
