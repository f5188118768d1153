using System.Text;

namespace OrderKernel.Rules.Syntax;

/// <summary>Reads one quoted literal: single or triple quotes, escapes unless raw, text or octets.</summary>
internal sealed class QuotedLiteral(string text, int at, bool isRaw, bool isBytes)
{
    private readonly StringBuilder _characters = new();
    private readonly List<byte> _octets = [];
    private int _at = at;

    /// <summary>The value, absent when the literal is malformed; <paramref name="end"/> is behind what was read.</summary>
    internal ExpressionValue Read(out int end)
    {
        var quote = text[_at];
        var isTriple = Peek(1) == quote && Peek(2) == quote;
        _at += isTriple ? 3 : 1;
        var isWell = Body(quote, isTriple);
        end = _at;
        if (!isWell) return default;
        return isBytes ? ExpressionValue.OfBytes(_octets.ToArray()) : ExpressionValue.Of(_characters.ToString());
    }

    private bool Body(char quote, bool isTriple)
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (c == quote && (!isTriple || (Peek(1) == quote && Peek(2) == quote)))
            {
                _at += isTriple ? 3 : 1;
                return true;
            }

            if (c is '\n' or '\r' && !isTriple) return false;
            if (c == '\\' && !isRaw)
            {
                if (!Escape()) return false;
            }
            else if (!Plain(c)) return false;
        }

        return false;
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private bool Plain(char c)
    {
        int point = c;
        var length = 1;
        if (char.IsSurrogate(c))
        {
            if (!char.IsSurrogatePair(c, Peek(1))) return false;
            (point, length) = (char.ConvertToUtf32(c, Peek(1)), 2);
        }

        _at += length;
        Append(point);
        return true;
    }

    private void Append(int point)
    {
        if (!isBytes)
        {
            if (point < 0x10000) _characters.Append((char)point);
            else _characters.Append(char.ConvertFromUtf32(point));
        }
        else if (point < 0x80) _octets.Add((byte)point);
        else _octets.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(point)));
    }

    private bool Escape()
    {
        var c = Peek(1);
        _at += 2;
        switch (c)
        {
            case 'a': Append('\a'); return true;
            case 'b': Append('\b'); return true;
            case 'f': Append('\f'); return true;
            case 'n': Append('\n'); return true;
            case 'r': Append('\r'); return true;
            case 't': Append('\t'); return true;
            case 'v': Append('\v'); return true;
            case '\\' or '?' or '"' or '\'' or '`': Append(c); return true;
            case 'x' or 'X': return Code(Digits(2, 16));
            case 'u': return !isBytes && Code(Digits(4, 16));
            case 'U': return !isBytes && Code(Digits(8, 16));
            case >= '0' and <= '3':
                _at--;
                return Code(Digits(3, 8));
            default: return false;
        }
    }

    private bool Code(long code)
    {
        if (code is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF)) return false;
        if (isBytes) _octets.Add((byte)code);
        else Append((int)code);
        return true;
    }

    private long Digits(int count, int radix)
    {
        long code = 0;
        for (var i = 0; i < count; i++, _at++)
        {
            var digit = Words.HexValue(Peek(0));
            if (digit < 0 || digit >= radix) return -1;
            code = (code * radix) + digit;
        }

        return code;
    }
}
