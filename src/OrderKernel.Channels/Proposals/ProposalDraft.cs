namespace OrderKernel.Channels;

/// <summary>Makes the document of a proposal from what was found, and notes each guess with its ground.</summary>
internal sealed class ProposalDraft
{
    private readonly SampleRecords _sample;
    private readonly OrderParts _parts;
    private readonly string _name;
    private readonly List<ProfileGuess> _guesses = [];
    private readonly List<UnmappedWord> _words = [];
    private readonly MoneyUnit _unit;
    private readonly TimeFormat _time;

    public ProposalDraft(SampleRecords sample, OrderParts parts, string name)
    {
        (_sample, _parts, _name) = (sample, parts, name);
        _unit = Unit();
        // Most times are written alike; the others say so themselves.
        _time = Times.Select(t => t.Field.Time!.Value).GroupBy(t => t).OrderByDescending(g => g.Count()).Select(g => g.Key)
            .DefaultIfEmpty(TimeFormat.Text).First();
    }

    private IEnumerable<FoundPart> Times =>
        ((FoundPart?[])[_parts.Created, _parts.PaidAt, _parts.ShippedAt, _parts.DeliveredAt, _parts.ModifiedAt]).OfType<FoundPart>();

    private IEnumerable<FoundPart> Amounts =>
        ((FoundPart?[])[_parts.Due, _parts.Freight, _parts.Refunded, _parts.LineTotal, _parts.UnitPrice]).OfType<FoundPart>();

    private bool IsCsv => _sample.Format == RecordFormat.Csv;

    public ProposedProfile Made()
    {
        var document = new DocumentText();
        Head(document);
        document.Open("records").Entry();
        Record(document);
        document.End().End();
        Tables(document);
        var missing = new List<string>();
        if (_parts.Number is null) missing.Add("number");
        if (_parts.Created is null) missing.Add("times.created");
        if (_parts.Due is null) missing.Add("amounts.due");
        if (_parts.At is null) missing.Add("lines");
        return new(document.ToUtf8(), _guesses.ToValueList(), missing.ToValueList(), _words.ToValueList(), _sample.Count);
    }

    private void Head(DocumentText document)
    {
        var code = new string([.. _name.ToUpperInvariant().Where(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9')).Take(8)]);
        if (code.Length < 2) code = "NEW";
        document.Text("$schema", Profiles.Schema).Text("name", _name).Text("version", "0.1.0").Text("channel", _name).Text("code", code);
        Guess("channel", _name, GuessGround.Assumed, "");
        Guess("code", code, GuessGround.Assumed, "");
        var hasOffsets = Times.All(t => t.Field.HasOffsets);
        var isUtc = hasOffsets || Times.All(t => t.Field.HasOffsets || t.Field.Path.EndsWith("gmt", StringComparison.OrdinalIgnoreCase)
            || t.Field.Path.EndsWith("utc", StringComparison.OrdinalIgnoreCase));
        var zone = isUtc && Times.Any() && !IsChinese ? "UTC" : "Asia/Shanghai";
        document.Text("zone", zone).Text("format", FormatWord(_sample.Format));
        var ground = !isUtc || !Times.Any() ? GuessGround.Assumed : hasOffsets ? GuessGround.Offsets : GuessGround.Name;
        Guess("zone", zone, ground, Times.FirstOrDefault()?.Field.Example ?? "");
        Guess("format", FormatWord(_sample.Format), GuessGround.Form, "");
        if (_parts.Currency is null)
        {
            document.Text("currency", "CNY");
            Guess("currency", "CNY", GuessGround.Assumed, "");
        }

        document.Text("money", FieldLoader.MoneyWords[(int)_unit - 1]).Text("time", FieldLoader.TimeWords[(int)_time - 1]);
        Guess("money", FieldLoader.MoneyWords[(int)_unit - 1], MoneyGround, _parts.Due?.Field.Example ?? "");
        Guess("time", FieldLoader.TimeWords[(int)_time - 1], Times.Any() ? GuessGround.Form : GuessGround.Assumed, Times.FirstOrDefault()?.Field.Example ?? "");
        string[] nulls = [.. Times.SelectMany(t => t.Field.TimeNulls).Distinct()];
        if (nulls.Length > 0) document.Texts("timeNulls", nulls);
        if (IsCsv && _sample.HasGroups)
        {
            document.Texts("groupBy", [_parts.Number!.Field.Path]);
            Guess("groupBy", _parts.Number.Field.Path, GuessGround.Repeats, _parts.Number.Field.Example);
        }
    }

    private bool IsChinese => _sample.Fields.Any(f => f.Values.Take(3).Select(v => v.Text).Prepend(f.Path).Any(HasChinese));

    private GuessGround MoneyGround =>
        !Amounts.Any() ? GuessGround.Assumed : Amounts.Any(a => a.Field.HasDecimals) ? GuessGround.Decimals : GuessGround.WholeNumbers;

    // Decimals are major units. Without any, numbers are minor ones; a text without decimals may be either.
    private MoneyUnit Unit()
    {
        var mixed = Amounts.Any(a => a.Field.HasDecimals && a.Field.Values.Exists(v => v.Kind == TokenKind.Number && v.Text.All(char.IsDigit))
            && a.Field.Values.Exists(v => v.Kind == TokenKind.Text));
        if (mixed) return MoneyUnit.Either;
        return Amounts.Any() && !Amounts.Any(a => a.Field.HasDecimals) && Amounts.Any(a => a.Field.IsAllNumbers) ? MoneyUnit.Minor : MoneyUnit.Major;
    }

    private void Record(DocumentText document)
    {
        var isWhole = _parts.Created is not null && _parts.Due is not null;
        document.Text("note", "Proposed from a sample: every guess is to be looked at by a person.").Text("kind", "order").Text("scope", isWhole ? "whole" : "part");
        if (_sample.Envelope.Length > 0)
        {
            document.Texts("envelopes", [_sample.Envelope]);
            Guess("envelopes", _sample.Envelope, GuessGround.Form, "");
        }

        string[] needs = [.. ((FoundPart?[])[_parts.Number, _parts.Created, _parts.Due]).OfType<FoundPart>()
            .Where(p => p.Field.In.Count == _sample.Count).Select(p => p.Field.Path)];
        if (needs.Length > 0) document.Texts("needs", needs);
        var isMarked = _parts.Number?.Field.Example.StartsWith("#", StringComparison.Ordinal) == true;
        Field(document, "number", "number", _parts.Number, clean: isMarked ? "strip-marks" : null);
        Field(document, "currency", "currency", _parts.Currency);
        document.Object("times");
        Field(document, "created", "times.created", _parts.Created);
        Field(document, "paid", "times.paid", _parts.PaidAt);
        Field(document, "shipped", "times.shipped", _parts.ShippedAt);
        Field(document, "delivered", "times.delivered", _parts.DeliveredAt);
        Field(document, "modified", "times.modified", _parts.ModifiedAt);
        document.End();
        Statuses(document);
        if (_parts.Due is not null)
        {
            document.Object("amounts");
            Field(document, "due", "amounts.due", _parts.Due);
            Field(document, "freight", "amounts.freight", _parts.Freight);
            Field(document, "refunded", "amounts.refunded", _parts.Refunded);
            document.End();
        }

        Lines(document);
        if (_parts.At is null) document.Flag("needsFulfilment", false);
        if (_parts.Waybill is null) return;
        document.Object("shipments");
        Field(document, "waybill", "shipments.waybill", _parts.Waybill);
        Field(document, "carrier", "shipments.carrier", _parts.Carrier);
        document.End();
    }

    private void Lines(DocumentText document)
    {
        if (_parts.At is not { } at) return;
        var list = IsCsv ? "rows[]" : at + "[]";
        document.Object("lines").Text("at", list);
        Guess("lines.at", list, GuessGround.Name, "");
        Field(document, "id", "lines.id", _parts.Line);
        // The first that tells counts: a merchant's own code before the channel's.
        document.Texts("code", _parts.Codes.Select(c => c.Field.Path));
        foreach (var code in _parts.Codes) Guess("lines.code", code.Field.Path, GuessGround.Name, code.Field.Example);
        Field(document, "quantity", "lines.quantity", _parts.Quantity);
        Field(document, "total", "lines.total", _parts.LineTotal);
        Field(document, "unitPrice", "lines.unitPrice", _parts.UnitPrice);
        Field(document, "title", "lines.title", _parts.Title);
        document.End();
    }

    private void Statuses(DocumentText document)
    {
        document.Open("statuses");
        foreach (var status in _parts.Statuses) document.Entry().Text("path", status.Path).Text("table", TableOf(status)).End();
        if (_parts.PaidAt is { } paid)
        {
            document.Entry().Text("path", paid.Field.Path).Object("present").Text("payment", "Paid").Text("evidence", "inferred").End().End();
            Guess("statuses", $"{paid.Field.Path} = Paid", GuessGround.Name, paid.Field.Example);
        }

        document.End();
    }

    private void Tables(DocumentText document)
    {
        document.Object("tables");
        foreach (var status in _parts.Statuses)
        {
            document.Object(TableOf(status)).Object("rows");
            foreach (var word in status.Words)
            {
                if (KnownStatusWords.Of(word) is not { } meaning)
                {
                    _words.Add(new(TableOf(status), status.Path, FreeText.Glimpse(word)));
                    continue;
                }

                document.Object(word).Text(meaning.Axis, meaning.Status).Text("evidence", "inferred").Text("note", "proposed from the word alone").End();
                Guess($"tables.{TableOf(status)}", $"{word} = {meaning.Status}", GuessGround.Word, word);
            }

            document.End().End();
        }

        document.End();
    }

    private static string TableOf(SampleField status) => status.Path.Replace('.', '_');

    private void Field(DocumentText document, string property, string field, FoundPart? part, string? clean = null)
    {
        if (part is null) return;
        var time = part.Field.Time is { } own && field.StartsWith("times.", StringComparison.Ordinal) && own != _time ? FieldLoader.TimeWords[(int)own - 1] : null;
        if (clean is null && time is null)
        {
            document.Text(property, part.Field.Path);
        }
        else
        {
            document.Object(property).Texts("paths", [part.Field.Path]);
            if (time is not null) document.Text("time", time);
            if (clean is not null) document.Texts("clean", [clean]);
            document.End();
        }

        Guess(field, part.Field.Path, GuessGround.Name, part.Field.Example);
    }

    private void Guess(string field, string value, GuessGround ground, string example) => _guesses.Add(new(field, value, ground, FreeText.Glimpse(example)));

    private static bool HasChinese(string text) => text.Any(c => c is >= '\u4E00' and <= '\u9FFF');

    private static string FormatWord(RecordFormat format) => format switch { RecordFormat.Csv => "csv", RecordFormat.Xml => "xml", _ => "json" };
}
