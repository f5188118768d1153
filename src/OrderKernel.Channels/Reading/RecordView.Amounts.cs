using System.Text;

namespace OrderKernel.Channels;

// Amounts of a record, each in its currency, alone or summed.
internal readonly ref partial struct RecordView
{
    /// <summary>The view in the currency that the record tells.</summary>
    public RecordView Of(RecordKind kind)
    {
        if (kind.Currency is not { } rule) return this;
        Currency? currency = Text(rule) is { } code && Currency.TryParse(code.ToUpperInvariant(), out var known) ? known : null;
        return new(_record, _table, _profile, _times, _problems, currency, rule, _trace);
    }

    public Money? Amount(FieldRule? rule, RowAt at = default)
    {
        if (rule is null) return null;
        if (_trace is null) return AmountOf(rule, at);
        _trace.Open();
        var amount = AmountOf(rule, at);
        _trace.Close(rule, at, amount?.ToString());
        return amount;
    }

    private Money? AmountOf(FieldRule? rule, RowAt at)
    {
        for (; rule is not null; rule = rule.Otherwise)
        {
            if (!Holds(rule.When, at)) continue;
            if (rule.Terms is { } terms)
            {
                var sum = Sum(terms, at, out var isTold);
                if (isTold) return sum;
            }
            else if (rule.Constant is { } constant)
            {
                if (_currency is not { } own) return NoCurrency();
                if (MoneyText.TryRead(Encoding.UTF8.GetBytes(constant), false, rule.Unit, own, out var money) is not { } problem) return money;
                _problems.Add(Finding.Of("$", problem, ("value", constant)));
                return null;
            }
            else if (Find(rule, at, out var told))
            {
                return AmountAt(rule, told);
            }
        }

        return null;
    }

    /// <summary>Every amount of every term, over all rows that it stands in.</summary>
    private Money? Sum(Term[] terms, RowAt at, out bool isTold)
    {
        isTold = false;
        Money? sum = null;
        for (var i = 0; i < terms.Length; i++)
        {
            var term = terms[i];
            foreach (var place in term.Money.Places)
            {
                for (var row = -1; Next(place.Slot.Scope, at, ref row);)
                {
                    if (!Tells(term.Money, place, row, out var told)) continue;
                    isTold = true;
                    var before = _problems.Count;
                    if (Product(term, told) is { } part && Plus(sum, part, term.Sign) is { } more)
                    {
                        sum = more;
                        continue;
                    }

                    if (_problems.Count == before) Report(told, ChannelsCodes.AmountOutOfRange);
                    return null;
                }
            }
        }

        return sum;
    }

    private Money? Product(Term term, in Told told)
    {
        if (AmountAt(term.Money, told) is not { } amount) return null;
        for (var i = 0; i < term.Factors.Length; i++)
        {
            var factor = term.Factors[i];
            if (!Find(factor, told.At, out var number))
            {
                Missing(factor, told.At);
                return null;
            }

            var value = number.Token.Kind == TokenKind.EscapedText ? Unescaped(number) : number.Value;
            var problem = number.Token.Kind is TokenKind.Flag or TokenKind.Container
                ? ChannelsCodes.FieldTypeMismatch
                : MoneyText.TryMultiply(value, amount, out amount);
            if (problem is null) continue;
            Report(number, problem);
            return null;
        }

        return amount;
    }

    private static Money? Plus(Money? sum, Money part, int sign)
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

    private Money? AmountAt(FieldRule rule, in Told told)
    {
        if (_currency is not { } currency) return NoCurrency();
        if (!HasCurrency(rule, told, currency)) return null;
        var value = told.Token.Kind == TokenKind.EscapedText && !rule.Unquotes ? Unescaped(told) : told.Value;
        var money = default(Money);
        var problem = told.Token.Kind is TokenKind.Flag or TokenKind.Container
            ? ChannelsCodes.FieldTypeMismatch
            : rule.Divisor is { } divisor
                ? Divided(divisor, told, value, currency, out money)
                : MoneyText.TryRead(value, told.Token.Kind == TokenKind.Number, rule.Unit, currency, out money);
        if (problem is null) return money;
        if (problem.Length > 0) Report(told, problem);
        return null;
    }

    /// <summary>An amount over its divisor; an empty code where the divisor itself is the problem, and is reported.</summary>
    private string? Divided(FieldRule rule, in Told told, ReadOnlySpan<byte> value, Currency currency, out Money money)
    {
        money = default;
        if (Find(rule, told.At, out var divisor))
        {
            if (divisor.Token.Kind is TokenKind.Text or TokenKind.Number && MoneyText.TryReadUnits(divisor.Value, 0, out var by) is null)
                return MoneyText.TryDivide(value, by, currency, out money);
            Report(divisor, ChannelsCodes.DivisorInvalid);
        }
        else
        {
            Missing(rule, told.At);
        }

        return "";
    }

    // Only a record that tells an amount needs a currency.
    private Money? NoCurrency()
    {
        if (Text(_currencyRule) is { } code) _problems.Add(Finding.Of("$." + _currencyRule!.PathText, ChannelsCodes.CurrencyUnknown, ("value", FreeText.Glimpse(code))));
        else Missing(_currencyRule!);
        return null;
    }

    // The amounts of one claim are in one currency.
    private bool HasCurrency(FieldRule rule, in Told told, Currency currency)
    {
        if (rule.Currency is not { } own) return true;
        if (Text(own, told.At) is not { } code)
        {
            Missing(own, told.At);
            return false;
        }

        if (!Currency.TryParse(code.ToUpperInvariant(), out var known))
            _problems.Add(Finding.Of(PathOf(own, told.At), ChannelsCodes.CurrencyUnknown, ("value", FreeText.Glimpse(code))));
        else if (known != currency)
            _problems.Add(Finding.Of(PathOf(own, told.At), ChannelsCodes.CurrencyMixed, ("value", known), ("expected", currency)));
        else
            return true;
        return false;
    }
}
