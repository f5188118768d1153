using System.Text;
using System.Text.Json;
using NodaTime;

namespace OrderKernel.Channels;

// Texts, ids, units and times of a record.
internal readonly ref partial struct RecordView
{
    private const int TextLengthMax = 4096;
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>A text, cleaned; null when it is missing or bad.</summary>
    public string? Text(FieldRule? rule, RowAt at = default)
    {
        if (rule is null) return null;
        if (_trace is null) return TextOf(rule, at);
        _trace.Open();
        var text = TextOf(rule, at);
        _trace.Close(rule, at, text);
        return text;
    }

    private string? TextOf(FieldRule? rule, RowAt at)
    {
        for (; rule is not null; rule = rule.Otherwise)
        {
            if (!Holds(rule.When, at)) continue;
            if (rule.Constant is not null) return rule.Constant;
            if (rule.Parts is { } parts)
            {
                if (Joined(rule, parts, at) is { } joined) return joined;
            }
            else if (Find(rule, at, out var told))
            {
                return Decode(rule, told);
            }
        }

        return null;
    }

    /// <summary>An id, without what guards it from spreadsheets; null when it is missing or bad. One that a spreadsheet rounded is a problem.</summary>
    public string? Id(FieldRule? rule, RowAt at = default)
    {
        if (_trace is null || rule is null) return IdOf(rule, at);
        _trace.Open();
        var id = IdOf(rule, at);
        _trace.Close(rule, at, id);
        return id;
    }

    private string? IdOf(FieldRule? rule, RowAt at) => TextOf(rule, at) is { } text ? Checked(text, rule!, at) : null;

    /// <summary>The id at one row of one place of a field.</summary>
    public string? IdAt(FieldRule rule, Place place, int row)
    {
        _trace?.Open();
        var at = new RowAt(place.Slot.Scope, row);
        var id = TextAt(rule, place, row) is { } text ? Checked(text, rule, at) : null;
        _trace?.Close(rule, at, id);
        return id;
    }

    /// <summary>The text at one row of one place of a field; null when it is missing or bad.</summary>
    public string? TextAt(FieldRule rule, Place place, int row)
    {
        _trace?.Open();
        var text = Tells(rule, place, row, out var told) ? Decode(rule, told) : null;
        _trace?.Close(rule, new(place.Slot.Scope, row), text);
        return text;
    }

    /// <summary>A count of units; null when it is missing or bad. Nothing is one only where it may be.</summary>
    public Quantity? Units(FieldRule? rule, RowAt at = default, bool mayBeZero = false)
    {
        if (_trace is null || rule is null) return UnitsOf(rule, at, mayBeZero);
        _trace.Open();
        var units = UnitsOf(rule, at, mayBeZero);
        _trace.Close(rule, at, units?.ToString());
        return units;
    }

    private Quantity? UnitsOf(FieldRule? rule, RowAt at, bool mayBeZero)
    {
        for (; rule is not null; rule = rule.Otherwise)
        {
            if (!Holds(rule.When, at)) continue;
            Told told = default;
            if (rule.Constant is null && !Find(rule, at, out told)) continue;
            var value = rule.Constant is { } constant ? Encoding.UTF8.GetBytes(constant)
                : told.Token.Kind == TokenKind.EscapedText ? Unescaped(told) : told.Value;
            long units = 0;
            var problem = told.Token.Kind is TokenKind.Flag or TokenKind.Container
                ? ChannelsCodes.QuantityInvalid
                : mayBeZero ? MoneyText.TryReadCount(value, rule.Decimals, out units) : MoneyText.TryReadUnits(value, rule.Decimals, out units);
            if (problem is null) return Quantity.Of(units);
            if (rule.Constant is null) Report(told, problem);
            else _problems.Add(Finding.Of("$", problem, ("value", rule.Constant)));
            return null;
        }

        return null;
    }

    /// <summary>The first time that a field tells.</summary>
    public Instant? Time(FieldRule? rule, RowAt at = default) => Time(rule, at, isLatest: false);

    /// <summary>The latest time that the rows of a field tell.</summary>
    public Instant? LatestTime(FieldRule? rule) => Time(rule, default, isLatest: true);

    private Instant? Time(FieldRule? rule, RowAt at, bool isLatest)
    {
        if (rule is null) return null;
        if (_trace is null) return TimeOf(rule, at, isLatest);
        _trace.Open();
        var time = TimeOf(rule, at, isLatest);
        _trace.Close(rule, at, time?.ToString());
        return time;
    }

    private Instant? TimeOf(FieldRule? rule, RowAt at, bool isLatest)
    {
        Instant? latest = null;
        for (; rule is not null && latest is null; rule = rule.Otherwise)
        {
            if (!Holds(rule.When, at)) continue;
            foreach (var place in rule.Places)
            {
                for (var row = -1; Next(place.Slot.Scope, at, ref row);)
                {
                    if (!Tells(rule, place, row, out var told) || _profile.TimeNulls.TryGet(told.Value, out _)) continue;
                    if (TimeAt(rule, told) is not { } time) return null;
                    if (!isLatest) return time;
                    if (latest is null || time > latest) latest = time;
                }

                if (latest is not null) return latest;
            }
        }

        return latest;
    }

    private Instant? TimeAt(FieldRule rule, in Told told)
    {
        var value = told.Token.Kind == TokenKind.EscapedText ? Unescaped(told) : told.Value;
        if (told.Token.Kind is TokenKind.Text or TokenKind.Number or TokenKind.EscapedText && _times.TryRead(value, rule.Time, out var time)) return time;
        Report(told, ChannelsCodes.TimeInvalid);
        return null;
    }

    /// <summary>The bytes of a text without its escapes; none of a bad one, which is a problem.</summary>
    public ReadOnlySpan<byte> Unescaped(in Told told) => Unescape(told) is { } text ? Cleaning.Trim(Encoding.UTF8.GetBytes(text)) : default;

    /// <summary>The bytes of a value as a table of words has them.</summary>
    public ReadOnlySpan<byte> WordOf(FieldRule rule, in Told told)
    {
        if (told.Token.Kind == TokenKind.Container) return default;
        if (rule.NeedsText) return Decode(rule, told) is { } text ? Encoding.UTF8.GetBytes(text) : default;
        return told.Token.Kind == TokenKind.EscapedText ? Unescaped(told) : told.Value;
    }

    private string Checked(string text, FieldRule rule, RowAt at)
    {
        var id = IdText.Plain(text, out var isGuarded);
        _trace?.Step("unguard", id);
        if (IdText.Problem(ref id, isGuarded, _profile.Format == RecordFormat.Csv) is { } code)
            Problems.Add(Finding.Of(PathOf(rule, at), code, ("value", id)));
        return id;
    }

    private string? Joined(FieldRule rule, FieldRule[] parts, RowAt at)
    {
        StringBuilder? joined = null;
        foreach (var part in parts)
        {
            if (Text(part, at) is not { Length: > 0 } text) continue;
            joined = joined is null ? new(text) : joined.Append(rule.With).Append(text);
        }

        if (joined is null) return null;
        _trace?.Step("join", joined.ToString());
        var whole = Cleaning.Apply(joined.ToString(), rule, _trace);
        if (whole.Length <= TextLengthMax) return whole.Length == 0 ? null : whole;
        _problems.Add(Finding.Of(PathOf(rule, at), ChannelsCodes.TextTooLong, ("length", whole.Length), ("most", TextLengthMax)));
        return null;
    }

    private string? Decode(FieldRule rule, in Told told)
    {
        if (told.Token.Kind == TokenKind.Container)
        {
            Report(told, ChannelsCodes.FieldTypeMismatch);
            return null;
        }

        if (told.Value.Length > TextLengthMax * 6)
        {
            _problems.Add(Finding.Of(PathOf(told), ChannelsCodes.TextTooLong, ("length", told.Value.Length), ("most", TextLengthMax)));
            return null;
        }

        var isEscaped = told.Token.Kind == TokenKind.EscapedText;
        var text = isEscaped ? Unescape(told) : Plain(rule, told);
        if (text is null) return null;
        if (isEscaped) _trace?.Step("unescape", text);
        if (isEscaped || rule.NeedsText) text = Cleaning.Apply(text, rule, _trace);
        if (text.Length <= TextLengthMax) return text.Length == 0 ? null : text;
        _problems.Add(Finding.Of(PathOf(told), ChannelsCodes.TextTooLong, ("length", text.Length), ("most", TextLengthMax)));
        return null;
    }

    private string? Plain(FieldRule rule, in Told told)
    {
        try
        {
            return rule.Repeats ? _table.Repeated.Of(told.Value, Strict) : RepeatedTexts.Text(told.Value, Strict);
        }
        catch (DecoderFallbackException)
        {
            _problems.Add(Finding.Of(PathOf(told), ChannelsCodes.TextInvalid, ("value", Shown(default))));
            return null;
        }
    }

    private string? Unescape(in Told told)
    {
        try
        {
            if (_profile.Format == RecordFormat.Xml) return XmlText.Unescape(_record.Slice(told.Token.Start, told.Token.Length));
            var reader = new Utf8JsonReader(_record.Slice(told.Token.Start - 1, told.Token.Length + 2));
            reader.Read();
            return reader.GetString();
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException or FormatException)
        {
            _problems.Add(Finding.Of(PathOf(told), ChannelsCodes.TextInvalid, ("value", Shown(default))));
            return null;
        }
    }
}
