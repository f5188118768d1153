using System.Globalization;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>Tells a story as a record of one kind, field by field: words first, then times, lines, amounts, parcels, cases.</summary>
internal sealed class PayloadDraft
{
    private readonly PayloadDocument _document;
    private readonly PayloadKind _kind;
    private readonly PayloadStory _story;
    private readonly PayloadWriter _writer;
    private readonly Dice _dice;
    private readonly long? _word;
    private int _source;

    private PayloadDraft(PayloadDocument document, PayloadKind kind, PayloadStory story, Dice dice, long? word)
    {
        (_document, _kind, _story, _dice, _word) = (document, kind, story, dice, word);
        Record = new(new PayloadNode(), null);
        _writer = new(document, kind, Record, story, dice);
    }

    public PayloadRow Record { get; }

    /// <summary>The record.</summary>
    /// <param name="document">The profile document.</param>
    /// <param name="kind">Which of its records.</param>
    /// <param name="story">What it is to tell.</param>
    /// <param name="dice">Chooses among forms.</param>
    /// <param name="word">The number of the words: with all numbers all words come; null for the words that the story needs.</param>
    public static PayloadDraft Of(PayloadDocument document, PayloadKind kind, PayloadStory story, Dice dice, long? word)
    {
        var draft = new PayloadDraft(document, kind, story, dice, word);
        draft.Write();
        return draft;
    }

    private void Write()
    {
        if (_document.IsCsv && _kind.Lines is null && _document.GroupBy.Count > 0) _writer.Rows("rows[]", 1);
        _writer.Text(_kind["currency"], Record, _story.Currency.Code);
        Words(_kind.Statuses, Record);
        Time("times.created", _story.Created, true);
        Time("times.paid", _story.Paid, _story.IsPaid);
        Time("times.shipped", _story.Shipped, _story.IsShipped);
        Time("times.delivered", _story.Received, _story.IsReceived);
        Time("times.ended", _story.Ended, _story.IsEnded);
        Time("times.modified", _story.Modified, true);
        if (_kind.Lines is { } lines) Lines(lines);
        Amounts();
        if (_story.IsShipped)
        {
            for (var i = 0; i < _kind.Shipments.Count; i++) Parcels(_kind.Shipments[i], i);
        }

        if (_kind.Case is { } rules) Case(rules);
        if (_story.Stage == OrderStage.Refunded) _writer.Amount(_kind["amounts.refunded"], Record, _story.Refund);
        Tie();
        if (_story.IsPaid && new PayloadMeaning(_document, _kind, Record).Amount("amounts.due") is { } due) _writer.Amount(_kind["amounts.paid"], Record, due);
        _writer.Text(_kind["number"], Record, _story.Number);
        _writer.Text(_kind["customer"], Record, _story.Buyer);
        Recipient();
        foreach (var need in _kind.Needs.Where(n => !_writer.Reading.Find(n, Record).Any(f => !f.Node.IsNothing)))
            _writer.Put(_kind.ReadsListAt(need) ? need + "[]" : need, Record, "1");
    }

    private void Words(IReadOnlyList<PayloadStatus> sources, PayloadRow at)
    {
        foreach (var source in sources)
        {
            _source++;
            if (source.Table is { } table)
            {
                if (!source.When.All(t => _writer.Reading.Holds([t], at)) && !(source.IsRequired || (_word is not null && _dice.OneIn(2)))) continue;
                var mustBe = source.IsRequired || (source.Absent is { } absent && !_story.Fits(absent));
                if (_writer.Satisfy(source.When, at) && Word(table, mustBe) is { } row) _writer.Text(source.Field, at, row.Word);
            }
            else if (source.Present is { } present && IsAsked(source)
                && (_word is null ? _story.Reaches(present) && PayloadStory.Weight(present) > 0 : _dice.OneIn(3)))
            {
                _writer.Satisfy([.. source.When, .. source.Field.When], at);
            }
        }
    }

    // A field that means something by a certain value; by being there alone it means it when its own field is written.
    private static bool IsAsked(PayloadStatus source) =>
        source.When.Concat(source.Field.When).Any(t => !t.IsNot && source.Field.Paths.Contains(t.Path) && t.Values.All(v => v.Length > 0));

    private StatusRow? Word(PayloadTable table, bool isRequired)
    {
        if (_word is { } number) return table.Rows[(int)((number + (_source * 7)) % table.Rows.Count)];
        var fitting = table.Rows.Where(_story.Fits).ToList();
        if (fitting.Count == 0) return isRequired ? table.Rows.MinBy(Strangeness) : null;
        var most = fitting.Max(PayloadStory.Weight);
        return _dice.Pick([.. fitting.Where(r => PayloadStory.Weight(r) == most)]);
    }

    // Where no word says what has happened, the one that comes nearest: what was reached before, and nothing beyond it.
    private int Strangeness(StatusRow row) => (row.IsSkipped ? 1000 : 0) + (row.Outcome is null || _story.IsEnded ? 0 : 100) + (row.Holds.IsEmpty ? 0 : 50)
        + (_story.Fits(row with { Fulfilment = null }) ? 0 : 20) + (row.Fulfilment is { } fulfilment ? _story.Distance(fulfilment) : 0);

    private void Time(string name, NodaTime.Instant time, bool isSo)
    {
        if (!isSo || _kind[name] is not { } field) return;
        // A time that a status follows from is told when the status is.
        var says = _kind.Statuses.Where(s => s.Table is null && s.Field.Paths.Intersect(field.Paths).Any()).Select(s => s.Present).OfType<StatusRow>();
        if (name != "times.created" && _word is null && !says.All(_story.Reaches)) return;
        _writer.Time(field, Record, time);
    }

    private void Lines(PayloadBlock rules)
    {
        var rows = _writer.Rows(rules.At[0], _story.Lines.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, line) = (rows[i], _story.Lines[i]);
            var units = rules["quantity"]!.Constant is null ? line.Units : 1;
            _writer.Units(rules["quantity"], row, units);
            Words(rules.Statuses, row);
            _writer.Text(rules["code"], row, line.Code);
            _writer.Text(rules["id"], row, line.Id);
            _writer.Text(rules["title"], row, rules["title"] is { Cleaning.Count: > 0 } ? line.Code : line.Title);
            _writer.Amount(rules["unitPrice"], row, line.Price);
            _writer.Amount(rules["total"], row, line.Price * units);
            _writer.Amount(rules["listTotal"], row, line.List * units);
        }
    }

    private void Amounts()
    {
        if (!_kind.HasAmounts) return;
        var discounts = new[] { "amounts.sellerDiscount", "amounts.coupon", "amounts.platformSubsidy" }.Where(n => _kind[n] is not null).ToArray();
        if (discounts.Length > 0) _writer.Amount(_kind[_story.Places("discount").Pick(discounts)], Record, _story.ListPrice - _story.Goods);
        _writer.Amount(_kind["amounts.freight"], Record, _story.Freight);
        _writer.Amount(_kind["amounts.tax"], Record, _story.Tax);
        _writer.Amount(_kind["amounts.surcharges"], Record, _story.Surcharges);
        _writer.Amount(_kind["amounts.listPrice"], Record, _story.ListPrice);
        _writer.Amount(_kind["amounts.due"], Record, _story.Due);
        if (_word is not null && _dice.OneIn(2)) _writer.Amount(_kind["amounts.deposit"], Record, Money.OfMinor(_story.Due.MinorUnits / 3, _story.Currency));
        if (_story.IsPaid && _story.Places("tender").OneIn(4) && _kind.Tenders.FirstOrDefault(t => _kind[$"amounts.paidBy.{t}"]!.Sum is null) is { } tender)
            _writer.Amount(_kind[$"amounts.paidBy.{tender}"], Record, Money.OfMinor(_story.Due.MinorUnits / 4, _story.Currency));
    }

    // Channels differ in what their totals contain: what does not add up is put where it belongs, as far as one amount can.
    private void Tie()
    {
        if (!_kind.HasAmounts) return;
        var (_, ofLines) = Gaps();
        if (ofLines != 0) _writer.Add(_kind["amounts.due"], Record, ofLines);
        foreach (var name in new[] { "listPrice", "due", "sellerDiscount", "coupon", "platformSubsidy" })
        {
            var (rest, before) = Gaps();
            if (rest == 0) return;
            var undo = _writer.Add(_kind[$"amounts.{name}"], Record, name == "listPrice" ? rest : -rest);
            var after = Gaps();
            if (after.Unexplained != 0 || after.OfLines != before) undo?.Invoke();
        }
    }

    private (long Unexplained, long OfLines) Gaps() => PayloadMeaning.Gaps(_document, _kind, Record);

    private void Parcels(PayloadBlock rules, int place)
    {
        var isInLines = rules.At.Count > 0 && _kind.Lines is { } lines && lines.At[0].Split('[')[0] == rules.At[0].Split('[')[0];
        var count = rules.At.Count == 0 || place > 0 ? 1 : isInLines ? _story.Lines.Count : _story.Waybills.Count;
        var rows = rules.At.Count == 0 ? [Record] : _writer.Rows(rules.At[0], count, areNew: !isInLines && !_document.IsCsv);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rules["lines"] is { } field && !isInLines)
            {
                foreach (var line in _story.Lines.Where((_, n) => rows.Count == 1 || n % rows.Count == i)) LineOf(field, rules["units"], rows[i], line);
            }

            var own = rows.Count == 1 && rules.Separators.Length > 0 ? _story.Waybills : [_story.Waybills[i % _story.Waybills.Count]];
            var (waybills, carriers) = Together(rules.Separators, own);
            _writer.Text(rules["waybill"], rows[i], waybills);
            if (carriers is not null) _writer.Text(rules["carrier"], rows[i], carriers);
            if (rules.At.Count > 0) _writer.Satisfy([.. PayloadPath.Parts(rules.At[0]).SelectMany(p => p.Tests)], rows[i]);
        }
    }

    // Waybills in one text: in groups of one carrier each, with a carrier for each group or one for all.
    private (string Waybills, string? Carriers) Together(string separators, IReadOnlyList<string> waybills)
    {
        var (text, carriers, dice) = (waybills[0], _story.Carrier, _story.Places("groups"));
        var hasOwn = dice.OneIn(2);
        foreach (var waybill in waybills.Skip(1))
        {
            var mark = dice.Pick(separators.ToCharArray());
            text += mark + waybill;
            if (mark == separators[0] && hasOwn && carriers is not null) carriers += mark + dice.Pick([.. _document.Carriers.Keys]);
        }

        return (text, carriers);
    }

    // A parcel names its lines in a list below it: each in a row of its own.
    private void LineOf(PayloadField field, PayloadField? units, PayloadRow parcel, StoryLine line)
    {
        var path = (field.Join ?? field.Paths)[0];
        if (path[0] is '^' or '$' || !path.Contains('[', StringComparison.Ordinal)) return;
        if (path.EndsWith(']'))
        {
            _writer.Put(path, parcel, line.Id);
            return;
        }

        var list = path[..path.LastIndexOf('[')].Split('.');
        var at = parcel.Node;
        foreach (var name in list) at = at.At(name);
        var row = new PayloadRow(at.AddRow(), parcel);
        foreach (var part in field.Join ?? field.Paths.Take(1)) row.Node.At(part[(part.LastIndexOf(']') + 2)..]).Text = line.Id;
        if (units is { Paths: [var count, ..] }) row.Node.At(count[(count.LastIndexOf(']') + 2)..]).Text = line.Units.ToString(CultureInfo.InvariantCulture);
    }

    private void Case(PayloadBlock rules)
    {
        if (rules.At.Count > 0 && _story.Stage != OrderStage.Refunded && !(_word is not null && _dice.OneIn(3))) return;
        var row = rules.At.Count == 0 ? Record : _writer.Rows(rules.At[0], 1)[0];
        Words(rules.Statuses, row);
        _writer.Time(rules["requestedAt"], row, _story.Requested);
        _writer.Amount(rules["amount"], row, _story.Refund);
        _writer.Text(rules["id"], row, _story.Case);
        if (_story.IsPartOfMoney)
        {
            _writer.Text(rules["line"], row, _story.Lines[0].Id);
            _writer.Units(rules["units"], row, _story.Lines[0].Units);
        }

        _writer.Text(rules["reason"], row, rules.NoReasonTexts.Count > 0 && _dice.OneIn(2) ? rules.NoReasonTexts[0] : "too small");
    }

    private void Recipient()
    {
        if (!_kind.HasRecipient || _story.Places("recipient").OneIn(4)) return;
        foreach (var (name, text) in (IEnumerable<(string, string)>)[("name", _story.Name), ("phone", _story.Phone),
            ("province", "浙江省"), ("city", "杭州市"), ("district", "西湖区"), ("detail", "文三路1号"), ("country", "CN"), ("postcode", "310012")])
        {
            if (_kind[$"recipient.{name}"] is { } field && !_writer.Reading.IsTold(field, Record)) _writer.Text(field, Record, text);
        }
    }
}
