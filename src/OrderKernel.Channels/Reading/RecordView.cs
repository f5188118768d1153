using System.Text;
using System.Text.Json;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>The mapped fields of one record, read with the profile's cleaning; problems are added to one list.</summary>
internal readonly ref struct RecordView
{
    private const int TextLengthMax = 4096;
    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly ReadOnlySpan<byte> _record;
    private readonly TokenTable _table;
    private readonly ChannelProfile _profile;
    private readonly TimeText _times;
    private readonly List<Finding> _problems;

    public RecordView(ReadOnlySpan<byte> record, TokenTable table, ChannelProfile profile, TimeText times, List<Finding> problems)
    {
        _record = record;
        _table = table;
        _profile = profile;
        _times = times;
        _problems = problems;
    }

    public List<Finding> Problems => _problems;

    public TokenTable Table => _table;

    public bool Has(FieldRule rule)
    {
        foreach (var place in rule.Places)
        {
            if (place.Scope == 0 && _table[place, 0].Kind is not (TokenKind.Missing or TokenKind.Null)) return true;
        }

        return false;
    }

    /// <summary>The first place of a field that tells something.</summary>
    public bool Find(FieldRule rule, int row, out Slot place, out Token token, out ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < rule.Places.Count; i++)
        {
            if (Tells(rule, rule.Places[i], row, out place, out token, out value)) return true;
        }

        place = default;
        token = default;
        value = default;
        return false;
    }

    /// <summary>A text, cleaned; null when it is missing or bad.</summary>
    public string? Text(FieldRule? rule, int row = 0) =>
        rule is not null && Find(rule, row, out var place, out var token, out var value) ? Decode(rule, place, row, token, value) : null;

    /// <summary>An id, without what guards it from spreadsheets; null when it is missing or bad. One that a spreadsheet rounded is a problem.</summary>
    public string? Id(FieldRule? rule, int row = 0)
    {
        if (Text(rule, row) is not { } text) return null;
        var id = IdText.Plain(text);
        if (IdText.IsDamaged(id)) Problems.Add(Finding.Of(PathOf(rule!.Places[0], row), ChannelsCodes.IdDamaged, ("value", id)));
        return id;
    }

    /// <summary>The text at one place of a field; null when it is missing or bad.</summary>
    public string? TextAt(FieldRule rule, Slot place, int row) =>
        Tells(rule, place, row, out _, out var token, out var value) ? Decode(rule, place, row, token, value) : null;

    public Money? Amount(FieldRule? rule, int row = 0)
    {
        if (rule is null) return null;
        if (rule.Signs is { } signs) return Sum(rule, signs, row);
        return Find(rule, row, out var place, out var token, out var value) ? AmountAt(rule, place, row, token, value) : null;
    }

    public Quantity? Units(FieldRule? rule, int row = 0)
    {
        if (rule is null || !Find(rule, row, out var place, out var token, out var value)) return null;
        long units = 0;
        var problem = token.Kind is TokenKind.Flag or TokenKind.Container ? ChannelsCodes.QuantityInvalid : MoneyText.TryReadUnits(value, out units);
        if (problem is null) return Quantity.Of(units);
        Report(place, row, problem, value);
        return null;
    }

    public Instant? Time(FieldRule? rule, int row = 0)
    {
        if (rule is null) return null;
        for (var i = 0; i < rule.Places.Count; i++)
        {
            if (!Tells(rule, rule.Places[i], row, out var place, out var token, out var value) || _profile.TimeNulls.TryGet(value, out _)) continue;
            if (token.Kind is TokenKind.Text or TokenKind.Number && _times.TryRead(value, rule.Time, out var instant)) return instant;
            Report(place, row, ChannelsCodes.TimeInvalid, value);
            return null;
        }

        return null;
    }

    public void Report(Slot place, int row, string code, ReadOnlySpan<byte> value) =>
        _problems.Add(Finding.Of(_profile.Tree.PathOf(place, row), code, ("value", Shown(value))));

    public string PathOf(Slot place, int row) => _profile.Tree.PathOf(place, row);

    private bool Tells(FieldRule rule, Slot place, int row, out Slot at, out Token token, out ReadOnlySpan<byte> value)
    {
        at = place;
        token = default;
        value = default;
        var own = place.Scope == 0 ? 0 : row;
        if (place.Scope > 0 && own >= _table.Rows(place.Scope)) return false;
        token = _table[place, own];
        if (token.Kind is TokenKind.Missing or TokenKind.Null) return false;
        value = Cleaning.Trim(_record.Slice(token.Start, token.Length));
        if (rule.Unquotes) value = Cleaning.Unquote(value);
        return token.Kind == TokenKind.Container || (!value.IsEmpty && !_profile.Nulls.TryGet(value, out _));
    }

    private Money? Sum(FieldRule rule, IReadOnlyList<int> signs, int row)
    {
        Money? sum = null;
        for (var i = 0; i < rule.Places.Count; i++)
        {
            var scope = rule.Places[i].Scope;
            var (from, to) = rule.SumsRows && scope > 0 ? (0, _table.Rows(scope)) : (row, row + 1);
            for (var at = from; at < to; at++)
            {
                if (!Tells(rule, rule.Places[i], at, out var place, out var token, out var value)) continue;
                if (AmountAt(rule, place, at, token, value) is not { } part || Add(sum, part, signs[i]) is not { } more)
                {
                    if (_problems.Count == 0) Report(place, at, ChannelsCodes.AmountOutOfRange, value);
                    return null;
                }

                sum = more;
            }
        }

        return sum;
    }

    private static Money? Add(Money? sum, Money part, int sign)
    {
        try
        {
            return (sum ?? Money.Zero(part.Currency)) + (part * sign);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private Money? AmountAt(FieldRule rule, Slot place, int row, Token token, ReadOnlySpan<byte> value)
    {
        var money = default(Money);
        var problem = token.Kind switch
        {
            TokenKind.Flag or TokenKind.Container => ChannelsCodes.FieldTypeMismatch,
            TokenKind.EscapedText when !rule.Unquotes => MoneyText.TryRead(Unescaped(place, row, token), false, rule.Unit, _profile.Currency, out money),
            _ => MoneyText.TryRead(value, token.Kind == TokenKind.Number, rule.Unit, _profile.Currency, out money),
        };
        if (problem is null) return money;
        Report(place, row, problem, value);
        return null;
    }

    private string? Decode(FieldRule rule, Slot place, int row, Token token, ReadOnlySpan<byte> value)
    {
        if (token.Kind == TokenKind.Container)
        {
            Report(place, row, ChannelsCodes.FieldTypeMismatch, default);
            return null;
        }

        if (value.Length > TextLengthMax * 6)
        {
            _problems.Add(Finding.Of(PathOf(place, row), ChannelsCodes.TextTooLong, ("length", value.Length), ("most", TextLengthMax)));
            return null;
        }

        var text = token.Kind == TokenKind.EscapedText ? Unescape(place, row, token) : Plain(place, row, value);
        if (text is null) return null;
        if (token.Kind == TokenKind.EscapedText || rule.Cleaning.Count > 0) text = Cleaning.Apply(text, rule.Cleaning);
        if (text.Length <= TextLengthMax) return text.Length == 0 ? null : text;
        _problems.Add(Finding.Of(PathOf(place, row), ChannelsCodes.TextTooLong, ("length", text.Length), ("most", TextLengthMax)));
        return null;
    }

    private string? Plain(Slot place, int row, ReadOnlySpan<byte> value)
    {
        try
        {
#if NET10_0_OR_GREATER
            return Strict.GetString(value);
#else
            return Strict.GetString(value.ToArray());
#endif
        }
        catch (DecoderFallbackException)
        {
            Report(place, row, ChannelsCodes.TextInvalid, default);
            return null;
        }
    }

    private string? Unescape(Slot place, int row, Token token)
    {
        try
        {
            var reader = new Utf8JsonReader(_record.Slice(token.Start - 1, token.Length + 2));
            reader.Read();
            return reader.GetString();
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            Report(place, row, ChannelsCodes.TextInvalid, default);
            return null;
        }
    }

    private ReadOnlySpan<byte> Unescaped(Slot place, int row, Token token) =>
        Unescape(place, row, token) is { } text ? Cleaning.Trim(Encoding.UTF8.GetBytes(text)) : default;

    /// <summary>What a finding shows of a value: a column may hold anything, a person's name too.</summary>
    public static string Shown(ReadOnlySpan<byte> value) => FreeText.Glimpse(Encoding.UTF8.GetString(value.Slice(0, Math.Min(value.Length, 512)).ToArray()));
}
