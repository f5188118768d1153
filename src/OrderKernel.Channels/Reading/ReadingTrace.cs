using System.Text;

namespace OrderKernel.Channels;

/// <summary>
/// Told by the reader itself what it reads of one record, so that what is shown cannot differ from what is read. Where one thing is read for another (the
/// parts of a joined text, the currency of an amount) only the outer one is a field.
/// </summary>
internal sealed class ReadingTrace
{
    private readonly List<(List<TracedValue> Read, List<TracedStep> Steps)> _open = [];
    private readonly List<FieldTrace> _fields = [];

    public IReadOnlyList<FieldTrace> Fields => _fields;

    public RecordKind? Kind { get; private set; }

    public TracedTie? TieOut { get; private set; }

    /// <summary>Of a record that no kind takes: what each kind wants that is not there, and what is there that it must not have.</summary>
    public List<TracedKind> Tried { get; } = [];

    public void Open() => _open.Add(([], []));

    public void Drop() => _open.RemoveAt(_open.Count - 1);

    public void Of(RecordKind kind)
    {
        Kind = kind;
        if (kind.Says is { } says) _fields.Add(new("says", null) { Rule = "$.says", Word = kind.Name, Evidence = says.Evidence, Value = StatusRowText.Of(says) });
    }

    /// <summary>A value that a place told. It is read on behalf of the field that is open.</summary>
    public void Read(in RecordView view, in Told told)
    {
        if (_open.Count == 0) return;
        var raw = told.Token.Kind == TokenKind.Container ? "{…}" : Encoding.UTF8.GetString(view.RawOf(told).ToArray());
        var (read, steps) = _open[_open.Count - 1];
        read.Add(new(view.PathOf(told), raw));
        if (told.Token.Kind is not (TokenKind.Container or TokenKind.EscapedText) && told.Value.Length < told.Token.Length)
            steps.Add(new("trim", Encoding.UTF8.GetString(told.Value.ToArray())));
    }

    public void Step(string step, string text)
    {
        if (_open.Count > 0) _open[_open.Count - 1].Steps.Add(new(step, text));
    }

    /// <summary>Ends what was opened last with its canonical value; null when there is none.</summary>
    public void Close(FieldRule rule, RowAt at, string? value) => Close(rule, at, value, null, default, null);

    /// <summary>Ends a word that was looked up.</summary>
    public void Close(StatusSource source, RowAt at, StatusRow? row) => Close(source.Field, at, row is null ? null : StatusRowText.Of(row), source.Table?.Name,
        row?.Evidence, row is { Word.Length: > 0 } ? row.Word : null);

    public void Carrier(string raw, CarrierId carrier) => _fields.Add(new("carriers", null)
    {
        Rule = "$.carriers." + raw, Table = "carriers", Word = raw, Value = carrier.ToString(),
    });

    public void Tie(TracedTie tie) => TieOut = tie;

    public void NotRecognised(in RecordView view, RecordKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            var (wanting, unwanted) = (new List<string>(), new List<string>());
            foreach (var need in kind.Needs)
            {
                if (!view.Has(need)) wanting.Add(need.PathText);
            }

            foreach (var lack in kind.Lacks)
            {
                if (view.Has(lack)) unwanted.Add(lack.PathText);
            }

            Tried.Add(new(kind.Name, wanting.ToValueList(), unwanted.ToValueList()));
        }
    }

    private void Close(FieldRule rule, RowAt at, string? value, string? table, EvidenceMark? evidence, string? word)
    {
        var (read, steps) = _open[_open.Count - 1];
        Drop();
        if (_open.Count > 0)
        {
            _open[_open.Count - 1].Read.AddRange(read);
            _open[_open.Count - 1].Steps.AddRange(steps);
            return;
        }

        var name = NameOf(rule, at);
        var shown = TraceMask.Of(name, rule, value is not null);
        _fields.Add(new(name, at.Scope > 0 ? at.Row : null)
        {
            Rule = rule.Name,
            Read = read.Select(r => r with { Raw = shown(r.Raw) }).ToValueList(),
            // A step that changed nothing, or nothing that shows, has nothing to show.
            Steps = steps.Where((s, i) => shown(s.Text) != (i > 0 ? shown(steps[i - 1].Text) : read.Count == 1 ? shown(read[0].Raw) : null))
                .Select(s => s with { Text = shown(s.Text) }).ToValueList(),
            Value = value is null ? null : TraceMask.Canonical(name, value),
            Table = table,
            Word = word,
            Evidence = evidence,
        });
    }

    // $.records[0].lines.quantity in row 2 is lines[2].quantity.
    private static string NameOf(FieldRule rule, RowAt at)
    {
        var start = rule.Name.IndexOf("].", StringComparison.Ordinal);
        var name = start < 0 ? rule.Name : rule.Name.Substring(start + 2);
        if (name.EndsWith(".path", StringComparison.Ordinal)) name = name.Substring(0, name.Length - ".path".Length);
        var dot = name.IndexOf('.');
        return at.Scope == 0 || dot < 0 ? name : $"{name.Substring(0, dot)}[{at.Row}]{name.Substring(dot)}";
    }
}
