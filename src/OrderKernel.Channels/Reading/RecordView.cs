using System.Runtime.CompilerServices;
using System.Text;

namespace OrderKernel.Channels;

/// <summary>The mapped fields of one record, read with the profile's cleaning; problems are added to one list.</summary>
internal readonly ref partial struct RecordView
{
    private const int EscapedNullMax = 32;

    private readonly ReadOnlySpan<byte> _record;
    private readonly TokenTable _table;
    private readonly ChannelProfile _profile;
    private readonly TimeText _times;
    private readonly List<Finding> _problems;
    private readonly Currency? _currency;
    private readonly FieldRule? _currencyRule;
    private readonly ReadingTrace? _trace;

    public RecordView(
        ReadOnlySpan<byte> record, TokenTable table, ChannelProfile profile, TimeText times, List<Finding> problems, ReadingTrace? trace = null)
        : this(record, table, profile, times, problems, profile.Currency, null, trace)
    {
    }

    private RecordView(
        ReadOnlySpan<byte> record, TokenTable table, ChannelProfile profile, TimeText times, List<Finding> problems, Currency? currency,
        FieldRule? currencyRule, ReadingTrace? trace)
    {
        _record = record;
        _table = table;
        _profile = profile;
        _times = times;
        _problems = problems;
        _currency = currency;
        _currencyRule = currencyRule;
        _trace = trace;
    }

    public List<Finding> Problems => _problems;

    public TokenTable Table => _table;

    /// <summary>Told what is read, where somebody wants to see how; null in every other reading.</summary>
    public ReadingTrace? Trace => _trace;

    public bool Has(FieldRule rule)
    {
        foreach (var place in rule.Places)
        {
            if (place.Slot.Scope == 0 && _table[place.Slot, 0].Kind is not (TokenKind.Missing or TokenKind.Null)) return true;
        }

        return false;
    }

    /// <summary>The first place of a field, without its alternatives, that tells something.</summary>
    public bool Find(FieldRule rule, RowAt at, out Told told)
    {
        foreach (var place in rule.Places)
        {
            var scope = place.Slot.Scope;
            if (scope == 0 || scope == at.Scope)
            {
                if (Tells(rule, place, scope == 0 ? 0 : at.Row, out told)) return true;
                continue;
            }

            for (var row = -1; Next(scope, at, ref row);)
            {
                if (Tells(rule, place, row, out told)) return true;
            }
        }

        told = default;
        return false;
    }

    /// <summary>True when a field or one of its alternatives tells something, readable or not.</summary>
    public bool IsTold(FieldRule? rule, RowAt at = default)
    {
        for (; rule is not null; rule = rule.Otherwise)
        {
            if (!Holds(rule.When, at)) continue;
            if (rule.Constant is not null || Find(rule, at, out _)) return true;
            if (rule.Parts is { } parts && parts.Any(this, at)) return true;
            if (rule.Terms is { } terms && terms.Any(this, at)) return true;
        }

        return false;
    }

    /// <summary>True when all comparisons hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(RowTest[]? tests, RowAt at) => tests is null || HoldsTraced(tests, at);

    private bool HoldsTraced(RowTest[] tests, RowAt at)
    {
        // What is only compared is not what the field tells.
        _trace?.Open();
        var holds = AllHold(tests, at);
        _trace?.Drop();
        return holds;
    }

    private bool AllHold(RowTest[] tests, RowAt at)
    {
        for (var i = 0; i < tests.Length; i++)
        {
            var test = tests[i];
            if (!Find(test.Field, at, out var told))
            {
                if (!test.IsMet([])) return false;
            }
            else if (told.Token.Kind == TokenKind.EscapedText)
            {
                if (!test.IsMet(Unescaped(told))) return false;
            }
            else if (told.Token.Kind == TokenKind.Container ? !test.IsNot : !test.IsMet(told.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a row counts and so do those above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Passes(RowFilter[]? filters, int scope, int row) => filters is null || PassesAll(filters, scope, row);

    private bool PassesAll(RowFilter[] filters, int scope, int row)
    {
        for (var i = 0; i < filters.Length; i++)
        {
            if (!Holds(filters[i].Tests, new(filters[i].Scope, Above(scope, row, filters[i].Scope)))) return false;
        }

        return true;
    }

    /// <summary>The next row of a list that belongs to where a field is read from; begin with −1.</summary>
    /// <remarks>Of the row's own list it is that row, of a list above the row that has it, of a list below all rows in it; of another list none.</remarks>
    public bool Next(int scope, RowAt at, ref int row)
    {
        if (scope == at.Scope || scope == 0)
        {
            if (row >= 0) return false;
            row = scope == 0 ? 0 : at.Row;
            return scope == 0 || row < _table.Rows(scope);
        }

        if (at.Scope > 0 && _profile.Tree.IsBelow(at.Scope, scope))
        {
            if (row >= 0 || at.Row >= _table.Rows(at.Scope)) return false;
            row = Above(at.Scope, at.Row, scope);
            return true;
        }

        if (at.Scope > 0 && !_profile.Tree.IsBelow(scope, at.Scope)) return false;
        while (++row < _table.Rows(scope))
        {
            if (at.Scope == 0 || Above(scope, row, at.Scope) == at.Row) return true;
        }

        return false;
    }

    public void Report(in Told told, string code) =>
        _problems.Add(Finding.Of(PathOf(told), code, ("value", Shown(told.Value))));

    public void Missing(FieldRule rule, RowAt at = default) =>
        _problems.Add(Finding.Of(at.Scope == 0 ? "$." + rule.PathText : PathOf(rule, at), ChannelsCodes.FieldMissing));

    public string PathOf(in Told told) => PathOf(told.Slot, told.Row);

    public string PathOf(Slot slot, int row) => _profile.Tree.PathOf(slot, _table, row);

    /// <summary>Where a field would stand, for people.</summary>
    public string PathOf(FieldRule rule, RowAt at)
    {
        foreach (var place in rule.Places)
        {
            if (place.Slot.Scope == at.Scope) return _profile.Tree.PathOf(place.Slot, _table, at.Row);
        }

        return _profile.Tree.PathOf(rule.FirstSlot, _table, rule.FirstSlot.Scope == at.Scope ? at.Row : 0);
    }

    /// <summary>What a finding shows of a value: a column may hold anything, a person's name too.</summary>
    public static string Shown(ReadOnlySpan<byte> value) => FreeText.Glimpse(Encoding.UTF8.GetString(value.Slice(0, Math.Min(value.Length, 512)).ToArray()));

    private int Above(int scope, int row, int wanted)
    {
        for (; scope != wanted && scope > 0; scope = _profile.Tree.ParentOf(scope)) row = _table.ParentRow(scope, row);
        return row;
    }

    /// <summary>What one row of one place of a field tells; false for nothing.</summary>
    public bool Tells(FieldRule rule, Place place, int row, out Told told)
    {
        told = default;
        var token = _table[place.Slot, row];
        if (token.Kind is TokenKind.Missing or TokenKind.Null) return false;
        var value = Cleaning.Trim(_record.Slice(token.Start, token.Length));
        if (rule.Unquotes) value = Cleaning.Unquote(value);
        if (token.Kind != TokenKind.Container && (value.IsEmpty || _profile.Nulls.TryGet(value, out _))) return false;
        if (token.Kind == TokenKind.EscapedText && value.Length <= EscapedNullMax && IsNull(new Told(place.Slot, row, token, value))) return false;
        if (!Passes(place.Filters, place.Slot.Scope, row)) return false;
        told = new(place.Slot, row, token, value);
        _trace?.Read(this, told);
        return true;
    }

    // A word for nothing may be written with escapes: two quotes within a JSON text.
    private bool IsNull(in Told told)
    {
        var value = Unescaped(told);
        return value.IsEmpty || _profile.Nulls.TryGet(value, out _);
    }

    /// <summary>The bytes of a value as they stand in the record, blanks and quotes too.</summary>
    public ReadOnlySpan<byte> RawOf(in Told told) => _record.Slice(told.Token.Start, told.Token.Length);
}

/// <summary>Whether any of several fields tells something.</summary>
internal static class AnyTold
{
    public static bool Any(this FieldRule[] rules, in RecordView view, RowAt at)
    {
        foreach (var rule in rules)
        {
            if (view.IsTold(rule, at)) return true;
        }

        return false;
    }

    public static bool Any(this Term[] terms, in RecordView view, RowAt at)
    {
        foreach (var term in terms)
        {
            if (view.IsTold(term.Money, at)) return true;
        }

        return false;
    }
}
