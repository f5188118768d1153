using System.Globalization;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>The amounts of a record, in the currency that it tells.</summary>
internal sealed class PayloadAmounts(PayloadReading reading, PayloadField? currencyField)
{
    private readonly Currency? _currency = currencyField is null ? reading.Document.Currency
        : Currency.TryParse(reading.Text(currencyField, reading.Record)?.ToUpperInvariant(), out var told) ? told : null;

    public Money? Of(PayloadField? field, PayloadRow at)
    {
        for (; field is not null; field = field.Otherwise)
        {
            if (!reading.Holds(field.When, at)) continue;
            if (field.Sum is not null)
            {
                var sum = Sum(field, at, out var isTold);
                if (isTold) return sum;
            }
            else if (reading.First(field.Paths, at) is { } told)
            {
                return At(field, told.Node, at, told.Row);
            }
        }

        return null;
    }

    /// <summary>An amount as the unit of a field has it, and its digits behind the point.</summary>
    public static string? Parse(string text, bool isNumber, string unit, Currency currency, out Money money)
    {
        money = default;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return ChannelsCodes.AmountInvalid;
        var isFraction = text.Contains('.', StringComparison.Ordinal);
        if ((unit == "fen" && isFraction) || (unit == "either" && isNumber == isFraction)) return ChannelsCodes.AmountAmbiguous;
        var isMinor = unit == "fen" || (unit == "either" && isNumber);
        if (PayloadReading.Whole(number, isMinor ? 0 : currency.Digits) is not { } minor) return ChannelsCodes.AmountInexact;
        money = Money.OfMinor(minor, currency);
        return null;
    }

    private Money? Sum(PayloadField field, PayloadRow at, out bool isTold)
    {
        isTold = false;
        Money? sum = null;
        foreach (var term in field.Sum!)
        {
            var factors = PayloadReading.Factors(term);
            foreach (var (node, row) in reading.Find(factors[0], at).Where(f => reading.Tells(f.Node)))
            {
                isTold = true;
                if (At(field, node, at, row) is not { } part) return null;
                foreach (var factor in factors.Skip(1))
                {
                    if (reading.First([factor], at, row) is not { } told)
                    {
                        reading.Missing();
                        return null;
                    }

                    if (!decimal.TryParse(told.Node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                        return Problem(ChannelsCodes.FactorInvalid);
                    if (PayloadReading.Whole(part.MinorUnits * number, 0) is not { } product) return Problem(ChannelsCodes.AmountInexact);
                    part = Money.OfMinor(product, part.Currency);
                }

                sum = (sum ?? Money.Zero(part.Currency)) + (part * (term.StartsWith('-') ? -1 : 1));
            }
        }

        return sum;
    }

    private Money? At(PayloadField field, PayloadNode node, PayloadRow at, PayloadRow row)
    {
        if (_currency is not { } currency)
            return Problem(reading.Text(currencyField, reading.Record) is null ? ChannelsCodes.FieldMissing : ChannelsCodes.CurrencyUnknown);
        if (field.Currency is { } own)
        {
            if (reading.First(own.Paths, at, row)?.Node.Text is not { } code) return Problem(ChannelsCodes.FieldMissing);
            if (!Currency.TryParse(code.Trim().ToUpperInvariant(), out var known)) return Problem(ChannelsCodes.CurrencyUnknown);
            if (known != currency) return Problem(ChannelsCodes.CurrencyMixed);
        }

        var text = node.Text!.Trim();
        if (field.Divisor is null) return Parse(text, node.IsLiteral, field.Money, currency, out var money) is { } problem ? Problem(problem) : money;
        if (reading.First(field.Divisor.Paths, at, row)?.Node.Text is not { } divisor) return Problem(ChannelsCodes.FieldMissing);
        if (!long.TryParse(divisor, NumberStyles.None, CultureInfo.InvariantCulture, out var by) || by == 0) return Problem(ChannelsCodes.DivisorInvalid);
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count)) return Problem(ChannelsCodes.AmountInvalid);
        return PayloadReading.Whole(count, currency.Digits) is { } units && units % by == 0
            ? Money.OfMinor(units / by, currency)
            : Problem(ChannelsCodes.AmountInexact);
    }

    private Money? Problem(string code)
    {
        reading.Problems.Add(code);
        return null;
    }
}
