using System.Globalization;

namespace OrderKernel.Rules.Syntax;

/// <summary>Splits a text into tokens, one at a time. A problem becomes a <see cref="TokenKind.Wrong"/> token and a code.</summary>
internal sealed class Lexer(string text)
{
    private int _at;

    /// <summary>Why the last token is wrong.</summary>
    internal string Problem { get; private set; } = RulesCodes.Syntax;

    internal Token Next()
    {
        SkipBlanks();
        if (_at >= text.Length) return new(TokenKind.End, text.Length, 0);
        var start = _at;
        var c = text[start];
        if (Words.IsDigit(c) || (c == '.' && Words.IsDigit(Peek(1)))) return Number(start);
        if (c is '"' or '\'') return Quoted(start, isRaw: false, isBytes: false);
        if (c == '`') return QuotedField(start);
        if (!Words.IsStart(c)) return Sign(start, c);
        return StringPrefix(start) ?? Word(start);
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\n' or '\f' or '\r') _at++;
            else if (text[_at] == '/' && Peek(1) == '/')
            {
                while (_at < text.Length && text[_at] != '\n') _at++;
            }
            else return;
        }
    }

    private Token Word(int start)
    {
        while (_at < text.Length && (Words.IsStart(text[_at]) || Words.IsDigit(text[_at]))) _at++;
        var length = _at - start;
        if (Is("true")) return new(TokenKind.Literal, start, length, ExpressionValue.Of(true));
        if (Is("false")) return new(TokenKind.Literal, start, length, ExpressionValue.Of(false));
        if (Is("null")) return new(TokenKind.Literal, start, length, ExpressionValue.Null);
        return new(Is("in") ? TokenKind.In : TokenKind.Identifier, start, length);

        bool Is(string word) => length == word.Length && string.CompareOrdinal(text, start, word, 0, length) == 0;
    }

    // The name of a field that is no identifier.
    private Token QuotedField(int start)
    {
        _at++;
        while (_at < text.Length && Words.IsInQuotes(text[_at])) _at++;
        var isWell = Peek(0) == '`' && _at > start + 1;
        if (isWell) _at++;
        else Problem = RulesCodes.Syntax;
        return new(isWell ? TokenKind.QuotedField : TokenKind.Wrong, start, _at - start);
    }

    private Token? StringPrefix(int start)
    {
        var isBytes = text[start] is 'b' or 'B';
        var ahead = isBytes ? 1 : 0;
        var isRaw = Peek(ahead) is 'r' or 'R';
        if (isRaw) ahead++;
        if (ahead == 0 || Peek(ahead) is not ('"' or '\'')) return null;
        _at += ahead;
        return Quoted(start, isRaw, isBytes);
    }

    private Token Quoted(int start, bool isRaw, bool isBytes)
    {
        var value = new QuotedLiteral(text, _at, isRaw, isBytes).Read(out _at);
        if (!value.IsAbsent) return new(TokenKind.Literal, start, _at - start, value);
        Problem = RulesCodes.Syntax;
        return new(TokenKind.Wrong, start, Math.Min(_at, text.Length) - start);
    }

    private Token Number(int start)
    {
        if (text[start] == '0' && Peek(1) is 'x' or 'X') return Hexadecimal(start);
        while (Words.IsDigit(Peek(0))) _at++;
        var isDouble = false;
        if (Peek(0) == '.' && Words.IsDigit(Peek(1)))
        {
            isDouble = true;
            _at++;
            while (Words.IsDigit(Peek(0))) _at++;
        }

        if (Peek(0) is 'e' or 'E' && (Words.IsDigit(Peek(1)) || (Peek(1) is '+' or '-' && Words.IsDigit(Peek(2)))))
        {
            isDouble = true;
            _at += 2;
            while (Words.IsDigit(Peek(0))) _at++;
        }

        var digits = text.Substring(start, _at - start);
        if (isDouble)
        {
            var fits = double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
                && !double.IsInfinity(number);
            return fits ? new(TokenKind.Literal, start, digits.Length, ExpressionValue.Of(number)) : OutOfRange(start);
        }

        return Whole(start, ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var magnitude), magnitude);
    }

    private Token Hexadecimal(int start)
    {
        _at += 2;
        var fits = true;
        var first = _at;
        ulong magnitude = 0;
        for (; Words.HexValue(Peek(0)) is >= 0 and var digit; _at++)
        {
            fits &= magnitude >> 60 == 0;
            magnitude = unchecked((magnitude << 4) | (uint)digit);
        }

        if (_at > first) return Whole(start, fits, magnitude);
        Problem = RulesCodes.Syntax;
        return new(TokenKind.Wrong, start, _at - start);
    }

    private Token Whole(int start, bool fits, ulong magnitude)
    {
        if (!fits) return OutOfRange(start);
        if (Peek(0) is not ('u' or 'U')) return new(TokenKind.Whole, start, _at - start, ExpressionValue.Of(magnitude));
        _at++;
        return new(TokenKind.Literal, start, _at - start, ExpressionValue.Of(magnitude));
    }

    private Token OutOfRange(int start)
    {
        Problem = RulesCodes.LiteralOutOfRange;
        return new(TokenKind.Wrong, start, _at - start);
    }

    private Token Sign(int start, char c)
    {
        var (kind, length) = (c, Peek(1)) switch
        {
            ('|', '|') => (TokenKind.Or, 2),
            ('&', '&') => (TokenKind.And, 2),
            ('=', '=') => (TokenKind.Equal, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('!', _) => (TokenKind.Not, 1),
            ('?', _) => (TokenKind.Question, 1),
            (':', _) => (TokenKind.Colon, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('.', _) => (TokenKind.Dot, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('(', _) => (TokenKind.ParenOpen, 1),
            (')', _) => (TokenKind.ParenClose, 1),
            ('[', _) => (TokenKind.BracketOpen, 1),
            (']', _) => (TokenKind.BracketClose, 1),
            ('{', _) => (TokenKind.BraceOpen, 1),
            ('}', _) => (TokenKind.BraceClose, 1),
            _ => (TokenKind.Wrong, 1),
        };
        if (kind == TokenKind.Wrong) Problem = RulesCodes.Syntax;
        _at += length;
        return new(kind, start, length);
    }
}
