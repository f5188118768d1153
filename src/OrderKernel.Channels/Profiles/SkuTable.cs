using System.Globalization;
using System.Text;

namespace OrderKernel.Channels;

/// <summary>SKU maps as tables that people keep: a row a code with its SKU, of a bundle a row a component.</summary>
/// <remarks>
/// Columns, in any order and in either language: <c>channel</c> (渠道; blank or not there for all), <c>code</c> (编码), <c>sku</c> (SKU), <c>quantity</c>
/// (数量; blank for one). Rows of the same channel and code that follow one another are a bundle, where each tells its quantity; else the second is a double.
/// </remarks>
public static class SkuTable
{
    private const string AllChannels = "*";
    private const string Head = "channel,code,sku,quantity\n";
    private const int QuantityMax = 1_000_000;

    // Of fewer digits a spreadsheet shows a number as it is.
    private const int DigitsShown = 11;

    private static readonly string[][] Columns =
    [
        ["channel", "渠道", "平台"],
        ["code", "编码", "平台编码", "商家编码", "平台sku", "规格编码", "商品编码", "渠道编码", "platform sku", "merchant code", "channel code"],
        ["sku", "本地sku", "我方sku", "系统sku", "货品编码", "our sku"],
        ["quantity", "数量", "件数", "qty"],
    ];

    /// <summary>Reads a table; all bad rows come at once, each with its row and column.</summary>
    /// <param name="csv">The table as CSV in UTF-8, whatever delimits its fields; titles may stand above the header.</param>
    /// <returns>The mappings in the table's order, which are at least one.</returns>
    /// <remarks>
    /// Refuses with: <see cref="ChannelsCodes.SkuTableInvalid"/>; its reasons name <c>row:column</c>: <see cref="ChannelsCodes.ColumnMissing"/>,
    /// <see cref="ChannelsCodes.FieldMissing"/>, <see cref="ChannelsCodes.IdDamaged"/>, <see cref="ChannelsCodes.IdRounded"/>,
    /// <see cref="ChannelsCodes.IdFromNumber"/>, <see cref="ChannelsCodes.IdInvalid"/>, <see cref="ChannelsCodes.QuantityInvalid"/>,
    /// <see cref="ChannelsCodes.SkuDuplicate"/>, <see cref="ChannelsCodes.RecordNotRecognised"/>.
    /// </remarks>
    public static Result<ValueList<SkuMapping>> Read(ReadOnlySpan<byte> csv)
    {
        if (csv.StartsWith(ProfileReader.Mark)) csv = csv.Slice(ProfileReader.Mark.Length);
        var problems = new List<Finding>();
        var rows = Rows(csv, problems);
        var mappings = Mappings(rows, problems);
        if (problems.Count == 0 && mappings.Count > 0) return mappings.ToValueList();
        if (problems.Count == 0) problems.Add(Finding.Of("1", ChannelsCodes.FieldMissing));
        return Refusal.Of(ChannelsCodes.SkuTableInvalid, ("count", problems.Count)) with { Reasons = problems.Select(p => p.ToReason()).ToValueList() };
    }

    /// <summary>Writes mappings as a table: what a spreadsheet would take for a number or a formula stands behind an equals sign and in quotes.</summary>
    /// <param name="mappings">The mappings.</param>
    /// <returns>CSV in UTF-8 without a byte-order mark.</returns>
    /// <remarks>Laws: <see cref="Read"/> gives the mappings back, where no code begins with = or has blanks at its ends.</remarks>
    public static byte[] Write(ValueList<SkuMapping> mappings)
    {
        var text = new StringBuilder(Head);
        foreach (var mapping in mappings)
        {
            foreach (var part in mapping.Goods)
            {
                text.Append(Quoted(mapping.Channel)).Append(',').Append(Quoted(Guarded(mapping.Code))).Append(',').Append(Quoted(Guarded(part.Sku.Value)))
                    .Append(',').Append(part.Quantity.Units.ToString(CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<Row> Rows(ReadOnlySpan<byte> csv, List<Finding> problems)
    {
        var rows = new List<Row>();
        var (line, places, delimiter, width) = (0, (int[]?)null, (byte)',', 0);
        while (!csv.IsEmpty)
        {
            var start = ++line;
            var length = CsvTokens.RowLength(csv, places is null ? null : delimiter);
            var text = csv.Slice(0, length);
            csv = csv.Slice(Math.Min(length + 1, csv.Length));
            foreach (var b in text) line += b == '\n' ? 1 : 0;
            text = CsvTokens.WithoutEnd(text);
            if (Cleaning.Trim(text).IsEmpty) continue;
            if (places is null)
            {
                (places, delimiter, width) = Header(text);
                if (places is null && start >= CsvDialect.RowsMax) break;
                continue;
            }

            var cells = CsvTokens.Names(text, delimiter);
            if (cells.TrueForAll(c => c.Length == 0)) continue;
            if (cells.Count > width) problems.Add(Finding.Of($"{start}", ChannelsCodes.RowWidthWrong, ("fields", cells.Count), ("columns", width)));
            else rows.Add(RowOf(start, places, cells, problems));
        }

        if (places is null) problems.Add(Finding.Of("1", ChannelsCodes.ColumnMissing, ("column", "[code], [sku]")));
        return rows;
    }

    // The first row that names a column of codes and one of SKUs.
    private static (int[]? Places, byte Delimiter, int Width) Header(ReadOnlySpan<byte> row)
    {
        foreach (var delimiter in (byte[])[(byte)',', (byte)';', (byte)'\t', (byte)'|'])
        {
            var names = CsvTokens.Names(row, delimiter).ConvertAll(n => n.ToLowerInvariant());
            int[] places = [.. Columns.Select(c => names.FindIndex(n => Array.IndexOf(c, n) >= 0))];
            if (places[1] >= 0 && places[2] >= 0) return (places, delimiter, names.Count);
        }

        return (null, (byte)',', 0);
    }

    private static Row RowOf(int line, int[] places, List<string> cells, List<Finding> problems)
    {
        var channel = Cell(0) is { Length: > 0 } named ? named : AllChannels;
        if (channel != AllChannels && !ChannelId.TryParse(channel, out _)) problems.Add(Finding.Of($"{line}:channel", ChannelsCodes.IdInvalid));
        var (code, sku) = (Id(1, "code"), Id(2, "sku"));
        var isSku = SkuId.TryParse(sku, out var id);
        if (sku is not null && !isSku) problems.Add(Finding.Of($"{line}:sku", ChannelsCodes.IdInvalid));
        var told = Cell(3);
        var isCount = long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is >= 1 and <= QuantityMax;
        if (told.Length > 0 && !isCount) problems.Add(Finding.Of($"{line}:quantity", ChannelsCodes.QuantityInvalid, ("value", FreeText.Glimpse(told))));
        return new(line, channel, code, isSku ? id : null, isCount ? units : 1, told.Length > 0);

        string Cell(int column) => places[column] >= 0 && places[column] < cells.Count ? cells[places[column]] : "";

        string? Id(int column, string name)
        {
            var text = IdText.Plain(Cell(column), out var isGuarded);
            if (text.Length == 0) problems.Add(Finding.Of($"{line}:{name}", ChannelsCodes.FieldMissing));
            if (text.Length == 0) return null;
            if (IdText.Problem(ref text, isGuarded, isCsv: true) is not { } damaged) return text;
            problems.Add(Finding.Of($"{line}:{name}", damaged, ("value", text)));
            return null;
        }
    }

    private static List<SkuMapping> Mappings(List<Row> rows, List<Finding> problems)
    {
        var mappings = new List<SkuMapping>();
        var known = new HashSet<(string, string)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Code is not { } code) continue;
            var isNext = i > 0 && rows[i - 1].Channel == row.Channel && rows[i - 1].Code == code && rows[i - 1].HasQuantity && row.HasQuantity
                && row.Sku is { } sku && mappings.Count > 0 && !mappings[mappings.Count - 1].Goods.Items.Any(g => g.Sku == sku);
            if (!isNext && !known.Add((row.Channel, code)))
            {
                problems.Add(Finding.Of($"{row.Line}:code", ChannelsCodes.SkuDuplicate, ("channel", row.Channel), ("code", code)));
                continue;
            }

            if (row.Sku is not { } own) continue;
            var part = new BundleComponent(own, Quantity.Of(row.Units));
            if (!isNext) mappings.Add(new(row.Channel, code, [part]));
            else mappings[mappings.Count - 1] = mappings[mappings.Count - 1] with { Goods = mappings[mappings.Count - 1].Goods.Add(part) };
        }

        return mappings;
    }

    private static string Guarded(string id)
    {
        // One apostrophe or backtick is taken for a guard: one more is.
        if (id[0] is '\'' or '`') return "'" + id;
        var isNumber = id.All(c => c is (>= '0' and <= '9') or 'e' or 'E' or '+' or '-' or '.' or ',');
        return (isNumber && (id[0] == '0' || id.Length > DigitsShown || !id.All(char.IsDigit))) || id[0] is '+' or '-' or '@' ? $"=\"{id}\"" : id;
    }

    private static string Quoted(string text) =>
        text.IndexOfAny([',', '"', ';', '\t', '|', '\r', '\n']) < 0 ? text : "\"" + text.Replace("\"", "\"\"") + "\"";

    private readonly record struct Row(int Line, string Channel, string? Code, SkuId? Sku, long Units, bool HasQuantity);
}
