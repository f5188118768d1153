using System.Text;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Output;

/// <summary>
/// All disagreements as CSV, by order number: sorted rows of each part lie in a temporary file of the spool, and are merged at the end, so that memory does
/// not grow with them.
/// </summary>
internal sealed class DisagreementCsv(DiagnosisSpool spool, Labels labels) : IDisposable
{
    private static readonly DiagnosisSide[] Sides = [DiagnosisSide.Channel, DiagnosisSide.Erp, DiagnosisSide.Wms, DiagnosisSide.Crm];
    private readonly List<BinaryReader> _parts = [];
    private BinaryWriter? _part;

    /// <summary>Adds an order; those of one part come by number.</summary>
    public void Add(DiagnosedOrder order)
    {
        if (order.Disagreements.IsEmpty) return;
        _part ??= new(new FileStream(spool.PathOf($"rows-{_parts.Count}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 8 * 1024));
        _part.Write(order.Number);
        _part.Write(string.Join("\r\n", order.Disagreements.Items.Select(d => Row(order, d))));
    }

    /// <summary>Ends a part.</summary>
    public void EndPart()
    {
        if (_part is null) return;
        _part.Flush();
        _part.BaseStream.Position = 0;
        _parts.Add(new(_part.BaseStream));
        _part = null;
    }

    /// <summary>Writes the file, with a byte-order mark: without one spreadsheets take Chinese for another encoding.</summary>
    public void WriteTo(string path)
    {
        using var to = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        to.WriteLine(SafeCell.Row(Heads()));
        var next = new PriorityQueue<(BinaryReader From, string Rows), (string Number, int Part)>(
            Comparer<(string Number, int Part)>.Create((a, b) => string.CompareOrdinal(a.Number, b.Number) is not 0 and var order ? order : a.Part - b.Part));
        for (var i = 0; i < _parts.Count; i++) Enqueue(i);
        while (next.TryDequeue(out var row, out var key))
        {
            to.WriteLine(row.Rows);
            Enqueue(key.Part);
        }

        void Enqueue(int part)
        {
            var from = _parts[part];
            if (from.BaseStream.Position == from.BaseStream.Length) return;
            var number = from.ReadString();
            next.Enqueue((from, from.ReadString()), (number, part));
        }
    }

    public void Dispose()
    {
        _part?.Dispose();
        foreach (var part in _parts) part.Dispose();
    }

    private IEnumerable<string> Heads() =>
    [
        labels["head.order"], labels["head.channel"], labels["head.shop"], labels["head.created"], labels["head.kind"], labels["head.subject"],
        labels["head.odd"], labels["head.pairs"], .. Sides.Select(s => DisagreementText.Of(s, labels)), labels["head.code"], labels["head.finding"],
    ];

    private string Row(DiagnosedOrder order, Disagreement found) => SafeCell.Row(
    [
        order.Number, order.Source?.Channel ?? "", order.Source?.Shop ?? "", labels.Time(order.PlacedAt),
        DisagreementText.Of(found.Kind, labels), DisagreementText.Of(found.Subject, labels),
        found.Odd is { } odd ? DisagreementText.Of(odd, labels) : "",
        string.Join(" / ", found.Pairs.Items.Select(p => DisagreementText.Of(p, labels))),
        .. Sides.Select(side => string.Join(" / ", found.Sayings.Items.Where(s => s.Side == side).Select(s => DisagreementText.Says(s, labels)))),
        found.Why.Code, DisagreementText.Of(found, labels),
    ]);
}
